/** Promises the feed of cases: to each account what happens in the cases on whose lists it is now, that it left one, and else not a word. */
import { globalId, localId } from '../../schema/global-id';
import { CaseChanged, CaseStepKind } from '../../schema/live/case-change';
import type { CaseRepository } from '../casework/case.repository';
import { viewerOf } from '../casework/casework.policy';
import type { Database } from '../database/database';
import { accountScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import type { Feed } from './feed';

const steps: Partial<Record<EventType, CaseStepKind>> = {
  CaseOpened: CaseStepKind.OPENED,
  CaseAssessed: CaseStepKind.ASSESSED,
  CasePlanned: CaseStepKind.PLANNED,
  CaseStepCompleted: CaseStepKind.STEP_COMPLETED,
  CaseGoalSettled: CaseStepKind.GOAL_SETTLED,
  CaseServiceLinked: CaseStepKind.SERVICE_LINKED,
  CaseReviewed: CaseStepKind.REVIEWED,
  CaseHandedOver: CaseStepKind.LIST_CHANGED,
  CaseShared: CaseStepKind.LIST_CHANGED,
  CaseUnshared: CaseStepKind.LIST_CHANGED,
  CaseProviderReleased: CaseStepKind.LIST_CHANGED,
  CaseOpenedByForce: CaseStepKind.OPENED_BY_FORCE,
  CaseClosed: CaseStepKind.CLOSED,
};

/** Told to whoever leaves by them too. */
const leaving: ReadonlySet<EventType> = new Set<EventType>(['CaseHandedOver', 'CaseUnshared', 'CaseProviderReleased']);

export function caseFeed(database: Database, cases: CaseRepository): Feed<string> {
  /** A place on a list ends without a word to the account: with a consent, with the part of its organisation. The row decides. */
  const visibleNow = async ({ roles }: Actor, accountId: string, events: readonly RecordedEvent[]) => {
    const viewer = viewerOf({ accountId, displayName: '', roles });
    const ids = [...new Set(events.map(({ payload }) => String(payload.caseId)))];
    const seen = new Set((await cases.findCases(database, viewer, ids)).map(({ id }) => id));
    return new Set(events.filter(({ type, payload }) => leaving.has(type) || seen.has(String(payload.caseId))));
  };
  return {
    field: 'caseChanges',
    subject: (args) => localId('Account', String(args.accountId)),
    route: (accountId) => ({ scopes: [accountScope(accountId)], types: Object.keys(steps) as EventType[] }),
    mayFollow: (actor, accountId) => actor.apiKey === undefined && actor.accountId === accountId,
    refused: () => forbidden(),
    visibleNow,
    present: ({ cursor, at, type, payload }) =>
      Object.assign(new CaseChanged(), {
        ...{ cursor, at, step: steps[type], caseId: globalId('CareCase', String(payload.caseId)) },
      }),
  };
}
