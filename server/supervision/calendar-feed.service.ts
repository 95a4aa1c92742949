/** Promises an address for calendar programs: its secret is a keyed digest of its id, and its reader is asked for anew each time. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import { CalendarFeed, type RevokeCalendarFeedInput } from '../../schema/supervision/calendar-feed';
import { ObligationState } from '../../schema/supervision/obligation';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import type { ActorRepository } from '../identity/actor.repository';
import { writeCalendar } from './calendar';
import type { CalendarFeedRepository } from './calendar-feed.repository';
import { sightOf } from './obligation.policy';
import type { ObligationRepository } from './obligation.repository';

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;
const maximum = 1_000;

export class CalendarFeedService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly actors: ActorRepository,
    private readonly feeds: CalendarFeedRepository,
    private readonly obligations: ObligationRepository,
    private readonly key: Buffer,
  ) {}

  /** A retry with the same id has the same address. */
  issueCalendarFeed(actor: Actor, input: { readonly feedId: string }): Promise<CalendarFeed | Refusal> {
    return this.database.transaction(async (tx) => {
      const { feedId } = input;
      const once = await this.audit.recordOnce(tx, line(actor, 'issueCalendarFeed', feedId), feedId, input);
      if (isRefusal(once)) return once;
      if (once === 'new') await this.feeds.insertFeed(tx, feedId, actor.accountId);
      const revoked = (await this.feeds.findFeed(tx, feedId))!.revokedAt !== null;
      return Object.assign(new CalendarFeed(), { feedId, path: revoked ? undefined : this.pathOf(feedId) });
    });
  }

  revokeCalendarFeed(actor: Actor, input: RevokeCalendarFeedInput): Promise<CalendarFeed | Refusal> {
    return this.database.transaction(async (tx) => {
      const command = line(actor, 'revokeCalendarFeed', input.feedId);
      const once = await this.audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      const feed = await this.feeds.findFeed(tx, input.feedId);
      if (feed?.accountId !== actor.accountId) return new NotFound('CalendarFeed');
      await this.feeds.revokeFeed(tx, feed.id);
      return Object.assign(new CalendarFeed(), { feedId: feed.id });
    });
  }

  /** What is due to the account of an address, by its roles of now; undefined for an address that holds no more, or never did. */
  async read(token: string): Promise<string | undefined> {
    const [, feedId, secret] = shape.exec(token) ?? [];
    if (!feedId || !secret || !timingSafeEqual(Buffer.from(secret), Buffer.from(this.secretOf(feedId))))
      return undefined;
    const feed = await this.feeds.findFeed(this.database, feedId);
    if (!feed || feed.revokedAt !== null) return undefined;
    const actor = await this.actors.ofAccount(this.database, feed.accountId);
    if (!actor) return undefined;
    const rows = await this.obligations.listObligations(this.database, sightOf(actor), {
      states: [ObligationState.DUE, ObligationState.OVERDUE],
      limit: maximum,
    });
    return writeCalendar(rows);
  }

  private pathOf(feedId: string): string {
    return `/calendar.ics?token=${feedId}.${this.secretOf(feedId)}`;
  }

  private secretOf(feedId: string): string {
    return createHmac('sha256', this.key).update(feedId).digest('base64url');
  }
}

function line(actor: Actor, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'CalendarFeed', subjectId };
}
