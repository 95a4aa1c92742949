/** Promises the feed of revisits: of an area and all below it, for who serves it. */
import { globalId } from '../../schema/global-id';
import { RevisitChanged, RevisitStep } from '../../schema/live/revisit-changed';
import { RevisitOccasion } from '../../schema/revisit/revisit';
import { oversees } from '../claim/claim.policy';
import { areaScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { forbidden } from '../identity/actor';
import type { Feed } from './feed';

const steps: Partial<Record<EventType, RevisitStep>> = {
  RevisitDue: RevisitStep.DUE,
  RegisterRevisitDue: RevisitStep.DUE,
  RevisitCompleted: RevisitStep.DONE,
  RegisterRevisitCompleted: RevisitStep.DONE,
  RevisitRoundCompleted: RevisitStep.MANY_DONE,
};

export const revisitFeed: Feed<string> = {
  field: 'revisitChanges',
  subject: (args) => String(args.areaCode),
  route: (areaCode) => ({ scopes: [areaScope(areaCode)], types: Object.keys(steps) as EventType[] }),
  mayFollow: (actor, areaCode) => oversees(actor, areaCode),
  refused: () => forbidden(),
  present: ({ cursor, at, type, payload }) => {
    const { revisitId, dueOn, occasion = RevisitOccasion.DELIVERY } = payload;
    if (typeof revisitId !== 'string') return Object.assign(new RevisitChanged(), { cursor, at, step: steps[type] });
    return Object.assign(new RevisitChanged(), {
      ...{ cursor, at, step: steps[type], occasion: occasion as RevisitOccasion },
      ...{ dueOn: typeof dueOn === 'string' ? dueOn : undefined, revisitId: globalId('Revisit', revisitId) },
    });
  },
};
