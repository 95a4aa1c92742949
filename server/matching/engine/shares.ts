/** Promises whole shares of a whole: they sum to it exactly (largest remainder, ties in the order given). */

export interface Shares {
  /** floor(sum of numerators / denominator). */
  readonly total: number;
  readonly shares: readonly number[];
}

/**
 * Divides floor(sum / denominator) among parts in proportion to their numerators.
 * Numerators are whole and not negative, and their sum is at most 2^53 - 1.
 */
export function divide(numerators: readonly number[], denominator: number): Shares {
  const total = Math.floor(numerators.reduce((sum, part) => sum + part, 0) / denominator);
  const shares = numerators.map((part) => Math.floor(part / denominator));
  const remainders = numerators.map((part) => part % denominator);
  // What is left is less than there are parts, and those are few: no part gets two of it.
  for (let left = total - shares.reduce((sum, share) => sum + share, 0); left > 0; left -= 1) {
    let largest = 0;
    for (let part = 1; part < remainders.length; part += 1)
      if (remainders[part]! > remainders[largest]!) largest = part;
    shares[largest]! += 1;
    remainders[largest] = -1;
  }
  return { total, shares };
}
