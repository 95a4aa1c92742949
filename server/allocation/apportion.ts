/** Promises that a part of a whole is shared out exactly: no share above its own, their sum is the part, to the last fen. */

/**
 * What of each amount was delivered when `delivered` of `quantity` was: of their sum the same part, rounded down, shared by the
 * largest remainders, the first among equals.
 */
export function apportion(amounts: readonly bigint[], delivered: bigint, quantity: bigint): bigint[] {
  if (quantity < 1n || delivered < 0n || delivered > quantity) throw new Error('A part is within its whole.');
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  const shares = amounts.map((amount) => (amount * delivered) / quantity);
  const remainders = amounts.map((amount, index) => ({ index, left: (amount * delivered) % quantity }));
  let owed = (whole * delivered) / quantity - shares.reduce((sum, share) => sum + share, 0n);
  const order = remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  for (const { index } of order) {
    if (owed === 0n) break;
    shares[index]! += 1n;
    owed -= 1n;
  }
  return shares;
}
