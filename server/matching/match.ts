/** Promises the best that one organisation can do for one need, by the gates and the ruleset, and one order of such rows. */
import { decidePair, type Pair } from './decision.record';
import type { Explanation } from './engine/explanation';
import { rank } from './engine/rank';
import type { Ruleset } from './engine/ruleset';

/** The best that one organisation can do for one need. */
export interface MatchRow {
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId?: string;
  readonly score: number;
  readonly explanation: Explanation;
  /** What it was decided from; only the log of decisions keeps it. */
  readonly pair: Pair;
}

export function matchOf(pair: Pair, ruleset: Ruleset): MatchRow {
  const { organisationId, offeringId, explanation } = decidePair(pair, ruleset);
  return { needId: pair.need.id, organisationId, offeringId, score: explanation.score, explanation, pair };
}

/** The organisations of the pairs that pass every gate, best first. */
export function rankedForNeed(pairs: readonly Pair[], ruleset: Ruleset): MatchRow[] {
  return rankedMatches(
    pairs.map((pair) => matchOf(pair, ruleset)),
    (row) => row.organisationId,
  );
}

/** Those that pass every gate in the order of rank; ties by the id of what is ranked. */
export function rankedMatches(rows: readonly MatchRow[], idOf: (row: MatchRow) => string): MatchRow[] {
  const matched = rows.filter((row) => row.explanation.matched);
  return rank(matched.map((row) => ({ id: idOf(row), explanation: row.explanation, row }))).map(({ row }) => row);
}

/** Whether a row stands after a place in that order. */
export function standsAfter(
  score: number,
  id: string,
  place: { readonly score: number; readonly id: string },
): boolean {
  return score < place.score || (score === place.score && id > place.id);
}
