/** Promises members what they missed: from memory, else by SQL; read once for all of a group who stand together. */
import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../../schema/fault';
import type { SharedPayload } from '../context';
import type { Statements } from '../database/database';
import { comparePositions, type Position } from '../event/cursor';
import { readMissed, type RecordedEvent } from '../event/outbox';
import { toldOf, type Answers, type Group } from './group';
import type { EventStream } from './hub';
import { interrupted, type Ending, type Member } from './member';
import { Turns } from './turns';

/** What the hub does for a replay. */
export interface ReplayHands {
  readonly head: () => Position;
  readonly render: (group: Group, events: readonly RecordedEvent[]) => Promise<Answers>;
  readonly hand: (member: Member, payloads: readonly SharedPayload[], upTo: Position) => void;
  readonly end: (member: Member, ending: Ending) => void;
  /** Asks for another look at the group in a turn of the hub. */
  readonly again: (group: Group) => void;
}

interface Page {
  readonly events: readonly RecordedEvent[];
  /** Nothing else that the group wants stands up to here. */
  readonly upTo: Position;
}

/** So few events are resolved within a turn of the hub, so that a member catches up with any stream. */
const lastStep = 16;

export class Replay {
  /** Groups with members who stand beyond the head of this process. */
  readonly ahead = new Set<Group>();
  private readonly reads: Turns;

  constructor(
    private readonly stream: EventStream,
    private readonly database: Statements,
    private readonly limits: {
      readonly pageSize: number;
      readonly readsAtOnce: number;
      readonly gatherMilliseconds: number;
    },
    private readonly hands: ReplayHands,
  ) {
    this.reads = new Turns(limits.readsAtOnce);
  }

  /**
   * A turn of the hub: members who have everything up to its head go live. For the others a page of the past begins outside of
   * the line; a short rest of one who had such a page is handed out here, while no broadcast can overtake it.
   */
  async settle(group: Group): Promise<void> {
    const nearly = this.sort(group);
    if (nearly.length > 0) {
      await this.handPage(group, nearly, lastStep);
      this.sort(group);
    }
    if (!group.isReplaying && waiting(group, this.hands.head()).length > 0) void this.replay(group);
  }

  /** Lets those go live who stand at the head. Returns those who are nearly there. */
  private sort(group: Group): Member[] {
    const head = this.hands.head();
    const nearly: Member[] = [];
    for (const member of waiting(group, head)) {
      if (!this.stream.ring.covers(member.position)) continue;
      const missing = this.missing(group, member.position, lastStep + 1).length;
      if (missing === 0) {
        group.behind.delete(member);
        group.live.add(member);
      } else if (member.hasCaughtUp && missing <= lastStep) nearly.push(member);
    }
    // One that has seen more elsewhere than was told here yet is looked at again when the stream has moved on.
    if ([...group.behind].some((member) => comparePositions(member.position, head) > 0)) this.ahead.add(group);
    return nearly;
  }

  /** One page for the group; whoever comes meanwhile waits for the next, which serves them together. */
  private async replay(group: Group): Promise<void> {
    group.isReplaying = true;
    // After a server went away all of a group come within moments: one page then serves them together.
    const { gatherMilliseconds } = this.limits;
    const somebodyCame = waiting(group, this.hands.head()).some((member) => !member.hasCaughtUp);
    if (somebodyCame && gatherMilliseconds > 0) await pause(gatherMilliseconds);
    await this.reads.take(async () => {
      const members = this.standingTogether(group);
      if (members.length > 0) await this.handPage(group, members, this.limits.pageSize);
    });
    group.isReplaying = false;
    if (!group.isEmpty) this.hands.again(group);
  }

  /** Those whom memory still serves, else those at the earliest position, whom one statement serves. */
  private standingTogether(group: Group): Member[] {
    const members = waiting(group, this.hands.head());
    const remembered = members.filter((member) => this.stream.ring.covers(member.position));
    if (remembered.length > 0) return remembered;
    const earliest = positionOfFirst(members);
    return members.filter((member) => comparePositions(member.position, earliest!) === 0);
  }

  private async handPage(group: Group, members: readonly Member[], limit: number): Promise<void> {
    try {
      const { events, upTo } = await this.page(group, positionOfFirst(members)!, limit);
      const answers = await this.hands.render(group, events);
      for (const member of members) {
        // Left the group or its place while the page was made.
        if (member.hasEnded || member.group !== group || !group.behind.has(member)) continue;
        const first = events.findIndex((event) => comparePositions(event.position, member.position) > 0);
        member.hasCaughtUp = true;
        this.hands.hand(member, toldOf(first < 0 ? [] : first === 0 ? answers : answers.slice(first)), upTo);
      }
    } catch (error) {
      const fault = error instanceof Fault ? error : interrupted();
      for (const member of members) if (member.group === group) this.hands.end(member, { socketCode: 1013, fault });
    }
  }

  private async page(group: Group, after: Position, limit: number): Promise<Page> {
    const head = this.hands.head();
    if (this.stream.ring.covers(after)) return pageOf(this.missing(group, after, limit), limit, head);
    const { scopes: audience, types } = group.parts.route;
    const filter = { audience, types, upTo: head };
    return pageOf(await readMissed(this.database, this.stream.epoch, after, limit, filter), limit, head);
  }

  /** The first events up to the head of the hub that the group wants, from memory. */
  private missing(group: Group, after: Position, limit: number): RecordedEvent[] {
    const { scopes } = group.parts.route;
    return this.stream.ring.readScopes(after, this.hands.head(), scopes, limit, (event) => group.wants(event));
  }
}

function pageOf(events: readonly RecordedEvent[], limit: number, head: Position): Page {
  return { events, upTo: events.length === limit ? events.at(-1)!.position : head };
}

/** Who can be handed something now. */
function waiting(group: Group, head: Position): Member[] {
  return [...group.behind].filter((member) => !member.isFull && comparePositions(member.position, head) <= 0);
}

function positionOfFirst(members: readonly Member[]): Position | undefined {
  return members.reduce<Position | undefined>(
    (first, { position }) => (first && comparePositions(first, position) <= 0 ? first : position),
    undefined,
  );
}
