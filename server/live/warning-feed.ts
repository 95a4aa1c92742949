/** Promises the feed of warnings: of an area and all below it, for who looks after it. */
import { globalId } from '../../schema/global-id';
import { WarningChange, WarningChanged } from '../../schema/live/warning-changed';
import type { WarningLevel, WarningRule } from '../../schema/warning/warning';
import { areaScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { forbidden } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { Feed } from './feed';

const changes: Partial<Record<EventType, WarningChange>> = {
  WarningRaised: WarningChange.RAISED,
  WarningEscalated: WarningChange.ESCALATED,
  WarningAcknowledged: WarningChange.ACKNOWLEDGED,
  WarningResolved: WarningChange.RESOLVED,
  WarningLapsed: WarningChange.LAPSED,
};

export const warningFeed: Feed<string> = {
  field: 'warningChanges',
  subject: (args) => String(args.areaCode),
  route: (areaCode) => ({ scopes: [areaScope(areaCode)], types: Object.keys(changes) as EventType[] }),
  mayFollow: (actor, areaCode) => managesNeed(actor, { areaCode }),
  refused: () => forbidden(),
  present: ({ cursor, at, type, payload }) =>
    Object.assign(new WarningChanged(), {
      ...{ cursor, at, change: changes[type], rule: payload.rule as WarningRule },
      ...{ level: payload.level as WarningLevel, warningId: globalId('Warning', String(payload.warningId)) },
    }),
};
