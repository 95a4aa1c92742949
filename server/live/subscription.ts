/** Promises one subscriber's events: first what it missed, then live, no gap and none twice, in bounded memory. */
import { Fault } from '../../schema/fault';
import { comparePositions, type Position } from '../event/cursor';
import type { EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';

/** What a subscriber asks for. The same declaration serves live delivery, resume and SQL. */
export interface Route {
  /** Scope keys of which an event needs one. */
  readonly scopes: readonly string[];
  /** All types when left out. */
  readonly types?: readonly EventType[];
}

/** Why a subscription ended by the server. The code is that of the socket: one on which stock clients reconnect. */
export interface Ending {
  readonly socketCode: number;
  readonly fault: Fault;
}

/** Where a subscription finds the past and hands itself over to the live stream. */
export interface Past {
  /**
   * The next page after the position. When nothing more stands before the live stream, the subscription has joined it in the
   * turn in which the page was read, so that no event can fall in between.
   */
  readPage(subscription: HubSubscription, after: Position): Promise<{ events: RecordedEvent[]; upTo: Position }>;
  /** Takes the subscription out of the live stream; it goes on reading the past. */
  leave(subscription: HubSubscription): void;
  /** Forgets the subscription. */
  remove(subscription: HubSubscription): void;
}

export interface Bounds {
  /** Events that may wait in memory for one subscriber. */
  readonly queueLimit: number;
  /** How long a subscriber may leave a full queue untouched before it is cut. */
  readonly stallMilliseconds: number;
}

export class HubSubscription implements AsyncIterableIterator<RecordedEvent> {
  private queue: RecordedEvent[] = [];
  private live = false;
  private done = false;
  private ending?: Ending;
  private arrived?: () => void;
  private stall?: NodeJS.Timeout;

  constructor(
    readonly route: Route,
    private position: Position,
    private readonly past: Past,
    private readonly bounds: Bounds,
    private readonly onEnded: (ending: Ending) => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next event; waits for it. Throws the fault when the server ended the subscription. */
  async next(): Promise<IteratorResult<RecordedEvent>> {
    clearTimeout(this.stall);
    for (;;) {
      if (this.ending) throw this.ending.fault;
      if (this.done) return { done: true, value: undefined };
      const event = this.queue.shift();
      if (event) return { done: false, value: event };
      if (this.live) await this.arrival();
      else await this.catchUp();
    }
  }

  async return(): Promise<IteratorResult<RecordedEvent>> {
    this.stop();
    return { done: true, value: undefined };
  }

  /** Takes a live event. Called by the hub in the order of events, within one turn for all subscribers. */
  offer(event: RecordedEvent): void {
    if (this.done || comparePositions(event.position, this.position) <= 0) return;
    if (this.queue.length >= this.bounds.queueLimit) return this.fallBehind();
    this.position = event.position;
    this.queue.push(event);
    this.arrived?.();
  }

  /** Called by the hub when it hands live events over from now on. */
  joined(): void {
    this.live = true;
  }

  /** Ends the subscription from the server's side: nothing more is handed out, not even what waits. */
  end(ending: Ending): void {
    if (this.done) return;
    this.ending = ending;
    this.stop();
    this.onEnded(ending);
  }

  wants(event: RecordedEvent): boolean {
    const { scopes, types } = this.route;
    return (!types || types.includes(event.type)) && event.audience.some((key) => scopes.includes(key));
  }

  get ended(): boolean {
    return this.done;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /**
   * More than may wait here: what follows is read again when the reader gets there, so a burst costs nobody its socket.
   * A reader that does not move at all is cut.
   */
  private fallBehind(): void {
    this.live = false;
    this.past.leave(this);
    this.stall = setTimeout(() => this.end(consumerTooSlow()), this.bounds.stallMilliseconds);
    this.stall.unref();
  }

  private stop(): void {
    this.done = true;
    this.queue = [];
    clearTimeout(this.stall);
    this.past.remove(this);
    this.arrived?.();
  }

  private async catchUp(): Promise<void> {
    try {
      const page = await this.past.readPage(this, this.position);
      if (this.done) return this.past.remove(this);
      // Live events may have come since the page was read; they stand behind it.
      this.queue.unshift(...page.events);
      if (comparePositions(page.upTo, this.position) > 0) this.position = page.upTo;
    } catch (error) {
      this.end({ socketCode: 1013, fault: error instanceof Fault ? error : interrupted() });
    }
  }

  private async arrival(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.arrived = resolve;
    });
    this.arrived = undefined;
  }
}

/** The consumer does not read: it is cut, and resumes from its cursor when it can. */
export function consumerTooSlow(): Ending {
  return {
    socketCode: 1013,
    fault: new Fault('RETRYABLE', {
      zh: '接收过慢,订阅已中断:请用最后收到的游标重新订阅',
      en: 'you read too slowly and were cut off: subscribe again after the last cursor received',
    }),
  };
}

export function interrupted(): Fault {
  return new Fault('RETRYABLE', {
    zh: '订阅中断:请用最后收到的游标重新订阅',
    en: 'the subscription was interrupted: subscribe again after the last cursor received',
  });
}
