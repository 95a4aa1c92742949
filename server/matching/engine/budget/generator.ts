/** Promises the same stream of numbers for the same seed on every machine. */

/** Gives the next number in [0, 1). */
export type Generator = () => number;

/** Xorshift of 32 bits (Marsaglia 2003): integers only, so that no machine differs. */
export function seededGenerator(seed: number): Generator {
  let state = (seed | 0) ^ 0x9e3779b9 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
