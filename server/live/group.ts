/** Promises those who get the same answers: each event is resolved once for all of them, and written down once. */
import type { SharedPayload } from '../context';
import type { RecordedEvent } from '../event/outbox';
import type { Route } from './feed';
import type { Member } from './member';

/** The answers to events, in their order; nothing for one that may not be told any more. */
export type Answers = readonly (SharedPayload | undefined)[];

/** Resolves events into the answers of the group. Rejects when they cannot be read now. */
export type Render = (events: readonly RecordedEvent[]) => Promise<Answers>;

/** What is told of the answers. */
export function toldOf(answers: Answers): readonly SharedPayload[] {
  return answers.every(isTold) ? answers : answers.filter(isTold);
}

function isTold(answer: SharedPayload | undefined): answer is SharedPayload {
  return answer !== undefined;
}

export interface GroupParts {
  /** Document, operation, variables without the cursor, and visibility scope: all that an answer depends on. */
  readonly key: string;
  readonly route: Route;
  readonly render: Render;
}

export class Group {
  /** Hear of events as they come. */
  readonly live = new Set<Member>();
  /** Are being handed what they missed. */
  readonly behind = new Set<Member>();
  isReplaying = false;
  private readonly types: ReadonlySet<string>;

  constructor(readonly parts: GroupParts) {
    this.types = new Set(parts.route.types);
  }

  get isEmpty(): boolean {
    return this.live.size === 0 && this.behind.size === 0;
  }

  wants(event: RecordedEvent): boolean {
    return this.types.has(event.type);
  }
}

/** Groups by their key, and by the scope keys of which an event needs one. */
export class Groups {
  private readonly byKey = new Map<string, Group>();
  private readonly byScope = new Map<string, Set<Group>>();

  get size(): number {
    return this.byKey.size;
  }

  get all(): Iterable<Group> {
    return this.byKey.values();
  }

  /** The group of that key, made when it is not there. */
  take(parts: GroupParts): Group {
    const known = this.byKey.get(parts.key);
    if (known) return known;
    const group = new Group(parts);
    this.byKey.set(parts.key, group);
    for (const scope of parts.route.scopes) {
      const sharing = this.byScope.get(scope);
      if (sharing) sharing.add(group);
      else this.byScope.set(scope, new Set([group]));
    }
    return group;
  }

  /** Forgets a group without members. */
  release(group: Group): void {
    if (!group.isEmpty || this.byKey.get(group.parts.key) !== group) return;
    this.byKey.delete(group.parts.key);
    for (const scope of group.parts.route.scopes) {
      const sharing = this.byScope.get(scope)!;
      sharing.delete(group);
      if (sharing.size === 0) this.byScope.delete(scope);
    }
  }

  /** Which groups are to hear which of the events, each once and in order. */
  interestedIn(events: readonly RecordedEvent[]): Map<Group, RecordedEvent[]> {
    const found = new Map<Group, RecordedEvent[]>();
    for (const event of events)
      for (const scope of event.audience)
        for (const group of this.byScope.get(scope) ?? []) {
          if (group.live.size === 0 || !group.wants(event)) continue;
          const its = found.get(group);
          if (!its) found.set(group, [event]);
          // A group that holds several of the keys hears of it once.
          else if (its.at(-1) !== event) its.push(event);
        }
    return found;
  }
}
