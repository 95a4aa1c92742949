/** Promises the feeds: authority at subscribing, a cursor that is served without a gap or refused, and the head to begin from. */
import type { NeedEvent } from '../../schema/live/need-event';
import type { AreaRepository } from '../area/area.repository';
import { Fault } from '../../schema/fault';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { areaScope, organisationScope } from '../event/audience';
import { encodeCursor } from '../event/cursor';
import { readState, type RecordedEvent } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import { Authorities } from './authority';
import { Feed } from './feed';
import type { LiveHub } from './hub';
import { feedNotFound, mayFollowArea, mayFollowOrganisation, organisationRefused } from './live.policy';
import { needEventTypes, presentNeedEvent } from './present';
import type { Ending } from './subscription';

interface FeedRequest {
  readonly scope: string;
  readonly organisationId?: string;
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
      organisationId,
      after,
      mayHear: (actor) => mayFollowOrganisation(actor, organisationId),
      refused: (actor) => organisationRefused(actor, organisationId),
    });
  }

  /** Throws FORBIDDEN outside the areas that the actor serves, NOT_FOUND for a code within them that no area has. */
  async areaFeed(context: RequestContext, areaCode: string, after?: string): Promise<Feed<NeedEvent>> {
    const feed = await this.openFeed(context, {
      scope: areaScope(areaCode),
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

  private async openFeed(context: RequestContext, request: FeedRequest): Promise<Feed<NeedEvent>> {
    const actor = actorOf(context);
    // Watched before it is read, so that a change in between is not missed.
    const watch = this.authorities.watch(actor, context.currentActor ?? (() => Promise.resolve(actor)));
    try {
      const current = await watch.current();
      if (!current || !request.mayHear(current)) throw request.refused(current ?? actor);
      const subscription = await this.hub.open({
        scopes: [request.scope],
        types: needEventTypes,
        after: request.after,
        onEnded: (ending) => {
          watch.stop();
          closeSocket(context, ending);
        },
      });
      const present = (event: RecordedEvent) => presentNeedEvent(event, request.organisationId);
      return new Feed({ subscription, watch, context, mayHear: request.mayHear, present });
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
