/** Promises that each event reaches every subscriber that holds one of its scope keys and no other, in order, once. */
import { EventEmitter } from 'node:events';
import type { Statements } from '../database/database';
import { comparePositions, cursorExpired, decodeCursor, type Position } from '../event/cursor';
import { readMissed, readState, type RecordedEvent } from '../event/outbox';
import type { EventRing } from '../event/ring';
import { HubSubscription, interrupted, type Bounds, type Ending, type Past, type Route } from './subscription';

/** What the hub needs of the follower: the newest events and who they come from. */
export interface EventStream {
  readonly ring: EventRing;
  readonly epoch: string;
  on(event: 'events', listener: (events: RecordedEvent[]) => void): unknown;
  on(event: 'broken', listener: () => void): unknown;
  wake(): void;
}

export interface HubOptions extends Partial<Bounds> {
  readonly pageSize?: number;
  /** Reads of the past from PostgreSQL at the same time; the others queue here and not in the pool. */
  readonly readsAtOnce?: number;
}

export interface Opening extends Route {
  /** The cursor after which to begin; the newest event when left out. */
  readonly after?: string;
  /** Called once when the server ends the subscription, before its iterator does. */
  readonly onEnded?: (ending: Ending) => void;
}

/** Emits 'passing' for each event before anybody gets it, so that changes of authority work on the next delivery. */
export class LiveHub extends EventEmitter<{ passing: [RecordedEvent] }> implements Past {
  private readonly byScope = new Map<string, Set<HubSubscription>>();
  private readonly all = new Set<HubSubscription>();
  private readonly bounds: Bounds;
  private readonly pageSize: number;
  private readsLeft: number;
  private readonly readers: (() => void)[] = [];

  constructor(
    private readonly stream: EventStream,
    private readonly database: Statements,
    options: HubOptions = {},
  ) {
    super();
    this.bounds = { queueLimit: options.queueLimit ?? 1_000, stallMilliseconds: options.stallMilliseconds ?? 10_000 };
    this.pageSize = options.pageSize ?? 200;
    this.readsLeft = options.readsAtOnce ?? 4;
    stream.on('events', (events) => this.broadcast(events));
    stream.on('broken', () => this.endAll({ socketCode: 1012, fault: interrupted() }));
  }

  /** Opens a subscription. Throws BAD_USER_INPUT or CURSOR_EXPIRED for a cursor that cannot be served without a gap. */
  async open(opening: Opening): Promise<HubSubscription> {
    const position = opening.after === undefined ? this.stream.ring.head : await this.positionOf(opening.after);
    const subscription = new HubSubscription(
      { scopes: [...opening.scopes], ...(opening.types ? { types: [...opening.types] } : {}) },
      position,
      this,
      this.bounds,
      opening.onEnded ?? (() => undefined),
    );
    this.all.add(subscription);
    return subscription;
  }

  get subscriberCount(): number {
    return this.all.size;
  }

  /** Ends all subscriptions, for a server that goes away: clients resume elsewhere. */
  endAll(ending: Ending): void {
    for (const subscription of [...this.all]) subscription.end(ending);
  }

  async readPage(subscription: HubSubscription, after: Position) {
    const { ring } = this.stream;
    if (ring.covers(after)) {
      const page = ring.read(after, this.pageSize, (event) => subscription.wants(event));
      // Attached in the turn in which the ring was read: broadcasts are turns of their own, so nothing falls in between.
      if (page.complete) this.join(subscription);
      return { events: page.events, upTo: page.upTo };
    }
    const upTo = ring.head;
    const { scopes: audience, types } = subscription.route;
    const filter = { audience, upTo, ...(types ? { types } : {}) };
    const events = await this.inTurn(() => readMissed(this.database, this.stream.epoch, after, this.pageSize, filter));
    const full = events.length === this.pageSize;
    return { events, upTo: full ? events.at(-1)!.position : upTo };
  }

  remove(subscription: HubSubscription): void {
    this.all.delete(subscription);
    this.leave(subscription);
  }

  leave(subscription: HubSubscription): void {
    for (const scope of subscription.route.scopes) {
      const members = this.byScope.get(scope);
      if (members?.delete(subscription) && members.size === 0) this.byScope.delete(scope);
    }
  }

  private join(subscription: HubSubscription): void {
    if (subscription.ended) return;
    subscription.joined();
    for (const scope of subscription.route.scopes) {
      const members = this.byScope.get(scope);
      if (members) members.add(subscription);
      else this.byScope.set(scope, new Set([subscription]));
    }
  }

  /** One turn, no waiting inside: that is what makes joining safe. */
  private broadcast(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      this.emit('passing', event);
      for (const scope of event.audience)
        for (const subscription of this.byScope.get(scope) ?? [])
          // One that holds several of the keys takes the event once: the second offer is not after its position.
          if (subscription.wants(event)) subscription.offer(event);
    }
  }

  private async positionOf(cursor: string): Promise<Position> {
    const position = decodeCursor(cursor, this.stream.epoch);
    const { ring } = this.stream;
    const known = ring.covers(position) && comparePositions(position, ring.head) <= 0;
    if (known) return position;
    // Older than this process remembers, or seen by another process that is ahead of this one: the database knows.
    const state = await readState(this.database);
    const possible = comparePositions(position, state.removed) >= 0 && comparePositions(position, state.head) <= 0;
    if (state.epoch !== this.stream.epoch || !possible) throw cursorExpired();
    this.stream.wake();
    return position;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.readsLeft === 0) await new Promise<void>((resolve) => this.readers.push(resolve));
    else this.readsLeft -= 1;
    try {
      return await work();
    } finally {
      const next = this.readers.shift();
      if (next) next();
      else this.readsLeft += 1;
    }
  }
}
