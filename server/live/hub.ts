/** Promises that each event reaches every member of every group that it is addressed to and nobody else, in order, once. */
import { EventEmitter } from 'node:events';
import type { Statements } from '../database/database';
import type { SharedPayload } from '../context';
import { comparePositions, cursorExpired, decodeCursor, type Position } from '../event/cursor';
import { readState, type RecordedEvent } from '../event/outbox';
import type { EventRing } from '../event/ring';
import { Groups, toldOf, type Answers, type Group, type GroupParts } from './group';
import { consumerTooSlow, interrupted, Member, authorityGone, signedOut, type Ending, type Outlet } from './member';
import { Pauses } from './pauses';
import { Replay } from './replay';
import { SharedReading, Turns } from './turns';

/** What the hub needs of the follower: the newest events and who they come from. */
export interface EventStream {
  readonly ring: EventRing;
  readonly epoch: string;
  /** `before`: where the stream stood until then. The events are in the ring already. */
  on(event: 'events', listener: (events: RecordedEvent[], before: Position) => void): unknown;
  on(event: 'broken', listener: () => void): unknown;
  wake(): void;
}

export interface HubOptions {
  /** Events of the past that one member is handed at once. */
  readonly pageSize?: number;
  /** Pages of the past that are read at the same time; the others queue here and not in the pool. */
  readonly readsAtOnce?: number;
  /** How long the first page for one who comes back waits for others of its group. */
  readonly gatherMilliseconds?: number;
  /** Groups whose answers are resolved at the same time, for the same reason. */
  readonly rendersAtOnce?: number;
  /** Events that are due together and leave in one write for each socket. */
  readonly eventsAtOnce?: number;
  /** How long at most a broadcast waits after the one before it for events that may leave with it. */
  readonly pauseMilliseconds?: number;
  /** How long a member may leave a full buffer untouched before it is cut. */
  readonly stallMilliseconds?: number;
}

/**
 * One line for everything: broadcasts and joins are turns of it and never overlap, so that nothing falls between what a member
 * was handed of the past and its first live event. Emits 'passing' for each event as it arrives, before anything is made of it.
 */
export class LiveHub extends EventEmitter<{ passing: [RecordedEvent] }> {
  /** How often an event was resolved for a group. */
  executions = 0;
  private readonly groups = new Groups();
  private readonly members = new Set<Member>();
  private readonly replay: Replay;
  private readonly renders: Turns;
  private readonly state: SharedReading<Awaited<ReturnType<typeof readState>>>;
  private readonly pauses: Pauses;
  private readonly eventsAtOnce: number;
  private readonly stallMilliseconds: number;
  private pending: RecordedEvent[] = [];
  /** Groups with members who wait to be handed the past or to join. */
  private readonly due = new Set<Group>();
  /** Up to where everything has been broadcast, while there is more to do. */
  private delivered?: Position;
  private isRunning = false;

  constructor(
    private readonly stream: EventStream,
    database: Statements,
    options: HubOptions = {},
  ) {
    super();
    this.renders = new Turns(options.rendersAtOnce ?? 8);
    this.pauses = new Pauses(options.pauseMilliseconds ?? 8, () => this.pending.length);
    this.eventsAtOnce = options.eventsAtOnce ?? 64;
    this.stallMilliseconds = options.stallMilliseconds ?? 10_000;
    this.state = new SharedReading(() => readState(database));
    const { pageSize = 200, readsAtOnce = 4, gatherMilliseconds = 20 } = options;
    this.replay = new Replay(
      stream,
      database,
      { pageSize, readsAtOnce, gatherMilliseconds },
      {
        head: () => this.head,
        render: (group, events) => this.render(group, events),
        hand: (member, payloads, upTo) => this.hand(member, payloads, upTo),
        end: (member, ending) => this.end(member, ending),
        again: (group) => this.settleSoon(group),
      },
    );
    stream.on('events', (events, before) => this.take(events, before));
    stream.on('broken', () => {
      this.pending = [];
      this.endAll({ socketCode: 1012, fault: interrupted() });
    });
  }

  get subscriberCount(): number {
    return this.members.size;
  }

  get groupCount(): number {
    return this.groups.size;
  }

  /** Everything up to here has been handed to all live members. */
  private get head(): Position {
    return this.delivered ?? this.stream.ring.head;
  }

  /**
   * A member that will go on after the cursor (from now on when left out) once it joins a group. Throws BAD_USER_INPUT or
   * CURSOR_EXPIRED for a cursor that cannot be served without a gap.
   */
  async admit(outlet: Outlet, after?: string): Promise<Member> {
    const member = new Member(outlet, after === undefined ? this.stream.ring.head : await this.positionOf(after));
    this.members.add(member);
    return member;
  }

  /** Puts a member into a group: it is handed what it missed since its position, then what comes. */
  join(member: Member, parts: GroupParts): void {
    if (member.hasEnded || member.group) return;
    const group = this.groups.take(parts);
    member.group = group;
    member.hasCaughtUp = false;
    group.behind.add(member);
    this.settleSoon(group);
  }

  /** Takes a member out of its group in this very turn; it keeps its position and may join another. */
  leave(member: Member): void {
    const { group } = member;
    if (!group) return;
    if (group.live.delete(member)) member.position = this.head;
    group.behind.delete(member);
    member.group = undefined;
    this.groups.release(group);
  }

  /** Forgets a member, by its own wish. */
  remove(member: Member): void {
    this.leave(member);
    member.hasEnded = true;
    this.members.delete(member);
  }

  /** Ends a membership from the server's side: nothing more is handed out. */
  end(member: Member, ending: Ending): void {
    if (member.hasEnded) return;
    this.remove(member);
    member.outlet.end(ending);
  }

  /** Ends all, for a server that goes away: clients resume elsewhere. */
  endAll(ending: Ending): void {
    for (const member of [...this.members]) this.end(member, ending);
  }

  private take(events: RecordedEvent[], before: Position): void {
    this.delivered ??= before;
    for (const event of events) this.pending.push(event);
    // Those whose authority one of them changes leave their groups now, before what is under way is handed out.
    for (const event of events) this.emit('passing', event);
    this.pauses.came();
    void this.run();
  }

  private settleSoon(group: Group): void {
    this.due.add(group);
    void this.run();
  }

  /** Turn after turn until nothing is left to do. */
  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    while (this.pending.length > 0 || this.due.size > 0) {
      if (this.pending.length > 0) {
        await this.broadcast();
        for (const group of this.replay.ahead) this.due.add(group);
        this.replay.ahead.clear();
      }
      const groups = [...this.due];
      this.due.clear();
      for (const group of groups) await this.replay.settle(group);
      if (this.pending.length === 0) this.delivered = undefined;
      // Sockets are read and written between turns.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.isRunning = false;
  }

  private async broadcast(): Promise<void> {
    await this.pauses.over();
    const { told, count, upTo } = await this.resolvePending();
    // From here on one turn without waiting.
    this.pauses.after(count, () => {
      const full: Member[] = [];
      const now = Date.now();
      for (const [group, answers] of told) this.fanOut(group, answers, now, full);
      this.delivered = upTo;
      for (const member of full) this.fallBehind(member);
    });
  }

  /** What is due, and once more what came while that was resolved: it all leaves in one write for each socket. */
  private async resolvePending() {
    const told = new Map<Group, Answers | undefined>();
    let upTo = this.head;
    let left = this.eventsAtOnce;
    for (let look = 0; look < 2 && left > 0 && this.pending.length > 0; look += 1) {
      const batch = this.pending.splice(0, left);
      left -= batch.length;
      upTo = batch.at(-1)!.position;
      const interested = [...this.groups.interestedIn(batch)];
      const resolving = interested.map(([group, events]) => this.render(group, events).catch(() => undefined));
      for (const [index, answers] of (await Promise.all(resolving)).entries()) {
        const group = interested[index]![0];
        const before = told.has(group) ? told.get(group) : [];
        told.set(group, answers && before && [...before, ...answers]);
      }
    }
    return { told, count: this.eventsAtOnce - left, upTo };
  }

  private fanOut(group: Group, answers: Answers | undefined, now: number, full: Member[]): void {
    // What could not be read is not told half: its members come back and resume before it.
    if (!answers) return [...group.live].forEach((member) => this.end(member, retryable()));
    const payloads = toldOf(answers);
    if (payloads.length === 0) return;
    for (const member of group.live)
      if (member.endsAt <= now) this.end(member, authorityGone(signedOut()));
      else if (!member.outlet.write(payloads)) full.push(member);
  }

  private render(group: Group, events: readonly RecordedEvent[]): Promise<Answers> {
    this.executions += events.length;
    return this.renders.take(() => group.parts.render(events));
  }

  /** Hands a member of the past what it missed. */
  private hand(member: Member, payloads: readonly SharedPayload[], upTo: Position): void {
    if (member.endsAt <= Date.now()) return this.end(member, authorityGone(signedOut()));
    const goesOn = payloads.length === 0 || member.outlet.write(payloads);
    if (comparePositions(upTo, member.position) > 0) member.position = upTo;
    if (!goesOn) this.waitForReader(member);
  }

  /** More waits for it than should: what follows is kept nowhere, but read again when its reader gets there. */
  private fallBehind(member: Member): void {
    const { group } = member;
    if (member.hasEnded || !group?.live.delete(member)) return;
    member.position = this.head;
    member.hasCaughtUp = false;
    group.behind.add(member);
    this.waitForReader(member);
  }

  private waitForReader(member: Member): void {
    member.isFull = true;
    const stall = setTimeout(() => this.end(member, consumerTooSlow()), this.stallMilliseconds);
    stall.unref();
    void member.outlet.drained().then(() => {
      clearTimeout(stall);
      member.isFull = false;
      if (member.group?.behind.has(member)) this.settleSoon(member.group);
    });
  }

  private async positionOf(cursor: string): Promise<Position> {
    const position = decodeCursor(cursor, this.stream.epoch);
    const { ring } = this.stream;
    if (ring.covers(position) && comparePositions(position, ring.head) <= 0) return position;
    // Older than this process remembers, or seen by another process that is ahead of this one: the database knows.
    const state = await this.state.take();
    const isPossible = comparePositions(position, state.removed) >= 0 && comparePositions(position, state.head) <= 0;
    if (state.epoch !== this.stream.epoch || !isPossible) throw cursorExpired();
    this.stream.wake();
    return position;
  }
}

function retryable(): Ending {
  return { socketCode: 1013, fault: interrupted() };
}
