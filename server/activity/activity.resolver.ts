/** Promises the operations on parties of the linkage and their activities: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Activity,
  ActivityConnection,
  ActivityParty,
  ActivityResults,
  LinkagePartyConnection,
} from '../../schema/activity/activity';
import {
  ActivityCommandInput,
  ActivityResult,
  LinkActivityDonationsInput,
  LinkActivityNeedsInput,
  PlanActivityInput,
  RecordActivityHeldInput,
  RegisterLinkagePartyInput,
  RegisterLinkagePartyResult,
} from '../../schema/activity/commands';
import { Allow } from '../../schema/authority';
import {
  keysetCursor,
  PageArguments,
  pageSize,
  readIdCursor,
  readKeysetCursor,
  toConnection,
} from '../../schema/connection';
import { areaRoles, Role } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import type { Refusal } from '../../schema/refusal';
import { CalendarDate } from '../../schema/scalars';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import { presented } from '../organisation/present';
import type { ActivityLoader } from './activity.loader';
import type { ActivityReading } from './activity.reading';
import type { ActivityRow } from './activity.repository';
import type { ActivityService } from './activity.service';
import { presentActivity, presentParty, presentResults } from './present';

@Resolver(() => Activity)
export class ActivityResolver {
  constructor(
    private readonly service: ActivityService,
    private readonly reading: ActivityReading,
    private readonly loader: ActivityLoader,
    private readonly needs: NeedLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => RegisterLinkagePartyResult, { description: '登记联动主体 Write down a party of the linkage.' })
  async registerLinkageParty(
    @Arg('input', () => RegisterLinkagePartyInput, { description: '主体 The party.' }) input: RegisterLinkagePartyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterLinkagePartyResult> {
    return presented(await this.service.registerParty(actorOf(context), input), presentParty);
  }

  @Allow(areaRoles)
  @Mutation(() => ActivityResult, { description: '计划活动 Plan an activity; everybody sees it in list and calendar.' })
  async planActivity(
    @Arg('input', () => PlanActivityInput, { description: '计划 The plan.' }) input: PlanActivityInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ActivityResult> {
    return answer(await this.service.planActivity(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => ActivityResult, {
    description: '登记举办 Write down that an activity was held, on its first day or later.',
  })
  async recordActivityHeld(
    @Arg('input', () => RecordActivityHeldInput, { description: '成果 What it brought.' })
    input: RecordActivityHeldInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ActivityResult> {
    return answer(await this.service.recordHeld(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => ActivityResult, { description: '取消活动 Cancel what was planned.' })
  async cancelActivity(
    @Arg('input', () => ActivityCommandInput, { description: '活动 The activity.' }) input: ActivityCommandInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ActivityResult> {
    return answer(await this.service.cancelActivity(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => ActivityResult, {
    description: '结报活动 Close the account of an activity, by another person than who wrote down that it was held.',
  })
  async accountForActivity(
    @Arg('input', () => ActivityCommandInput, { description: '活动 The activity.' }) input: ActivityCommandInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ActivityResult> {
    return answer(await this.service.accountForActivity(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => ActivityResult, {
    description:
      '关联捐赠 Say which donations of your charity were given at an activity; their sums become its results.',
  })
  async linkActivityDonations(
    @Arg('input', () => LinkActivityDonationsInput, { description: '捐赠 The donations.' })
    input: LinkActivityDonationsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ActivityResult> {
    return answer(await this.service.linkDonations(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => ActivityResult, { description: '关联需求 Say which needs of your area were found at an activity.' })
  async linkActivityNeeds(
    @Arg('input', () => LinkActivityNeedsInput, { description: '需求 The needs.' }) input: LinkActivityNeedsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ActivityResult> {
    return answer(await this.service.linkNeeds(actorOf(context), input));
  }

  @Allow('ANYONE')
  @Query(() => Activity, {
    nullable: true,
    description: '按编号查活动 An activity, for everybody; null when there is none or it was cancelled.',
  })
  async activity(
    @Arg('id', () => ID, { description: '活动 Global id of the activity.' }) id: string,
  ): Promise<Activity | undefined> {
    const row = await this.reading.find(id);
    return row && presentActivity(row);
  }

  @Allow('ANYONE')
  @Query(() => ActivityConnection, {
    description:
      '联动活动 Activities that are planned or were held, for everybody, in the order of days. Also as a calendar: /activities.ics',
  })
  async activities(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('areaCode', () => String, { nullable: true, description: '区划代码 Only in this area subtree.' })
    areaCode?: string,
    @Arg('from', () => CalendarDate, { nullable: true, description: '起 Only those that end on this day or later.' })
    from?: string,
    @Arg('until', () => CalendarDate, {
      nullable: true,
      description: '止 Only those that begin on this day or before.',
    })
    until?: string,
  ) {
    const first = pageSize(page);
    const after = readKeysetCursor(page.after, 2);
    const rows = await this.reading.list({ areaCode, from, until }, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.startsOn, row.id), presentActivity);
  }

  @Allow('SIGNED_IN')
  @Query(() => LinkagePartyConnection, { description: '联动主体 Parties of the linkage in an area subtree.' })
  async linkageParties(
    @Arg('areaCode', () => String, { description: '区划代码 The area.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const first = pageSize(page);
    const rows = await this.reading.listParties(areaCode, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentParty);
  }

  @FieldResolver(() => [ActivityParty], { description: '参与主体 Its parties, who organises first.' })
  async parties(@Root() activity: Activity, @Ctx() context: RequestContext): Promise<ActivityParty[]> {
    const rows = await this.loader.partiesOf(context, activity.activityId);
    return rows.map((row) =>
      Object.assign(new ActivityParty(), { party: presentParty(row), organises: row.organises }),
    );
  }

  @FieldResolver(() => ActivityResults, {
    nullable: true,
    description: '成果 What it brought; null before it was held.',
  })
  async results(@Root() activity: Activity, @Ctx() context: RequestContext): Promise<ActivityResults | undefined> {
    return presentResults(activity, await this.loader.resultsOf(context, activity.activityId));
  }

  @FieldResolver(() => [Need], {
    description: '发现的需求 The needs found at it, those of them that you may see; none without a sign-in.',
  })
  async needsFound(@Root() activity: Activity, @Ctx() context: RequestContext): Promise<Need[]> {
    if (!context.actor) return [];
    const ids = await this.loader.needsOf(context, activity.activityId);
    const needs = await Promise.all(ids.map((id) => this.needs.need(context, id)));
    return needs.filter((need) => need !== undefined);
  }
}

function answer(row: ActivityRow | Refusal): typeof ActivityResult {
  return presented(row, presentActivity);
}
