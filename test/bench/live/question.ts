/** Promises what the subscribers of all servers ask for, and what an event is made of there where there is no product. */
import { timedId } from './protocol';

/** `need`: with the card of the need, as an organisation's page shows it. `event`: only what the event itself carries. */
export type Question = 'need' | 'event';

const eventFields = 'cursor type at needId';
const needFields = 'id serviceKind urgency status cardText quantity quantityRemaining referredAt area { code name }';

export function fieldsOf(question: Question): string {
  return question === 'need' ? `${eventFields} need { ${needFields} }` : eventFields;
}

/** The card that all servers show. */
export const card = { text: '独居老人，腿脚不便，需要每周一次上门打扫房间、清洗窗户，请自带工具，提前一天电话联系' };

export interface PeerNeed {
  readonly id: string;
  readonly serviceKind: string;
  readonly urgency: string;
  readonly status: string;
  readonly cardText: string;
  readonly quantity: number;
  readonly quantityRemaining: number;
  readonly referredAt: string;
  readonly area: { readonly code: string; readonly name: string };
}

export interface PeerEvent {
  readonly cursor: string;
  readonly type: string;
  readonly at: string;
  readonly needId: string;
  readonly need: PeerNeed;
  readonly organisationId: string;
}

/** As long as the cursors of ours. */
const cursorLength = 80;

/** An event of a peer: what it is about is in it already, so that nobody has to read it from a database. */
export function peerEvent(organisation: number): PeerEvent {
  const needId = Buffer.from(`Need:${timedId()}`).toString('base64url');
  const at = new Date().toISOString();
  return {
    cursor: 'x'.repeat(cursorLength),
    type: 'NEED_REFERRED',
    at,
    needId,
    need: {
      id: needId,
      serviceKind: 'CLEANING',
      urgency: 'ROUTINE',
      status: 'PUBLISHED',
      cardText: card.text,
      quantity: 1,
      quantityRemaining: 1,
      referredAt: at,
      area: { code: '640104001002', name: '永康社区居民委员会' },
    },
    organisationId: String(organisation),
  };
}

/** The message of one subscriber, as the protocol has it. */
export function peerMessage(question: Question, organisation: number): string {
  const { organisationId: _organisationId, need, ...event } = peerEvent(organisation);
  const data = { event: question === 'need' ? { ...event, need } : event };
  return JSON.stringify({ id: crypto.randomUUID(), type: 'next', payload: { data } });
}
