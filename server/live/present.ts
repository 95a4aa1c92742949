/** Promises the event of the contract for an event of the outbox: ids and states only. */
import { globalId } from '../../schema/global-id';
import { NeedEvent, NeedEventType, type NeedEventSubject } from '../../schema/live/need-event';
import { eventTypes, type EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';

/** NeedReferred -> NEED_REFERRED. */
function contractName(type: EventType): string {
  return type.replaceAll(/(?<!^)([A-Z])/g, '_$1').toUpperCase();
}

const byType = new Map(
  eventTypes.flatMap((type) => {
    const found = Object.values(NeedEventType).find((value) => value === contractName(type));
    return found ? [[type, found] as const] : [];
  }),
);

/** The types of the outbox that the feeds carry. */
export const needEventTypes: readonly EventType[] = [...byType.keys()];

export function presentNeedEvent(event: RecordedEvent): NeedEvent {
  const subject = subjectOf(event);
  return Object.assign(new NeedEvent(), {
    cursor: event.cursor,
    type: byType.get(event.type)!,
    at: event.at,
    needId: subject.needId && globalId('Need', subject.needId),
    subject,
  });
}

/** The payload names the ids; what it leaves out is the row that changed, when that is of the noun. */
function subjectOf(event: RecordedEvent): NeedEventSubject {
  const named = (key: string, prefix: string): string | undefined => {
    const value = event.payload[key];
    if (typeof value === 'string') return value;
    return event.type.startsWith(prefix) ? event.subjectId : undefined;
  };
  return {
    needId: named('needId', 'Need'),
    claimId: named('claimId', 'Claim'),
    referralId: named('referralId', 'Referral'),
  };
}
