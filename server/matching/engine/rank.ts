/** Promises one order of pairs: matches by score, then misses by how near they come; ties by id, so that pages never shuffle. */
import type { Explanation } from './explanation';

export interface Rankable {
  /** Breaks ties: the id of what is ranked. */
  readonly id: string;
  readonly explanation: Explanation;
}

function failures(explanation: Explanation): number {
  return explanation.gates.reduce((count, gate) => count + (gate.passed ? 0 : 1), 0);
}

/** Negative when a stands before b. */
export function compareRanks(a: Rankable, b: Rankable): number {
  return (
    failures(a.explanation) - failures(b.explanation) ||
    b.explanation.score - a.explanation.score ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The candidates in order, best first; the input stays as it was. */
export function rank<Candidate extends Rankable>(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(compareRanks);
}

/** The best of the candidates. */
export function best<Candidate extends Rankable>(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (first, candidate) => (first === undefined || compareRanks(candidate, first) < 0 ? candidate : first),
    undefined,
  );
}
