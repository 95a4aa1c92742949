/** Promises the feed of cases: to each account what happens in the cases on whose lists it is, and to nobody else a word. */
import { globalId, localId } from '../../schema/global-id';
import { CaseChanged, CaseStepKind } from '../../schema/live/case-change';
import { accountScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { forbidden } from '../identity/actor';
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

export const caseFeed: Feed<string> = {
  field: 'caseChanges',
  subject: (args) => localId('Account', String(args.accountId)),
  route: (accountId) => ({ scopes: [accountScope(accountId)], types: Object.keys(steps) as EventType[] }),
  mayFollow: (actor, accountId) => actor.apiKey === undefined && actor.accountId === accountId,
  refused: () => forbidden(),
  present: ({ cursor, at, type, payload }) =>
    Object.assign(new CaseChanged(), {
      ...{ cursor, at, step: steps[type], caseId: globalId('CareCase', String(payload.caseId)) },
    }),
};
