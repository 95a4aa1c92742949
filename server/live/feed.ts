/**
 * Promises that a subscription is declared once: what is said here serves live delivery, resume from memory, resume by SQL, and
 * authority. How to add one stands in server/README.md.
 */
import type { Fault } from '../../schema/fault';
import type { EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';
import type { Actor } from '../identity/actor';

/** Which events of the outbox a feed carries: those of one of the types that are addressed to one of the scope keys. */
export interface Route {
  readonly scopes: readonly string[];
  readonly types: readonly EventType[];
}

/**
 * One subscription field. `Subject` is what its arguments name, for instance the local id of an organisation. The argument
 * `after: String` belongs to every feed and is not part of the subject.
 */
export interface Feed<Subject = unknown> {
  /** The name of the field of Subscription. */
  readonly field: string;
  readonly subject: (args: Record<string, unknown>) => Subject;
  readonly route: (subject: Subject) => Route;
  /** Asked at subscribing and again whenever the authority of the actor changed. */
  readonly mayFollow: (actor: Actor, subject: Subject) => boolean;
  /** Why not, in words for this actor. */
  readonly refused: (actor: Actor, subject: Subject) => Fault;
  /** Whether there is such a subject at all; asked once, of those who may follow. Throws NOT_FOUND. */
  readonly find?: (subject: Subject) => Promise<void>;
  /**
   * Which of the events may still be told by the rule of now, where that rests on more than on who follows: on a place on a list,
   * a consent. Asked when they are delivered, live or later; all when left out.
   */
  readonly visibleNow?: (
    actor: Actor,
    subject: Subject,
    events: readonly RecordedEvent[],
  ) => Promise<ReadonlySet<RecordedEvent>>;
  /** The source of the field for one event. Its other fields are resolved with the authority of the group, never of an account. */
  readonly present: (event: RecordedEvent, subject: Subject) => object;
}

/** All feeds of the product, found by their field. */
export class Feeds {
  private readonly byField = new Map<string, Feed>();

  declare<Subject>(feed: Feed<Subject>): this {
    this.byField.set(feed.field, feed as Feed);
    return this;
  }

  find(field: string): Feed | undefined {
    return this.byField.get(field);
  }

  get fields(): string[] {
    return [...this.byField.keys()];
  }
}

/** For the decorator of a declared field: what subscribes to it is the hub, not graphql-js. */
export function throughTheHub(): never {
  throw new Error('This subscription is served by the hub; declare it as a feed.');
}
