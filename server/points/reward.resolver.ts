/** Promises the operations on rewards: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import { areaRoles } from '../../schema/identity/role';
import {
  CancelRedemptionInput,
  EndRewardInput,
  HandOverRewardInput,
  OfferRewardInput,
  RedeemRewardInput,
} from '../../schema/points/inputs';
import { Reward, RewardConnection } from '../../schema/points/points';
import {
  CancelRedemptionResult,
  EndRewardResult,
  HandOverRewardResult,
  OfferRewardResult,
  RedeemRewardResult,
} from '../../schema/points/results';
import { adviserRoles, corpsManagers } from '../adviser/adviser.policy';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { presented } from '../organisation/present';
import { requireServed } from './points.policy';
import { presentRedemption, presentReward } from './present';
import type { RewardRepository } from './reward.repository';
import type { RewardService } from './reward.service';

@Resolver(() => Reward)
export class RewardResolver {
  constructor(
    private readonly database: Database,
    private readonly service: RewardService,
    private readonly rewards: RewardRepository,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => OfferRewardResult, { description: '设立奖品 Offer a reward for points in your area.' })
  async offerReward(
    @Arg('input', () => OfferRewardInput, { description: '奖品 What, and for how many points.' })
    input: OfferRewardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof OfferRewardResult> {
    return presented(await this.service.offerReward(actorOf(context), input), presentReward);
  }

  @Allow(corpsManagers)
  @Mutation(() => EndRewardResult, { description: '停用奖品 Offer a reward no more; what was redeemed stays.' })
  async endReward(
    @Arg('input', () => EndRewardInput, { description: '奖品 Which.' }) input: EndRewardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EndRewardResult> {
    return presented(await this.service.endReward(actorOf(context), input), presentReward);
  }

  @Allow(adviserRoles)
  @Mutation(() => RedeemRewardResult, { description: '兑换 Redeem points of your own for a reward.' })
  async redeemReward(
    @Arg('input', () => RedeemRewardInput, { description: '奖品 Which.' }) input: RedeemRewardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RedeemRewardResult> {
    return presented(await this.service.redeemReward(actorOf(context), input), presentRedemption);
  }

  @Allow(corpsManagers)
  @Mutation(() => HandOverRewardResult, { description: '发放奖品 Write down that an adviser has its reward.' })
  async handOverReward(
    @Arg('input', () => HandOverRewardInput, { description: '兑换记录 Which.' }) input: HandOverRewardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof HandOverRewardResult> {
    return presented(await this.service.handOverReward(actorOf(context), input), presentRedemption);
  }

  @Allow([...new Set([...adviserRoles, ...corpsManagers])])
  @Mutation(() => CancelRedemptionResult, { description: '取消兑换 Give a reward back before it was handed over.' })
  async cancelRedemption(
    @Arg('input', () => CancelRedemptionInput, { description: '兑换记录 Which.' }) input: CancelRedemptionInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CancelRedemptionResult> {
    return presented(await this.service.cancelRedemption(actorOf(context), input), presentRedemption);
  }

  @Allow(areaRoles)
  @Query(() => RewardConnection, {
    name: 'rewards',
    description: '奖品清单 What points can be redeemed for in an area of yours.',
  })
  async listRewards(
    @Arg('areaCode', () => String, { description: '区划代码 6 to 12 digits; also the rewards of areas above count.' })
    areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    requireServed(actorOf(context), areaCode);
    const rows = await this.rewards.listRewards(this.database, areaCode, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentReward);
  }

  @FieldResolver(() => Area, { nullable: true, description: '区划 In which area it is offered.' })
  area(@Root() reward: Reward, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, reward.areaCode);
  }
}
