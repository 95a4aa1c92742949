/** Promises the operations on points: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Adviser } from '../../schema/adviser/adviser';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readDayCursor,
  readIdCursor,
  toConnection,
} from '../../schema/connection';
import { areaRoles } from '../../schema/identity/role';
import {
  AwardPointsInput,
  CommendAdviserInput,
  EndPointsRuleInput,
  MakePointsRuleInput,
  WithdrawPointsInput,
} from '../../schema/points/inputs';
import {
  Commendation,
  CommendationConnection,
  PointsAccount,
  PointsAward,
  PointsRule,
  PointsRuleConnection,
  RewardRedemption,
} from '../../schema/points/points';
import {
  AwardPointsResult,
  CommendAdviserResult,
  EndPointsRuleResult,
  MakePointsRuleResult,
  WithdrawPointsResult,
} from '../../schema/points/results';
import type { AdviserLoader } from '../adviser/adviser.loader';
import { corpsManagers } from '../adviser/adviser.policy';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { presented } from '../organisation/present';
import type { PointsLoader } from './points.loader';
import { requireServed } from './points.policy';
import type { PointsRepository } from './points.repository';
import type { PointsService } from './points.service';
import { presentAccountOf, presentAward, presentCommendation, presentRedemption, presentRule } from './present';

@Resolver(() => PointsRule)
export class PointsResolver {
  constructor(
    private readonly database: Database,
    private readonly service: PointsService,
    private readonly points: PointsRepository,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => MakePointsRuleResult, { description: '设立积分规则 Say for what points are given in your area.' })
  async makePointsRule(
    @Arg('input', () => MakePointsRuleInput, { description: '规则 The rule.' }) input: MakePointsRuleInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof MakePointsRuleResult> {
    return presented(await this.service.makePointsRule(actorOf(context), input), presentRule);
  }

  @Allow(corpsManagers)
  @Mutation(() => EndPointsRuleResult, { description: '停用积分规则 End a rule; points that were given stay.' })
  async endPointsRule(
    @Arg('input', () => EndPointsRuleInput, { description: '规则 Which.' }) input: EndPointsRuleInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EndPointsRuleResult> {
    return presented(await this.service.endPointsRule(actorOf(context), input), presentRule);
  }

  @Allow(corpsManagers)
  @Mutation(() => AwardPointsResult, { description: '给予积分 Give an adviser of your area points for a deed.' })
  async awardPoints(
    @Arg('input', () => AwardPointsInput, { description: '积分 Whom, by which rule, for what.' })
    input: AwardPointsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AwardPointsResult> {
    return presented(await this.service.awardPoints(actorOf(context), input), presentAward);
  }

  @Allow(corpsManagers)
  @Mutation(() => WithdrawPointsResult, { description: '撤销积分 Take away points that were given by mistake.' })
  async withdrawPoints(
    @Arg('input', () => WithdrawPointsInput, { description: '积分记录 Which.' }) input: WithdrawPointsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawPointsResult> {
    return presented(await this.service.withdrawPoints(actorOf(context), input), presentAward);
  }

  @Allow(areaRoles)
  @Query(() => PointsRuleConnection, { description: '积分规则清单 The rules that hold in an area of yours.' })
  async pointsRules(
    @Arg('areaCode', () => String, { description: '区划代码 6 to 12 digits; also the rules of areas above hold.' })
    areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    requireServed(actorOf(context), areaCode);
    const rows = await this.points.listRules(this.database, areaCode, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentRule);
  }

  @FieldResolver(() => Area, { nullable: true, description: '区划 In which area it holds.' })
  area(@Root() rule: PointsRule, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, rule.areaCode);
  }
}

@Resolver(() => Commendation)
export class CommendationResolver {
  constructor(
    private readonly database: Database,
    private readonly service: PointsService,
    private readonly points: PointsRepository,
    private readonly advisers: AdviserLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => CommendAdviserResult, { description: '通报表扬 Praise an adviser of your area in public.' })
  async commendAdviser(
    @Arg('input', () => CommendAdviserInput, { description: '表扬 Whom, and for what.' }) input: CommendAdviserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CommendAdviserResult> {
    return presented(await this.service.commendAdviser(actorOf(context), input), presentCommendation);
  }

  @Allow(areaRoles)
  @Query(() => CommendationConnection, {
    description: '通报表扬清单 Who was praised in an area subtree, the newest first; for everybody who serves an area.',
  })
  async commendations(
    @Arg('areaCode', () => String, { description: '区划代码 6 to 9 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const first = pageSize(page);
    const rows = await this.points.listCommendations(this.database, areaCode, readDayCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.commendedOn, row.id), presentCommendation);
  }

  @FieldResolver(() => String, { description: '顾问姓名 The name of the adviser who is praised.' })
  async adviserName(@Root() commendation: Commendation, @Ctx() context: RequestContext): Promise<string> {
    return this.advisers.nameOf(context, commendation.adviserId);
  }
}

@Resolver(() => Adviser)
export class AdviserPointsResolver {
  constructor(private readonly loader: PointsLoader) {}

  @FieldResolver(() => PointsAccount, { description: '积分 How many points it has, from the ledger.' })
  async points(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<PointsAccount> {
    return presentAccountOf(await this.loader.balancesOf(context, adviser.adviserId));
  }

  @FieldResolver(() => [PointsAward], { description: '积分记录 The newest 50 awards, by day.' })
  async pointsAwards(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<PointsAward[]> {
    return (await this.loader.awardsOf(context, adviser.adviserId)).map(presentAward);
  }

  @FieldResolver(() => [RewardRedemption], { description: '兑换记录 The newest 50 redemptions.' })
  async redemptions(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<RewardRedemption[]> {
    return (await this.loader.redemptionsOf(context, adviser.adviserId)).map(presentRedemption);
  }

  @FieldResolver(() => [Commendation], { description: '所获表扬 Its commendations, the newest first.' })
  async commendations(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<Commendation[]> {
    return (await this.loader.commendationsOf(context, adviser.adviserId)).map(presentCommendation);
  }
}
