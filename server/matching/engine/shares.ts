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
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = numerators
    .map((part, index) => ({ index, remainder: part % denominator }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index]! += 1;
  return { total, shares };
}
