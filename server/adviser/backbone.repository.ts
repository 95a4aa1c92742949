/** Promises the only SQL for posts as backbone. */
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { BackboneEntity } from './adviser.entity';

export type BackboneRow = BackboneEntity;

/** A post with the appointment that it is of. */
export interface BackboneHolding extends BackboneRow {
  readonly accountId: string;
  readonly appointedOn: string;
  readonly endedOn: string | null;
}

const columns = `id, adviser_id AS "adviserId", area_code AS "areaCode", since_on AS "sinceOn", until_on AS "untilOn", reason,
  designated_by AS "designatedBy", designated_at AS "designatedAt"`;

export class BackboneRepository {
  async findBackbone(statements: Statements, id: string): Promise<BackboneRow | undefined> {
    const [row] = await statements.query<BackboneRow>(
      `/* backbone.findBackbone */ SELECT ${columns} FROM backbone WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The posts of advisers, ended ones too, the oldest first. */
  postsOf(statements: Statements, adviserIds: readonly string[]): Promise<BackboneRow[]> {
    return statements.query<BackboneRow>(
      `/* backbone.postsOf */ SELECT ${columns} FROM backbone WHERE adviser_id = ANY ($1::uuid[]) ORDER BY since_on, id`,
      [adviserIds],
    );
  }

  /** Every post of some areas, ended ones too. */
  holdingsOf(statements: Statements, areaCodes: readonly string[]): Promise<BackboneHolding[]> {
    return statements.query<BackboneHolding>(
      `/* backbone.holdingsOf */
       SELECT b.id, b.adviser_id AS "adviserId", b.area_code AS "areaCode", b.since_on AS "sinceOn", b.until_on AS "untilOn",
              b.reason, b.designated_by AS "designatedBy", b.designated_at AS "designatedAt",
              a.account_id AS "accountId", a.appointed_on AS "appointedOn", a.ended_on AS "endedOn"
         FROM backbone b JOIN adviser a ON a.id = b.adviser_id WHERE b.area_code = ANY ($1::text[])`,
      [areaCodes],
    );
  }

  /** No row when the adviser is a backbone of that area already. */
  async insertBackbone(
    tx: Transaction,
    row: Omit<BackboneRow, 'untilOn' | 'designatedAt'>,
  ): Promise<BackboneRow | undefined> {
    const [inserted] = await tx.query<BackboneRow>(
      `/* backbone.insertBackbone */
       INSERT INTO backbone (id, adviser_id, area_code, since_on, reason, designated_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (adviser_id, area_code) WHERE until_on IS NULL DO NOTHING RETURNING ${columns}`,
      [row.id, row.adviserId, row.areaCode, row.sinceOn, row.reason, row.designatedBy],
    );
    return inserted;
  }

  /** Ends one post from today on. No row when it has ended. */
  async relieveBackbone(tx: Transaction, id: string): Promise<BackboneRow | undefined> {
    const [row] = await tx.query<BackboneRow>(
      `/* backbone.relieveBackbone */
       UPDATE backbone SET until_on = ${today} WHERE id = $1 AND until_on IS NULL RETURNING ${columns}`,
      [id],
    );
    return row;
  }

  /** Ends every post of an adviser whose appointment ends. */
  async relieveAll(tx: Transaction, adviserId: string): Promise<void> {
    await tx.query(
      `/* backbone.relieveAll */ UPDATE backbone SET until_on = ${today} WHERE adviser_id = $1 AND until_on IS NULL`,
      [adviserId],
    );
  }
}
