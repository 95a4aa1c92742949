/** Promises rewards for points: the points go with the reward or neither does, however many ask at once; a cancelled one gives both back. */
import { localId } from '../../schema/global-id';
import type {
  CancelRedemptionInput,
  EndRewardInput,
  HandOverRewardInput,
  OfferRewardInput,
  RedeemRewardInput,
} from '../../schema/points/inputs';
import { RedemptionStatus } from '../../schema/points/points';
import { PointsTooFew, RewardGone } from '../../schema/points/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { managesCorps, maySeeAdviser, requireOfOthers } from '../adviser/adviser.policy';
import type { AdviserRow } from '../adviser/adviser.repository';
import type { Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import {
  announcePoints,
  balanceOf,
  lineOf,
  outside,
  pointsLevels,
  within,
  wrongPointsArea,
  type PointsParts,
} from './points.service';
import type { RedemptionRow, RewardRepository, RewardRow } from './reward.repository';

export type RewardParts = Omit<PointsParts, 'points'> & { readonly rewards: RewardRepository };

export class RewardService {
  constructor(private readonly parts: RewardParts) {}

  offerReward(actor: Actor, input: OfferRewardInput): Promise<RewardRow | Refusal> {
    const { areas, commands, rewards } = this.parts;
    const { rewardId: id, points, stock } = input;
    const line = lineOf(actor, 'Reward', 'offerReward', id);
    return commands.run<RewardRow>(line, id, input, async (tx, repeated) => {
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await rewards.findReward(tx, id))!;
      if (!pointsLevels.includes(area.level)) return wrongPointsArea();
      const name = requireText('name', input.name, { maximum: 60 });
      if (isRefusal(name)) return name;
      if (!within(points, 1, 100_000)) return outside('points', 1, 100_000);
      if (!within(stock, 1, 100_000)) return outside('stock', 1, 100_000);
      return rewards.insertReward(tx, { id, areaCode: area.code, name, points, stock, madeBy: actor.accountId });
    });
  }

  endReward(actor: Actor, input: EndRewardInput): Promise<RewardRow | Refusal> {
    const { commands, rewards } = this.parts;
    const id = localId('Reward', input.rewardId);
    const line = lineOf(actor, 'Reward', 'endReward', id);
    return commands.run<RewardRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await rewards.findReward(tx, id);
      if (!row || !managesCorps(actor, row.areaCode)) return new NotFound('Reward');
      if (repeated) return row;
      return (await rewards.endReward(tx, id)) ?? new WrongState('ENDED', ['OFFERED']);
    });
  }

  /** By the adviser itself. The points first, then the reward: who has too few never holds one that others wait for. */
  redeemReward(actor: Actor, input: RedeemRewardInput): Promise<RedemptionRow | Refusal> {
    const { advisers, commands, ledger, rewards } = this.parts;
    const id = input.redemptionId;
    const line = lineOf(actor, 'RewardRedemption', 'redeemReward', id);
    return commands.run<RedemptionRow>(line, id, input, async (tx, repeated) => {
      if (repeated) return (await rewards.findRedemption(tx, id))!;
      const adviser = await advisers.lockStanding(tx, actor.accountId);
      if (!adviser) return new NotFound('Adviser');
      const reward = await rewards.findReward(tx, localId('Reward', input.rewardId));
      if (!reward || !adviser.areaCode.startsWith(reward.areaCode)) return new NotFound('Reward');
      const spent = await ledger.transfer(tx, {
        ...{ id, kind: 'SINGLE', reason: 'REWARD_REDEEMED', subjectId: id, holdingId: adviser.id },
        ...{ from: 'RECEIVED', to: 'RETURNED', amount: BigInt(reward.points) },
      });
      if (!spent) return new PointsTooFew(await balanceOf(ledger, tx, adviser.id));
      if (!(await rewards.takeReward(tx, reward.id))) return new RewardGone();
      await rewards.insertRedemption(tx, { id, adviserId: adviser.id, rewardId: reward.id, points: reward.points });
      await announcePoints(tx, 'RewardRedeemed', adviser, { redemptionId: id, points: reward.points });
      return (await rewards.findRedemption(tx, id))!;
    });
  }

  handOverReward(actor: Actor, input: HandOverRewardInput): Promise<RedemptionRow | Refusal> {
    return this.settle(actor, 'handOverReward', input, async (tx, redemption, adviser) => {
      requireOfOthers(actor, adviser);
      return this.parts.rewards.settle(tx, redemption.id, RedemptionStatus.HANDED_OVER);
    });
  }

  cancelRedemption(actor: Actor, input: CancelRedemptionInput): Promise<RedemptionRow | Refusal> {
    const { ledger, rewards } = this.parts;
    return this.settle(actor, 'cancelRedemption', input, async (tx, redemption, adviser) => {
      if (!(await rewards.settle(tx, redemption.id, RedemptionStatus.CANCELLED))) return false;
      await ledger.transfer(tx, {
        ...{ id: input.commandId, kind: 'REVERSAL', reason: 'REDEMPTION_CANCELLED', subjectId: redemption.id },
        ...{ settlesId: redemption.id, holdingId: adviser.id, from: 'RETURNED', to: 'RECEIVED' },
        amount: BigInt(redemption.points),
      });
      await rewards.putBack(tx, redemption.rewardId);
      return true;
    });
  }

  private settle(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly redemptionId: string },
    work: (tx: Transaction, redemption: RedemptionRow, adviser: AdviserRow) => Promise<boolean>,
  ): Promise<RedemptionRow | Refusal> {
    const { advisers, commands, rewards } = this.parts;
    const id = input.redemptionId;
    const line = lineOf(actor, 'RewardRedemption', operation, id);
    return commands.run<RedemptionRow>(line, input.commandId, input, async (tx, repeated) => {
      const redemption = await rewards.findRedemption(tx, id);
      const adviser = redemption && (await advisers.lockAdviser(tx, redemption.adviserId));
      if (!redemption || !adviser || !maySeeAdviser(actor, adviser)) return new NotFound('RewardRedemption');
      if (repeated) return redemption;
      const done = await work(tx, redemption, adviser);
      const now = (await rewards.findRedemption(tx, id))!;
      return done ? now : new WrongState(now.status, [RedemptionStatus.REQUESTED]);
    });
  }
}
