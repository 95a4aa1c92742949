/** Promises the smallest set of rules that explains why nothing is lawful: each candidate breaks one of them. Exact, pure. */

/**
 * Of the sets of rules that candidates break (none of them empty), the smallest set that meets every one; among equally small
 * ones the first in the order of the bits. Nothing for no candidates.
 */
export function smallestConflict(broken: readonly number[]): number {
  const narrowest = minimalSets(broken);
  const occurring = bitsOf(narrowest.reduce((all, set) => all | set, 0));
  for (let size = 0; size <= occurring.length; size += 1) {
    const found = firstOfSize(occurring, size, narrowest);
    if (found !== undefined) return found;
  }
  throw new Error('A candidate that breaks nothing has no conflict.');
}

/** The fewest rules that would have to give way for one candidate to become lawful. */
export function leastToMend(broken: readonly number[]): number {
  return broken.reduce((least, set) => (bitsOf(set).length < bitsOf(least).length ? set : least), broken[0] ?? 0);
}

/** A set that contains another is met whenever that one is. */
function minimalSets(sets: readonly number[]): number[] {
  const distinct = [...new Set(sets)].sort((a, b) => bitsOf(a).length - bitsOf(b).length);
  const minimal: number[] = [];
  for (const set of distinct) if (!minimal.some((inner) => (inner & set) === inner)) minimal.push(set);
  return minimal;
}

/** Subsets of one size in the order of their first, second, ... bit. */
function firstOfSize(bits: readonly number[], size: number, sets: readonly number[]): number | undefined {
  const unmet = sets.some((set) => set === 0) || size === 0 ? sets.length > 0 : undefined;
  if (unmet !== undefined) return unmet ? undefined : 0;
  for (const [index, bit] of bits.entries()) {
    const rest = sets.filter((set) => (set & bit) === 0);
    if (rest.length === 0 && size === 1) return bit;
    const found = size === 1 ? undefined : firstOfSize(bits.slice(index + 1), size - 1, rest);
    if (found !== undefined) return bit | found;
  }
  return undefined;
}

function bitsOf(set: number): number[] {
  const bits: number[] = [];
  for (let bit = 1; bit <= set; bit *= 2) if ((set & bit) !== 0) bits.push(bit);
  return bits;
}
