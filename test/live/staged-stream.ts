/** Promises a stream of events without a database: what a follower would emit, at the moment a test wishes. */
import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { beginning, encodeCursor } from '../../server/event/cursor';
import type { EventType } from '../../server/event/event-type';
import type { RecordedEvent } from '../../server/event/outbox';
import { EventRing } from '../../server/event/ring';

export class StagedStream extends EventEmitter {
  readonly ring = new EventRing(10_000);
  readonly epoch = randomUUID();
  /** The cursor before every event. */
  readonly beginning = encodeCursor(this.epoch, beginning);
  private count = 0;

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
      const position = { transaction: String(this.count), position: String(this.count) };
      const cursor = encodeCursor(this.epoch, position);
      return { type, subjectId, audience, payload: {}, at: new Date(), position, cursor };
    });
    const before = this.ring.head;
    this.ring.append(events);
    this.emit('events', events, before);
    return events;
  }
}
