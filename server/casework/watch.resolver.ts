/** Promises the operations on long-term watches and media appeals: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import {
  DraftMediaAppealInput,
  DraftMediaAppealResult,
  MediaAppeal,
  MediaAppealConnection,
  PublishMediaAppealInput,
  PublishMediaAppealResult,
  WithdrawMediaAppealInput,
  WithdrawMediaAppealResult,
} from '../../schema/casework/appeal';
import {
  HouseholdWatch,
  HouseholdWatchConnection,
  ReviewWatchInput,
  ReviewWatchResult,
  WatchHouseholdInput,
  WatchHouseholdResult,
  WatchRecord,
} from '../../schema/casework/watch';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readInstantCursor,
  toConnection,
  readDayCursor,
} from '../../schema/connection';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { householdPolicy } from '../household/household.policy';
import type { AppealRow } from './appeal.repository';
import type { AppealService } from './appeal.service';
import { caseworkers } from './casework.policy';
import { presentAppeal, presentWatch } from './present';
import type { WatchRow } from './watch.repository';
import type { WatchService } from './watch.service';

@Resolver(() => HouseholdWatch)
export class WatchResolver {
  constructor(
    private readonly service: WatchService,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => WatchHouseholdResult, { description: '列入长期重点关注 Watch a household for long.' })
  async watchHousehold(
    @Arg('input', () => WatchHouseholdInput, { description: '关注 Which household, and why.' })
    input: WatchHouseholdInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WatchHouseholdResult> {
    return watched(await this.service.watchHousehold(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => ReviewWatchResult, { description: '复核重点关注 Review a watch; it goes on or ends.' })
  async reviewWatch(
    @Arg('input', () => ReviewWatchInput, { description: '复核 The review.' }) input: ReviewWatchInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviewWatchResult> {
    return watched(await this.service.reviewWatch(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Query(() => HouseholdWatchConnection, {
    description: '长期重点关注名单 The watches of an area subtree that stand, whose review is due first first.',
  })
  async householdWatches(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 15 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const rows = await this.service.listWatches(actorOf(context), areaCode, readDayCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.nextReviewOn!, row.id), presentWatch);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household.' })
  household(@Root() watch: HouseholdWatch, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, watch.householdId);
  }

  @FieldResolver(() => WatchRecord, {
    description: '关注记录 What is written of it, opened with a reason; each reading is written down.',
  })
  record(
    @Root() watch: HouseholdWatch,
    @Arg('reason', () => String, { description: '查看理由 Why, at least 4 characters, without personal data.' })
    reason: string,
    @Ctx() context: RequestContext,
  ): Promise<WatchRecord> {
    this.households.countIdentity(context);
    return this.service.readRecord(actorOf(context), watch.watchId, reason);
  }
}

@Resolver(() => Household)
export class HouseholdWatchesResolver {
  constructor(private readonly service: WatchService) {}

  @FieldResolver(() => [HouseholdWatch], {
    description: '长期重点关注 Its long-term watches, ended ones too, the newest first.',
  })
  async watches(@Root() household: Household, @Ctx() context: RequestContext): Promise<HouseholdWatch[]> {
    const rows = await loaderOf(context, this.makeWatches).load(household.householdId);
    return rows.filter((row) => householdPolicy.maySee(actorOf(context), row)).map(presentWatch);
  }

  private readonly makeWatches = () =>
    new DataLoader<string, WatchRow[]>(async (ids) => {
      const rows = await this.service.watchesOf(ids);
      return ids.map((id) => rows.filter((row) => row.householdId === id));
    });
}

@Resolver(() => MediaAppeal)
export class AppealResolver {
  constructor(private readonly service: AppealService) {}

  @Allow(caseworkers)
  @Mutation(() => DraftMediaAppealResult, {
    description: '起草媒体线索 Draft an appeal; a second person publishes it.',
  })
  async draftMediaAppeal(
    @Arg('input', () => DraftMediaAppealInput, { description: '线索 The appeal.' }) input: DraftMediaAppealInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DraftMediaAppealResult> {
    return appealed(await this.service.draftMediaAppeal(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => PublishMediaAppealResult, { description: '发布媒体线索 Let an appeal of somebody else through.' })
  async publishMediaAppeal(
    @Arg('input', () => PublishMediaAppealInput, { description: '线索 Which.' }) input: PublishMediaAppealInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PublishMediaAppealResult> {
    return appealed(await this.service.publishMediaAppeal(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => WithdrawMediaAppealResult, { description: '撤回媒体线索 Take an appeal back; its words are gone.' })
  async withdrawMediaAppeal(
    @Arg('input', () => WithdrawMediaAppealInput, { description: '线索 Which.' }) input: WithdrawMediaAppealInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawMediaAppealResult> {
    return appealed(await this.service.withdrawMediaAppeal(actorOf(context), input));
  }

  @Allow('ANYONE')
  @Query(() => MediaAppealConnection, {
    name: 'mediaAppeals',
    description: '公共媒体线索 The appeals that are in public, the newest first.',
  })
  async listMediaAppeals(@Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const rows = await this.service.listPublished(readInstantCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.publishedAtText, row.id), presentAppeal);
  }
}

function watched<Result>(row: WatchRow | Refusal): Result {
  return (isRefusal(row) ? row : presentWatch(row)) as Result;
}

function appealed<Result>(row: AppealRow | Refusal): Result {
  return (isRefusal(row) ? row : presentAppeal(row)) as Result;
}
