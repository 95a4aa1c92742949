/**
 * Promises which counts of a tree of areas may be told, so that no count below k is, and none follows from others by subtraction.
 * Pure. Nothing else than what is told here may enter a figure that is shown.
 */

export interface Branch {
  readonly code: string;
  /** How many were counted in it. */
  readonly count: number;
  /** The parts that it is made of; their counts sum to at most its own. What is in none of them is a hidden part by itself. */
  readonly parts: readonly Branch[];
}

/** Areas whose counts are told as one: a single area, or the hidden parts of one together. */
export interface Told {
  readonly codes: readonly string[];
  readonly count: number;
  /** True where the area itself is told, false where it is a pool of hidden parts. */
  readonly single: boolean;
}

/**
 * Which of the parts of a told area are told. A part below k is hidden; then those of the smallest count, all that have it, are hidden
 * with them while fewer than two are hidden, while their sum, which follows from the rest, is below k, or while each of them can only
 * be k - 1 (cell suppression with its complement: Cox, "Suppression methodology and statistical disclosure control", JASA 75, 1980).
 * Whoever knows this rule still finds for each hidden count another one that would be told the same: hidden counts may change places,
 * since the rule asks for no order, and they are never all alike.
 */
export function toldParts(counts: readonly number[], rest: number, k: number): boolean[] {
  const told = counts.map((count) => count >= k);
  const unsafe = () => {
    const hidden = [...counts.filter((_, index) => !told[index]), ...(rest > 0 ? [rest] : [])];
    const sum = hidden.reduce((all, count) => all + count, 0);
    return hidden.length > 0 && (hidden.length < 2 || sum < k || hidden.every((count) => count === k - 1));
  };
  while (unsafe() && told.includes(true)) {
    const smallest = Math.min(...counts.filter((_, index) => told[index]));
    counts.forEach((count, index) => (told[index] &&= count !== smallest));
  }
  return told;
}

/** What of a tree is told, from its root down: the parts of an area that is hidden are hidden with it. */
export function tell(root: Branch, k: number): Map<string, Told> {
  const found = new Map<string, Told>();
  const hide = (branch: Branch, pool: Told) => {
    found.set(branch.code, pool);
    for (const part of branch.parts) hide(part, pool);
  };
  const visit = (branch: Branch) => {
    found.set(branch.code, { codes: [branch.code], count: branch.count, single: true });
    const counts = branch.parts.map((part) => part.count);
    const rest = branch.count - counts.reduce((sum, count) => sum + count, 0);
    const told = toldParts(counts, rest, k);
    const hidden = branch.parts.filter((_, index) => !told[index]);
    const count = hidden.reduce((sum, part) => sum + part.count, rest);
    const pool: Told = { codes: hidden.map((part) => part.code), count, single: false };
    branch.parts.forEach((part, index) => (told[index] ? visit(part) : hide(part, pool)));
  };
  if (root.count >= k) visit(root);
  else hide(root, { codes: [root.code], count: 0, single: false });
  return found;
}
