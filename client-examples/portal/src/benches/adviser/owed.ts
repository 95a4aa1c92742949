/** Promises what is owed today after each event: what is settled leaves, what arrives comes in the order of its last day. */
import type {
  OwedVisitFragment,
  StandingWarningFragment,
  TodayQuery,
  VisitChangesSubscription,
  WarningChangesSubscription,
} from './today.documents';

export type OwedVisit = OwedVisitFragment & { readonly isNew?: boolean };
export type StandingWarning = StandingWarningFragment;
export type OwedRevisit = TodayQuery['revisitsDue']['edges'][number]['node'];
export type VisitEvent = VisitChangesSubscription['visitObligationChanges'];
export type WarningEvent = WarningChangesSubscription['warningChanges'];

const isOwed = ({ state }: OwedVisit) => state === 'DUE' || state === 'OVERDUE';
const gravity = { RED: 4, ORANGE: 3, YELLOW: 2, BLUE: 1 };

export function visitsAfter(visits: readonly OwedVisit[], events: readonly VisitEvent[]): readonly OwedVisit[] {
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  for (const { obligation } of events) {
    if (!obligation) continue;
    if (!isOwed(obligation)) byId.delete(obligation.id);
    else byId.set(obligation.id, { ...obligation, isNew: byId.get(obligation.id)?.isNew ?? !byId.has(obligation.id) });
  }
  return [...byId.values()].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id));
}

export function warningsAfter(
  warnings: readonly StandingWarning[],
  events: readonly WarningEvent[],
): readonly StandingWarning[] {
  const byId = new Map(warnings.map((warning) => [warning.id, warning]));
  for (const { warning } of events) {
    if (!warning) continue;
    if (warning.state === 'OPEN' || warning.state === 'ACKNOWLEDGED') byId.set(warning.id, warning);
    else byId.delete(warning.id);
  }
  return [...byId.values()].sort(
    (a, b) => gravity[b.level] - gravity[a.level] || a.since.localeCompare(b.since) || a.id.localeCompare(b.id),
  );
}
