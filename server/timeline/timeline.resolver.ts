/** Promises the timeline as an edge of a household, for whoever sees the household. */
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readInstantCursor,
  readKeysetCursor,
  toConnection,
  strangeCursor,
} from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { TimelineEntry, TimelineEntryConnection, TimelineKind } from '../../schema/timeline/timeline';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { householdPolicy } from '../household/household.policy';
import { forbidden } from '../identity/actor';
import type { HappeningRow, TimelineRepository } from './timeline.repository';

@Resolver(() => Household)
export class TimelineResolver {
  constructor(
    private readonly database: Database,
    private readonly timelines: TimelineRepository,
  ) {}

  @FieldResolver(() => TimelineEntryConnection, {
    description:
      '家庭时间线 What happened to the household, the newest first: registration, consents, needs, claims, services, revisits, cases, warnings.',
  })
  async timeline(
    @Root() household: Household,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('kinds', () => [TimelineKind], { nullable: true, description: '类别 Only these kinds.' })
    kinds?: TimelineKind[],
  ) {
    const first = pageSize(page);
    const actor = actorOf(context);
    // Whoever has the object was let see it; asked again, since here is more than is on it.
    if (!householdPolicy.maySee(actor, household)) throw forbidden();
    const rows = await this.timelines.list(this.database, {
      ...{ householdId: household.householdId, accountId: actor.accountId, kinds: kinds ?? undefined },
      ...{ after: readCursor(page.after), limit: first + 1 },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.cursorAt, row.kind, row.source), present);
  }
}

function present(row: HappeningRow): TimelineEntry {
  return Object.assign(new TimelineEntry(), {
    ...{ at: row.at, kind: row.kind, code: row.code ?? undefined },
    subjectId: row.subjectType && row.subject ? globalId(row.subjectType, row.subject) : undefined,
  });
}

function readCursor(cursor: string | undefined): { instant: string; kind: string; source: string } | undefined {
  const key = readKeysetCursor(cursor, 3);
  if (!key) return undefined;
  const [instant, kind, source] = key as [string, string, string];
  const place = readInstantCursor(keysetCursor(instant, source))!;
  if (kind in TimelineKind) return { instant: place.instant, kind, source: place.id };
  throw strangeCursor();
}
