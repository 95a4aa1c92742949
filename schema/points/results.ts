/** Promises the results of the commands on points. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { TextRevealsIdentity } from '../household/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Commendation, PointsAward, PointsRule, Reward, RewardRedemption } from './points';
import { PointsTooFew, RewardGone, YearlyMaximumReached } from './refusals';

export const MakePointsRuleResult = createUnionType({
  name: 'MakePointsRuleResult',
  description: '设立规则结果 The rule, or why not.',
  types: () => [PointsRule, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const EndPointsRuleResult = createUnionType({
  name: 'EndPointsRuleResult',
  description: '停用规则结果 The rule, or why not.',
  types: () => [PointsRule, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const AwardPointsResult = createUnionType({
  name: 'AwardPointsResult',
  description: '给予积分结果 The award, or why not.',
  types: () =>
    [
      ...([PointsAward, InvalidInput, NotFound, WrongState] as const),
      ...([TextRevealsIdentity, YearlyMaximumReached, IdempotencyMismatch] as const),
    ] as const,
});

export const WithdrawPointsResult = createUnionType({
  name: 'WithdrawPointsResult',
  description: '撤销积分结果 The award, or why not.',
  types: () => [PointsAward, NotFound, WrongState, PointsTooFew, IdempotencyMismatch] as const,
});

export const OfferRewardResult = createUnionType({
  name: 'OfferRewardResult',
  description: '设立奖品结果 The reward, or why not.',
  types: () => [Reward, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const EndRewardResult = createUnionType({
  name: 'EndRewardResult',
  description: '停用奖品结果 The reward, or why not.',
  types: () => [Reward, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const RedeemRewardResult = createUnionType({
  name: 'RedeemRewardResult',
  description: '兑换结果 The redemption, or why not; of two at once never more is spent than there is.',
  types: () => [RewardRedemption, NotFound, WrongState, PointsTooFew, RewardGone, IdempotencyMismatch] as const,
});

export const HandOverRewardResult = createUnionType({
  name: 'HandOverRewardResult',
  description: '发放结果 The redemption, or why not.',
  types: () => [RewardRedemption, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const CancelRedemptionResult = createUnionType({
  name: 'CancelRedemptionResult',
  description: '取消兑换结果 The redemption, or why not.',
  types: () => [RewardRedemption, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const CommendAdviserResult = createUnionType({
  name: 'CommendAdviserResult',
  description: '表扬结果 The commendation, or why not.',
  types: () => [Commendation, InvalidInput, NotFound, TextRevealsIdentity, IdempotencyMismatch] as const,
});
