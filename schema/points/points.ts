/** Promises the points of advisers: for what they are earned, what they are redeemed for, and public praise. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

@ObjectType({ implements: Node, description: '积分规则 For what points are given in an area, and how many.' })
export class PointsRule extends Node {
  @Field(() => String, { description: '名称 For what.' })
  title!: string;

  @Field(() => Int, { description: '积分 How many points each time.' })
  points!: number;

  @Field(() => Int, {
    nullable: true,
    description: '年度上限 The most of it for one adviser in one year; null without.',
  })
  yearlyMaximum?: number;

  @Field(() => Instant, { nullable: true, description: '停用时间 When it ended; null while it holds.' })
  endedAt?: Date;

  /** Not part of the contract. */
  areaCode!: string;
}

export const PointsRuleConnection = connectionOf('PointsRule', () => PointsRule);

@ObjectType({ implements: Node, description: '兑换奖品 What points can be redeemed for.' })
export class Reward extends Node {
  @Field(() => String, { description: '名称 What it is.' })
  name!: string;

  @Field(() => Int, { description: '所需积分 How many points it takes.' })
  points!: number;

  @Field(() => Int, { description: '库存 How many are left.' })
  stock!: number;

  @Field(() => Instant, { nullable: true, description: '停用时间 When it was taken off; null while it is offered.' })
  endedAt?: Date;

  /** Not part of the contract. */
  areaCode!: string;
}

export const RewardConnection = connectionOf('Reward', () => Reward);

@ObjectType({ description: '积分获得 Points that an adviser was given.' })
export class PointsAward {
  @Field(() => String, { description: '编号 Its id, as it was made by the client; name it to withdraw the award.' })
  awardId!: string;

  @Field(() => String, { description: '规则名称 By which rule.' })
  ruleTitle!: string;

  @Field(() => Int, { description: '积分 How many.' })
  points!: number;

  @Field(() => CalendarDate, { description: '获得日 The day of the deed.' })
  earnedOn!: string;

  @Field(() => String, { description: '说明 For what deed.' })
  note!: string;

  @Field(() => Instant, { nullable: true, description: '撤销时间 When they were taken away; null when they were not.' })
  withdrawnAt?: Date;
}

export enum RedemptionStatus {
  REQUESTED = 'REQUESTED',
  HANDED_OVER = 'HANDED_OVER',
  CANCELLED = 'CANCELLED',
}

registerEnumType(RedemptionStatus, {
  name: 'RedemptionStatus',
  description: '兑换状态 Where a redemption stands.',
  valuesConfig: {
    REQUESTED: { description: '待领取 The points are taken, the reward waits.' },
    HANDED_OVER: { description: '已领取 The adviser has the reward.' },
    CANCELLED: { description: '已取消 Points and reward went back.' },
  },
});

@ObjectType({ description: '积分兑换 A reward for points.' })
export class RewardRedemption {
  @Field(() => String, { description: '编号 Its id, as it was made by the client.' })
  redemptionId!: string;

  @Field(() => String, { description: '奖品名称 What it was redeemed for.' })
  rewardName!: string;

  @Field(() => Int, { description: '积分 How many points it took.' })
  points!: number;

  @Field(() => RedemptionStatus, { description: '状态 Where it stands.' })
  status!: RedemptionStatus;

  @Field(() => Instant, { description: '申请时间 When it was asked for.' })
  requestedAt!: Date;
}

@ObjectType({ description: '积分账户 The points of one adviser, from the ledger.' })
export class PointsAccount {
  @Field(() => Int, { description: '余额 Points that can be redeemed now, never below 0.' })
  balance!: number;

  @Field(() => Int, { description: '累计获得 Points ever earned, those withdrawn left out.' })
  earned!: number;

  @Field(() => Int, { description: '已兑换 Points redeemed.' })
  redeemed!: number;
}

@ObjectType({ implements: Node, description: '通报表扬 Public praise of an adviser.' })
export class Commendation extends Node {
  @Field(() => String, { description: '称号 Its title.' })
  title!: string;

  @Field(() => String, { description: '事迹 For what, naming no household.' })
  citation!: string;

  @Field(() => CalendarDate, { description: '表扬日 The day of the meeting at which it was said.' })
  commendedOn!: string;

  /** Not part of the contract. */
  adviserId!: string;
  areaCode!: string;
}

export const CommendationConnection = connectionOf('Commendation', () => Commendation);
