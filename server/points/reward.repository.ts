/** Promises the only SQL for rewards: never more is redeemed than there is, and each redemption is settled once. */
import type { RedemptionStatus } from '../../schema/points/points';
import type { Statements, Transaction } from '../database/database';
import type { RewardEntity, RewardRedemptionEntity } from './points.entity';

export type RewardRow = RewardEntity;
export type RedemptionRow = RewardRedemptionEntity & { readonly rewardName: string };

const columns = `id, area_code AS "areaCode", name, points, stock, made_by AS "madeBy", made_at AS "madeAt", ended_at AS "endedAt"`;
const redemptions = `SELECT d.id, d.adviser_id AS "adviserId", d.reward_id AS "rewardId", d.points, d.status,
    d.requested_at AS "requestedAt", d.settled_at AS "settledAt", r.name AS "rewardName"
  FROM reward_redemption d JOIN reward r ON r.id = d.reward_id`;

export class RewardRepository {
  async findReward(statements: Statements, id: string): Promise<RewardRow | undefined> {
    const [row] = await statements.query<RewardRow>(
      `/* reward.findReward */ SELECT ${columns} FROM reward WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** What advisers of an area can redeem points for. */
  listRewards(
    statements: Statements,
    areaCode: string,
    after: string | undefined,
    limit: number,
  ): Promise<RewardRow[]> {
    return statements.query<RewardRow>(
      `/* reward.listRewards */
       SELECT ${columns} FROM reward
        WHERE starts_with($1, area_code) AND ended_at IS NULL AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [areaCode, after ?? null, limit],
    );
  }

  async insertReward(tx: Transaction, row: Omit<RewardRow, 'madeAt' | 'endedAt'>): Promise<RewardRow> {
    const [inserted] = await tx.query<RewardRow>(
      `/* reward.insertReward */
       INSERT INTO reward (id, area_code, name, points, stock, made_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
      [row.id, row.areaCode, row.name, row.points, row.stock, row.madeBy],
    );
    return inserted!;
  }

  async endReward(tx: Transaction, id: string): Promise<RewardRow | undefined> {
    const [row] = await tx.query<RewardRow>(
      `/* reward.endReward */ UPDATE reward SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING ${columns}`,
      [id],
    );
    return row;
  }

  /** Takes one. No row when none is left. */
  async takeReward(tx: Transaction, id: string): Promise<RewardRow | undefined> {
    const [row] = await tx.query<RewardRow>(
      `/* reward.takeReward */
       UPDATE reward SET stock = stock - 1 WHERE id = $1 AND stock > 0 AND ended_at IS NULL RETURNING ${columns}`,
      [id],
    );
    return row;
  }

  async putBack(tx: Transaction, id: string): Promise<void> {
    await tx.query('/* reward.putBack */ UPDATE reward SET stock = stock + 1 WHERE id = $1', [id]);
  }

  async findRedemption(statements: Statements, id: string): Promise<RedemptionRow | undefined> {
    const [row] = await statements.query<RedemptionRow>(`/* reward.findRedemption */ ${redemptions} WHERE d.id = $1`, [
      id,
    ]);
    return row;
  }

  /** The newest redemptions of advisers, each as far back as the limit. */
  redemptionsOf(statements: Statements, adviserIds: readonly string[], limit: number): Promise<RedemptionRow[]> {
    return statements.query<RedemptionRow>(
      `/* reward.redemptionsOf */
       SELECT newest.* FROM unnest($1::uuid[]) AS whose (adviser_id),
         LATERAL (${redemptions} WHERE d.adviser_id = whose.adviser_id ORDER BY d.requested_at DESC, d.id DESC LIMIT $2) newest`,
      [adviserIds, limit],
    );
  }

  async insertRedemption(
    tx: Transaction,
    row: Pick<RedemptionRow, 'id' | 'adviserId' | 'rewardId' | 'points'>,
  ): Promise<void> {
    await tx.query(
      `/* reward.insertRedemption */
       INSERT INTO reward_redemption (id, adviser_id, reward_id, points) VALUES ($1, $2, $3, $4)`,
      [row.id, row.adviserId, row.rewardId, row.points],
    );
  }

  /** False when it was settled before. */
  async settle(tx: Transaction, id: string, status: RedemptionStatus): Promise<boolean> {
    const rows = await tx.query(
      `/* reward.settle */
       UPDATE reward_redemption SET status = $2, settled_at = now() WHERE id = $1 AND status = 'REQUESTED' RETURNING id`,
      [id, status],
    );
    return rows.length > 0;
  }
}
