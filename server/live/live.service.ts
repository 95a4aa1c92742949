/** Promises that whoever follows a feed is in the group of its authority of now, or in none, and where it may begin. */
import type { Database } from '../database/database';
import { encodeCursor } from '../event/cursor';
import { readState } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import { Fault } from '../../schema/fault';
import { Authorities, type AuthorityWatch, type Reread } from './authority';
import type { Feed } from './feed';
import type { Render } from './group';
import type { LiveHub } from './hub';
import { authorityGone, interrupted, signedOut, type Ending, type Member, type Outlet } from './member';
import { visibilityScopeOf } from './visibility-scope';

/** One subscription as it asks to be served. */
export interface Following {
  readonly actor: Actor;
  readonly reread: Reread;
  readonly outlet: Outlet;
  /** The cursor after which to begin; the newest event when left out. */
  readonly after?: string;
  /** Document, operation and variables without the cursor. */
  readonly question: string;
  /** How its events are answered for whoever stands for its scope. */
  readonly renderFor: (actor: Actor) => Render;
}

/** Ends a subscription by the subscriber's wish. */
export type Stop = () => void;

const sweepMilliseconds = 1_000;

export class LiveService {
  private readonly authorities = new Authorities();

  constructor(
    private readonly database: Database,
    private readonly hub: LiveHub,
  ) {
    hub.on('passing', (event) => this.authorities.passing(event));
    setInterval(() => void this.authorities.sweep(Date.now()), sweepMilliseconds).unref();
  }

  /** The newest position: read it, then a list, then subscribe after it, and nothing is missed. */
  async feedPosition(): Promise<string> {
    const { epoch, head } = await readState(this.database);
    return encodeCursor(epoch, head);
  }

  /** Throws what the feed refuses with, and the faults of a cursor that cannot be served without a gap. */
  async follow<Subject>(feed: Feed<Subject>, subject: Subject, following: Following): Promise<Stop> {
    // Watched before it is read, so that a change in between is not missed.
    const watch = this.authorities.watch(following.actor, following.reread);
    try {
      const actor = await watch.current();
      if (!actor || !feed.mayFollow(actor, subject)) throw feed.refused(actor ?? following.actor, subject);
      await feed.find?.(subject);
      const member = await this.hub.admit(endingWith(following.outlet, watch), following.after);
      const place = new Place(this.hub, member, watch, feed, subject, following);
      watch.onChange = () => void place.find();
      await place.find();
      return () => {
        watch.stop();
        this.hub.remove(member);
      };
    } catch (error) {
      watch.stop();
      throw error;
    }
  }
}

/** Where one member belongs: out of its group in the turn in which its authority changes, into the right one when it was read. */
class Place<Subject> {
  constructor(
    private readonly hub: LiveHub,
    private readonly member: Member,
    private readonly watch: AuthorityWatch,
    private readonly feed: Feed<Subject>,
    private readonly subject: Subject,
    private readonly following: Following,
  ) {}

  async find(): Promise<void> {
    const { hub, member, watch, feed, subject, following } = this;
    hub.leave(member);
    try {
      const actor = await watch.current();
      if (!actor) return hub.end(member, authorityGone(signedOut()));
      if (!feed.mayFollow(actor, subject)) return hub.end(member, authorityGone(forbidden()));
      const scope = visibilityScopeOf(actor);
      member.endsAt = (actor.expiresAt ?? Infinity) * 1_000;
      hub.join(member, {
        key: `${following.question} ${scope.key}`,
        route: feed.route(subject),
        render: following.renderFor(scope.actor),
      });
    } catch (error) {
      // Who it is cannot be read now: nothing is delivered, and the client resumes where it stopped.
      hub.end(member, { socketCode: 1013, fault: error instanceof Fault ? error : interrupted() });
    }
  }
}

function endingWith(outlet: Outlet, watch: AuthorityWatch): Outlet {
  return {
    write: (payloads) => outlet.write(payloads),
    drained: () => outlet.drained(),
    end: (ending: Ending) => {
      watch.stop();
      outlet.end(ending);
    },
  };
}
