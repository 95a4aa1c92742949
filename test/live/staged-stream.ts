/** Promises a stream of events without a database: what a follower would emit, at the moment a test wishes. */
import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { encodeCursor, type Position } from '../../server/event/cursor';
import type { EventType } from '../../server/event/event-type';
import type { RecordedEvent } from '../../server/event/outbox';
import { EventRing } from '../../server/event/ring';

export class StagedStream extends EventEmitter {
  readonly ring: EventRing;
  readonly epoch: string;
  /** The cursor before every event. */
  readonly beginning: string;
  private count: number;

  /** `from`: how many events stand before the first of this stream, when it shares an order with others. */
  constructor(options: { readonly ringSize?: number; readonly epoch?: string; readonly from?: number } = {}) {
    super();
    this.ring = new EventRing(options.ringSize ?? 10_000);
    this.epoch = options.epoch ?? randomUUID();
    this.count = options.from ?? 0;
    const start = positionAt(this.count);
    this.beginning = encodeCursor(this.epoch, start);
    this.ring.reset(start, [], start);
  }

  /** The position of the newest event. */
  get head(): number {
    return this.count;
  }

  wake(): void {
    // There is nothing to look for: tests publish.
  }

  /** Broadcasts events of these scopes in one turn. */
  publish(...audiences: string[][]): RecordedEvent[] {
    return this.publishAll(audiences.map((audience) => ({ audience })));
  }

  publishAll(news: { audience: string[]; type?: EventType; subjectId?: string }[]): RecordedEvent[] {
    const events = news.map(({ audience, type = 'NeedReferred', subjectId = randomUUID() }) => {
      this.count += 1;
      const position = positionAt(this.count);
      const cursor = encodeCursor(this.epoch, position);
      return { type, subjectId, audience, payload: {}, at: new Date(), position, cursor };
    });
    const before = this.ring.head;
    this.ring.append(events);
    this.emit('events', events, before);
    return events;
  }
}

/** All of one transaction long ago: below what any reader may see. */
function positionAt(count: number): Position {
  return { transaction: '1', position: String(count) };
}
