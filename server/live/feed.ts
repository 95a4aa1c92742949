/** Promises one feed to one client: each event is handed out only while its reader may still hear it. */
import { Fault } from '../../schema/fault';
import type { RequestContext } from '../context';
import type { RecordedEvent } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import type { AuthorityWatch } from './authority';
import { interrupted, type Ending, type HubSubscription } from './subscription';

export interface FeedParts<Presented> {
  readonly subscription: HubSubscription;
  readonly watch: AuthorityWatch;
  readonly context: RequestContext;
  readonly mayHear: (actor: Actor) => boolean;
  readonly present: (event: RecordedEvent) => Presented;
}

/** Stock clients reconnect on it; whoever lost its authority is then told so in words. */
const authorityGoneCode = 4403;

export class Feed<Presented> implements AsyncIterableIterator<Presented> {
  constructor(private readonly parts: FeedParts<Presented>) {
    // Without waiting for an event: a socket that lost its authority is not kept open.
    parts.watch.onChange = () => void this.authorised();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Presented>> {
    const { subscription, context, present } = this.parts;
    for (;;) {
      const step = await subscription.next();
      if (step.done) return { done: true, value: undefined };
      const actor = await this.authorised();
      // Ended while the actor was read: the next turn tells how.
      if (!actor) continue;
      renew(context, actor);
      return { done: false, value: present(step.value) };
    }
  }

  async return(): Promise<IteratorResult<Presented>> {
    this.parts.watch.stop();
    await this.parts.subscription.return();
    return { done: true, value: undefined };
  }

  /** The actor of now while it may hear this feed; otherwise ends the subscription. Never rejects. */
  private async authorised(): Promise<Actor | undefined> {
    const { subscription, watch, mayHear } = this.parts;
    let ending: Ending;
    try {
      const actor = await watch.current();
      if (actor && mayHear(actor)) return subscription.ended ? undefined : actor;
      ending = { socketCode: authorityGoneCode, fault: actor ? forbidden() : signedOut() };
    } catch {
      // Who it is cannot be read now: nothing is delivered, and the client resumes where it stopped.
      ending = { socketCode: 1013, fault: interrupted() };
    }
    subscription.end(ending);
    return undefined;
  }
}

/** What resolvers read for one event is of that moment: yesterday's rows and yesterday's authority are forgotten. */
function renew(context: RequestContext, actor: Actor): void {
  context.loaders.clear();
  (context as { actor?: Actor }).actor = actor;
}

function signedOut(): Fault {
  return new Fault('UNAUTHENTICATED', { zh: '登录已失效,请重新登录', en: 'your sign-in has ended, sign in again' });
}
