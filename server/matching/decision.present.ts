/** Promises a logged decision in the shape of the contract. */
import { globalId } from '../../schema/global-id';
import { Decision, DecisionKind, DecisionOutcome } from '../../schema/matching/decision';
import type { DecisionResult } from './decision.record';
import type { DecisionRow } from './decision.repository';
import { presentExplanation } from './present';

export function presentDecision(row: DecisionRow): Decision {
  return Object.assign(new Decision(), {
    id: globalId('Decision', row.id),
    kind: row.kind,
    at: row.at,
    needId: row.needId === null ? undefined : globalId('Need', row.needId),
    organisationId: row.organisationId === null ? undefined : globalId('Organisation', row.organisationId),
    rulesetVersion: row.rulesetVersion,
    inputsDigest: row.inputsDigest.toString('hex'),
    outcome: presentOutcome(row.kind, row.result),
  });
}

export function presentOutcome(kind: DecisionKind, result: DecisionResult): DecisionOutcome {
  const ranked = kind === DecisionKind.RANKING_FOR_NEED ? 'Organisation' : 'Need';
  return Object.assign(new DecisionOutcome(), {
    ranked: result.ranked?.map(({ id, score }) => ({ id: globalId(ranked, id), score })),
    offeringId: result.offeringId && globalId('ServiceOffering', result.offeringId),
    explanation: result.explanation && presentExplanation(result.explanation),
  });
}
