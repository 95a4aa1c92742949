/** Promises the objects of the contract made from the rows of points. */
import { globalId } from '../../schema/global-id';
import {
  Commendation,
  PointsAccount,
  PointsAward,
  PointsRule,
  Reward,
  RewardRedemption,
} from '../../schema/points/points';
import type { Balances } from '../ledger/books';
import type { CommendationRow, PointsAwardRow, PointsRuleRow } from './points.repository';
import type { RedemptionRow, RewardRow } from './reward.repository';

export function presentRule({ id, title, points, yearlyMaximum, endedAt, areaCode }: PointsRuleRow): PointsRule {
  const optional = { yearlyMaximum: yearlyMaximum ?? undefined, endedAt: endedAt ?? undefined };
  return Object.assign(new PointsRule(), { id: globalId('PointsRule', id), title, points, areaCode, ...optional });
}

export function presentReward({ id, name, points, stock, endedAt, areaCode }: RewardRow): Reward {
  const row = { id: globalId('Reward', id), name, points, stock, areaCode, endedAt: endedAt ?? undefined };
  return Object.assign(new Reward(), row);
}

export function presentAward({ id, ruleTitle, points, earnedOn, note, withdrawnAt }: PointsAwardRow): PointsAward {
  const row = { awardId: id, ruleTitle, points, earnedOn, note, withdrawnAt: withdrawnAt ?? undefined };
  return Object.assign(new PointsAward(), row);
}

export function presentRedemption({ id, rewardName, points, status, requestedAt }: RedemptionRow): RewardRedemption {
  return Object.assign(new RewardRedemption(), { redemptionId: id, rewardName, points, status, requestedAt });
}

export function presentCommendation({
  id,
  title,
  citation,
  commendedOn,
  adviserId,
  areaCode,
}: CommendationRow): Commendation {
  const row = { id: globalId('Commendation', id), title, citation, commendedOn, adviserId, areaCode };
  return Object.assign(new Commendation(), row);
}

export function presentAccountOf(balances: Balances | undefined): PointsAccount {
  const [balance, redeemed] = [balances?.RECEIVED ?? 0n, balances?.RETURNED ?? 0n];
  return Object.assign(new PointsAccount(), {
    balance: Number(balance),
    earned: Number(balance + redeemed),
    redeemed: Number(redeemed),
  });
}
