/** Promises the feeds: authority at subscribing, a cursor that is served without a gap or refused, and the head to begin from. */
import type { NeedEvent } from '../../schema/live/need-event';
import type { PlanChange } from '../../schema/plan/plan';
import type { AreaRepository } from '../area/area.repository';
import { Fault } from '../../schema/fault';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { areaScope, organisationScope, planScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { encodeCursor } from '../event/cursor';
import { readState, type RecordedEvent } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import { maySeePlan } from '../plan/plan.policy';
import { Authorities } from './authority';
import { Feed } from './feed';
import type { LiveHub } from './hub';
import { feedNotFound, mayFollowArea, mayFollowOrganisation, organisationRefused } from './live.policy';
import { needEventTypes, presentNeedEvent, presentPlanChange } from './present';
import type { Ending } from './subscription';

interface FeedRequest<Presented> {
  readonly types: readonly EventType[];
  readonly present: (event: RecordedEvent) => Presented;
  readonly scope: string;
  readonly after?: string;
  readonly mayHear: (actor: Actor) => boolean;
  readonly refused: (actor: Actor) => Error;
}

export class LiveService {
  private readonly authorities = new Authorities();

  constructor(
    private readonly database: Database,
    private readonly areas: AreaRepository,
    private readonly hub: LiveHub,
  ) {
    hub.on('passing', (event) => this.authorities.passing(event));
  }

  /** Throws NOT_FOUND for an organisation that is not the actor's, FORBIDDEN while it is not approved. */
  organisationFeed(context: RequestContext, organisationId: string, after?: string): Promise<Feed<NeedEvent>> {
    return this.openFeed(context, {
      scope: organisationScope(organisationId),
      types: needEventTypes,
      present: (event) => presentNeedEvent(event, organisationId),
      after,
      mayHear: (actor) => mayFollowOrganisation(actor, organisationId),
      refused: (actor) => organisationRefused(actor, organisationId),
    });
  }

  /** Throws FORBIDDEN outside the areas that the actor serves, NOT_FOUND for a code within them that no area has. */
  async areaFeed(context: RequestContext, areaCode: string, after?: string): Promise<Feed<NeedEvent>> {
    const feed = await this.openFeed(context, {
      scope: areaScope(areaCode),
      types: needEventTypes,
      present: (event) => presentNeedEvent(event),
      after,
      mayHear: (actor) => mayFollowArea(actor, areaCode),
      refused: forbidden,
    });
    if (await this.areas.findArea(this.database, areaCode)) return feed;
    await feed.return();
    throw feedNotFound();
  }

  /** The newest position: read it, then a list, then subscribe after it, and nothing is missed. */
  async feedPosition(): Promise<string> {
    const { epoch, head } = await readState(this.database);
    return encodeCursor(epoch, head);
  }

  /** New versions of the plan, for those who look after it. Throws FORBIDDEN to others. */
  planFeed(context: RequestContext, after?: string): Promise<Feed<PlanChange>> {
    return this.openFeed(context, {
      scope: planScope,
      types: ['PlanChanged'],
      present: presentPlanChange,
      after,
      mayHear: maySeePlan,
      refused: forbidden,
    });
  }

  private async openFeed<Presented>(
    context: RequestContext,
    request: FeedRequest<Presented>,
  ): Promise<Feed<Presented>> {
    const actor = actorOf(context);
    // Watched before it is read, so that a change in between is not missed.
    const watch = this.authorities.watch(actor, context.currentActor ?? (() => Promise.resolve(actor)));
    try {
      const current = await watch.current();
      if (!current || !request.mayHear(current)) throw request.refused(current ?? actor);
      const subscription = await this.hub.open({
        scopes: [request.scope],
        types: request.types,
        after: request.after,
        onEnded: (ending) => {
          watch.stop();
          closeSocket(context, ending);
        },
      });
      const { mayHear, present } = request;
      return new Feed({ subscription, watch, context, mayHear, present });
    } catch (error) {
      watch.stop();
      if (isRetryable(error)) closeSocket(context, { socketCode: 1013, fault: error });
      throw error;
    }
  }
}

/** Before the iterator ends: an error message would be final for stock clients, a closed socket lets them resume. */
function closeSocket(context: RequestContext, ending: Ending): void {
  context.closeSocket?.(ending.socketCode, String(ending.fault.extensions.code));
}

/** PostgreSQL is away for a moment: the client comes back by itself instead of giving up. */
function isRetryable(error: unknown): error is Fault {
  return error instanceof Fault && error.extensions.code === 'RETRYABLE';
}
