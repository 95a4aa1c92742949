/** Promises the pairs that miss a match by least: fewest shut gates, then fewest changes, then the higher score, then the id. */
import type { Pair } from './decision.record';
import { evaluate } from './engine/evaluate';
import type { Change, Explanation } from './engine/explanation';
import type { Ruleset } from './engine/ruleset';
import type { MatchRow } from './match';

/** What would have to change so that the pair matches, all of it together; the gates name the least each. */
export function changesOf(explanation: Explanation): Change[] {
  return explanation.gates.flatMap((gate) => gate.toPass);
}

/**
 * The offering by which one organisation misses a need by least. What is written down of it is that offering alone: so it is
 * decided again as it was, whichever order an older release chose among the others by.
 */
export function leastMissOf({ need, offerings }: Pair, ruleset: Ruleset): MatchRow | undefined {
  const rows = offerings.map((offering) => {
    const explanation = evaluate(need, offering, ruleset);
    const { organisationId, offeringId } = offering;
    const pair = { need, offerings: [offering] };
    return { needId: need.id, organisationId, offeringId, score: explanation.score, explanation, pair };
  });
  return rows.sort(compareMisses)[0];
}

/** Only approved organisations: what is not approved is not shown to those who look for help. Those that match miss nothing. */
export function nearestOf(pairs: readonly Pair[], ruleset: Ruleset, count: number): MatchRow[] {
  const misses = pairs.flatMap(({ need, offerings }) => {
    const approved = offerings.filter((offering) => offering.organisationStatus === 'APPROVED');
    return leastMissOf({ need, offerings: approved }, ruleset) ?? [];
  });
  return misses
    .filter((row) => !row.explanation.matched)
    .sort(compareMisses)
    .slice(0, count);
}

function shutGates(row: MatchRow): number {
  return row.explanation.gates.filter((gate) => !gate.passed).length;
}

function compareMisses(a: MatchRow, b: MatchRow): number {
  const [first, second] = [`${a.organisationId} ${a.offeringId}`, `${b.organisationId} ${b.offeringId}`];
  return (
    shutGates(a) - shutGates(b) ||
    changesOf(a.explanation).length - changesOf(b.explanation).length ||
    b.score - a.score ||
    (first < second ? -1 : first > second ? 1 : 0)
  );
}
