/** Promises one subscription in the hub: where it stands, where its answers go, and how it ends. */
import { Fault } from '../../schema/fault';
import type { SharedPayload } from '../context';
import type { Position } from '../event/cursor';
import type { Group } from './group';

/** Why a subscription ended by the server. The code is that of the socket: one on which stock clients reconnect. */
export interface Ending {
  readonly socketCode: number;
  readonly fault: Fault;
}

/** Where the answers of one subscription go. */
export interface Outlet {
  /** Takes answers, in order. False when more waits for the reader now than should. */
  write(payloads: readonly SharedPayload[]): boolean;
  /** Resolves when the reader has taken what waited, or is gone. */
  drained(): Promise<void>;
  /** Called once, when the server ends the subscription. */
  end(ending: Ending): void;
}

export class Member {
  /** Where it gets its answers from; none while its authority is read again, and at the end. */
  group?: Group;
  /** Everything up to here has been handed out. Not kept up while it is live: then it is the hub's head. */
  position: Position;
  /** When its authority ends by the clock. */
  endsAt = Infinity;
  /** Waits for its reader. */
  isFull = false;
  /** Has been handed a page of the past: what is left is what came meanwhile. */
  hasCaughtUp = false;
  hasEnded = false;

  constructor(
    readonly outlet: Outlet,
    after: Position,
  ) {
    this.position = after;
  }
}

/** The consumer does not read: it is cut, and resumes from its cursor when it can. */
export function consumerTooSlow(): Ending {
  return {
    socketCode: 1013,
    fault: new Fault('RETRYABLE', {
      zh: '接收过慢，订阅已中断：请用最后收到的游标重新订阅',
      en: 'you read too slowly and were cut off: subscribe again after the last cursor received',
    }),
  };
}

export function interrupted(): Fault {
  return new Fault('RETRYABLE', {
    zh: '订阅中断：请用最后收到的游标重新订阅',
    en: 'the subscription was interrupted: subscribe again after the last cursor received',
  });
}

/** Stock clients reconnect on its code; whoever lost its authority is then told so in words. */
export function authorityGone(fault: Fault): Ending {
  return { socketCode: 4403, fault };
}

export function signedOut(): Fault {
  return new Fault('UNAUTHENTICATED', { zh: '登录已失效，请重新登录', en: 'your sign-in has ended, sign in again' });
}
