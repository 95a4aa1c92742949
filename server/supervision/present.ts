/** Promises the objects of the contract made from the rows of obligations. */
import { globalId } from '../../schema/global-id';
import { Obligation, ObligationReminder, ObligationRule } from '../../schema/supervision/obligation';
import type { ObligationOnDay, ReminderRow } from './obligation.repository';
import { begunByDealing, fulfilledByHand, sources } from './rules';

const ofOrganisation: ReadonlySet<ObligationRule> = new Set([
  ObligationRule.ANNUAL_REPORT,
  ObligationRule.RELATED_PARTY_LIST,
  ObligationRule.MAJOR_PROJECTS,
]);

export function presentObligation(row: ObligationOnDay): Obligation {
  return Object.assign(new Obligation(), {
    id: globalId('Obligation', row.id),
    obligationId: row.id,
    rule: row.rule,
    source: sources[row.rule],
    subjectId: subjectOf(row),
    organisationId: row.organisationId ? globalId('Organisation', row.organisationId) : undefined,
    anchorOn: row.anchorOn,
    dueOn: row.dueOn,
    state: row.state,
    fulfilledOn: row.fulfilledOn ?? undefined,
    fulfilledByHand: fulfilledByHand.has(row.rule),
    evidence: row.evidence ?? undefined,
  });
}

function subjectOf(row: ObligationOnDay): string {
  if (row.organisationId === null) return globalId('Household', row.subjectId);
  if (begunByDealing.has(row.rule) || ofOrganisation.has(row.rule)) return globalId('Organisation', row.organisationId);
  return globalId('CharityProject', row.subjectId);
}

export function presentReminder(row: ReminderRow): ObligationReminder {
  return Object.assign(new ObligationReminder(), { stage: row.stage, remindedAt: row.remindedAt });
}
