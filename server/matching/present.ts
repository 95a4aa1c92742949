/** Promises matches and failed gates in the shape of the contract. */
import { globalId } from '../../schema/global-id';
import type { MatchExplanation } from '../../schema/matching/explanation';
import { Match, NearestMiss } from '../../schema/matching/match';
import { FailedGates } from '../../schema/matching/refusals';
import type { Explanation } from './engine/explanation';
import type { MatchRow } from './match';
import { changesOf } from './nearest';

/** The engine spells gates, reasons, changes and criteria as the contract does; a test holds them together. */
export function presentExplanation(explanation: Explanation): MatchExplanation {
  return explanation as unknown as MatchExplanation;
}

/** A match as it is shown, with the decision under which it was written down. */
export function presentMatch(row: MatchRow, decisionId: string): Match {
  return Object.assign(new Match(), {
    decisionId: globalId('Decision', decisionId),
    offeringId: row.offeringId && globalId('ServiceOffering', row.offeringId),
    score: row.score,
    explanation: presentExplanation(row.explanation),
    needId: row.needId,
    organisationId: row.organisationId,
  });
}

/** A pair that nearly matches, with all that would have to change. */
export function presentMiss(row: MatchRow, decisionId: string): NearestMiss {
  return Object.assign(new NearestMiss(), {
    match: presentMatch(row, decisionId),
    changes: changesOf(row.explanation),
  });
}

/** The gates that an organisation fails, for the refusal GateFailed. */
export function presentFailedGates(organisationId: string, explanation: Explanation): FailedGates {
  return Object.assign(new FailedGates(), {
    organisationId: globalId('Organisation', organisationId),
    gates: presentExplanation(explanation).gates.filter((gate) => !gate.passed),
  });
}
