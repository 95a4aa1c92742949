/** Promises the inputs of the commands on points: one per mutation. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate, Uuid } from '../scalars';

@InputType({ description: '设立积分规则 For what points are given in an area.' })
export class MakePointsRuleInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the rule, made by the client, kept across retries.' })
  ruleId!: string;

  @Field(() => String, { description: '区划代码 Its district (6 digits) or street (9 digits).' })
  areaCode!: string;

  @Field(() => String, { description: '名称 For what, 1 to 60 characters.' })
  title!: string;

  @Field(() => Int, { description: '积分 How many points each time, 1 to 1000.' })
  points!: number;

  @Field(() => Int, {
    nullable: true,
    description: '年度上限 The most of it for one adviser in one year, not below points; none when left out.',
  })
  yearlyMaximum?: number | null;
}

@InputType({ description: '停用积分规则 The end of a rule; points that were given stay.' })
export class EndPointsRuleInput extends CommandInput {
  @Field(() => ID, { description: '规则 The rule.' })
  ruleId!: string;
}

@InputType({ description: '给予积分 Points for a deed of an adviser.' })
export class AwardPointsInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the award, made by the client, kept across retries.' })
  awardId!: string;

  @Field(() => ID, { description: '顾问 The adviser, with a standing appointment.' })
  adviserId!: string;

  @Field(() => ID, { description: '规则 A rule that holds in its street.' })
  ruleId!: string;

  @Field(() => CalendarDate, {
    description: '获得日 The day of the deed, within the appointment, today at the latest.',
  })
  earnedOn!: string;

  @Field(() => String, { description: '说明 For what deed, 1 to 200 characters, naming no household.' })
  note!: string;
}

@InputType({ description: '撤销积分 Points given by mistake are taken away, as far as they are still there.' })
export class WithdrawPointsInput extends CommandInput {
  @Field(() => Uuid, { description: '积分记录 The id of the award.' })
  awardId!: string;
}

@InputType({ description: '设立奖品 A reward that advisers of an area can redeem points for.' })
export class OfferRewardInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the reward, made by the client, kept across retries.' })
  rewardId!: string;

  @Field(() => String, { description: '区划代码 Its district (6 digits) or street (9 digits).' })
  areaCode!: string;

  @Field(() => String, { description: '名称 What it is, 1 to 60 characters.' })
  name!: string;

  @Field(() => Int, { description: '所需积分 How many points it takes, 1 to 100000.' })
  points!: number;

  @Field(() => Int, { description: '库存 How many there are, 1 to 100000.' })
  stock!: number;
}

@InputType({ description: '停用奖品 A reward is offered no more.' })
export class EndRewardInput extends CommandInput {
  @Field(() => ID, { description: '奖品 The reward.' })
  rewardId!: string;
}

@InputType({ description: '兑换 Points of your own for a reward.' })
export class RedeemRewardInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the redemption, made by the client, kept across retries.',
  })
  redemptionId!: string;

  @Field(() => ID, { description: '奖品 A reward of your street or of an area above it.' })
  rewardId!: string;
}

@InputType({ description: '发放奖品 The reward is in the hands of the adviser.' })
export class HandOverRewardInput extends CommandInput {
  @Field(() => Uuid, { description: '兑换记录 The id of the redemption.' })
  redemptionId!: string;
}

@InputType({ description: '取消兑换 Points and reward go back.' })
export class CancelRedemptionInput extends CommandInput {
  @Field(() => Uuid, { description: '兑换记录 The id of the redemption; your own, or of an adviser that you manage.' })
  redemptionId!: string;
}

@InputType({ description: '通报表扬 Public praise of an adviser.' })
export class CommendAdviserInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the commendation, made by the client, kept across retries.',
  })
  commendationId!: string;

  @Field(() => ID, { description: '顾问 The adviser.' })
  adviserId!: string;

  @Field(() => String, { description: '称号 Its title, 1 to 60 characters.' })
  title!: string;

  @Field(() => String, { description: '事迹 For what, 1 to 500 characters, naming no household.' })
  citation!: string;

  @Field(() => CalendarDate, { description: '表扬日 The day of the meeting, today at the latest.' })
  commendedOn!: string;
}
