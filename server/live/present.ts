/** Promises the event of the contract for an event of the outbox: ids and states only. */
import { globalId } from '../../schema/global-id';
import { NeedEvent, NeedEventType, type NeedEventSubject } from '../../schema/live/need-event';
import { PlanChange } from '../../schema/plan/plan';
import { eventTypes, type EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';

/** NeedReferred -> NEED_REFERRED. */
function contractName(type: EventType): string {
  return type.replaceAll(/(?<!^)([A-Z])/g, '_$1').toUpperCase();
}

const byType = new Map(
  eventTypes.flatMap((type) => {
    const found = Object.values(NeedEventType).find((value) => String(value) === contractName(type));
    return found ? [[type, found] as const] : [];
  }),
);

/** The types of the outbox that the feeds carry. */
export const needEventTypes: readonly EventType[] = [...byType.keys()];

/** `organisationId`: whose feed it is, when it is an organisation's. */
export function presentNeedEvent(event: RecordedEvent, organisationId?: string): NeedEvent {
  const subject = { ...subjectOf(event), organisationId };
  return Object.assign(new NeedEvent(), {
    cursor: event.cursor,
    type: byType.get(event.type)!,
    at: event.at,
    needId: subject.needId && globalId('Need', subject.needId),
    subject,
  });
}

/** The payload names the ids; an event named after the need is about the need when it names none. */
function subjectOf({ type, subjectId, payload }: RecordedEvent): NeedEventSubject {
  const named = (key: string) => (typeof payload[key] === 'string' ? payload[key] : undefined);
  return {
    needId: named('needId') ?? (type.startsWith('Need') ? subjectId : undefined),
    claimId: named('claimId'),
    referralId: named('referralId'),
    offerId: named('offerId'),
    swapId: named('swapId'),
  };
}

export function presentPlanChange({ cursor, at, payload }: RecordedEvent): PlanChange {
  return Object.assign(new PlanChange(), {
    cursor,
    at,
    version: String(payload.version),
    changed: Number(payload.changed),
  });
}
