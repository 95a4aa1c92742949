/** Promises the feed of obligations to visit: of an area and all below it, for who serves it. */
import { globalId } from '../../schema/global-id';
import { VisitObligationChanged, VisitObligationStep } from '../../schema/live/visit-obligation-change';
import { areaScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { forbidden } from '../identity/actor';
import { servesPlace } from '../visit/visit.policy';
import type { Feed } from './feed';

const steps: Partial<Record<EventType, VisitObligationStep>> = {
  VisitAssigned: VisitObligationStep.ASSIGNED,
  TriggersRegistered: VisitObligationStep.MANY_ASSIGNED,
  VisitDueSoon: VisitObligationStep.DUE_SOON,
  VisitOverdue: VisitObligationStep.OVERDUE,
  VisitDone: VisitObligationStep.DONE,
  VisitClosed: VisitObligationStep.CLOSED,
};

export const visitFeed: Feed<string> = {
  field: 'visitObligationChanges',
  subject: (args) => String(args.areaCode),
  route: (areaCode) => ({ scopes: [areaScope(areaCode)], types: Object.keys(steps) as EventType[] }),
  mayFollow: (actor, areaCode) => servesPlace(actor, { areaCode }),
  refused: () => forbidden(),
  present: ({ cursor, at, type, payload }) =>
    Object.assign(new VisitObligationChanged(), {
      ...{ cursor, at, step: steps[type], dueOn: payload.dueOn ?? undefined },
      adviserId: typeof payload.adviserId === 'string' ? globalId('Account', payload.adviserId) : undefined,
      obligationId: payload.obligationId ?? undefined,
    }),
};
