/** Promises the only SQL for shares of wishes; how much of a wish they hold together is written in the row of its need. */
import type { WishShareStatus } from '../../schema/wish/enums';
import type { Statements, Transaction } from '../database/database';
import type { WishShareEntity } from './wish.entity';

export type ShareRow = WishShareEntity;
export type NewShare = Pick<ShareRow, 'id' | 'needId' | 'donorId' | 'amountFen' | 'sharedBy'> & {
  readonly leaseMinutes: number;
};

const columns = `id, need_id AS "needId", donor_id AS "donorId", amount_fen AS "amountFen", status, status_since AS "statusSince",
  lease_until AS "leaseUntil", shared_by AS "sharedBy", shared_at AS "sharedAt"`;

export class ShareRepository {
  async findShare(statements: Statements, id: string): Promise<ShareRow | undefined> {
    return (await this.findShares(statements, [id]))[0];
  }

  findShares(statements: Statements, ids: readonly string[]): Promise<ShareRow[]> {
    return statements.query<ShareRow>(
      `/* wish.findShares */ SELECT ${columns} FROM wish_share WHERE id = ANY ($1::uuid[]) ORDER BY id`,
      [ids],
    );
  }

  /** The shares of wishes that are or were given, the oldest first. */
  findOfNeeds(statements: Statements, needIds: readonly string[]): Promise<ShareRow[]> {
    return statements.query<ShareRow>(
      `/* wish.findSharesOfNeeds */ SELECT ${columns} FROM wish_share WHERE need_id = ANY ($1::uuid[]) ORDER BY shared_at, id`,
      [needIds],
    );
  }

  /** The wishes that came true with shares of these donors, each once for each donor. */
  grantedBy(
    statements: Statements,
    donorIds: readonly string[],
  ): Promise<{ readonly donorId: string; readonly needId: string }[]> {
    return statements.query(
      `/* wish.grantedBy */
       SELECT DISTINCT donor_id AS "donorId", need_id AS "needId" FROM wish_share
        WHERE donor_id = ANY ($1::uuid[]) AND status = 'DELIVERED'`,
      [donorIds],
    );
  }

  async insertShare(tx: Transaction, share: NewShare): Promise<ShareRow> {
    const [row] = await tx.query<ShareRow>(
      `/* wish.insertShare */
       INSERT INTO wish_share (id, need_id, donor_id, amount_fen, status, lease_until, shared_by)
       VALUES ($1, $2, $3, $4, 'HELD', now() + make_interval(mins => $5), $6) RETURNING ${columns}`,
      [share.id, share.needId, share.donorId, share.amountFen, share.leaseMinutes, share.sharedBy],
    );
    return row!;
  }

  /**
   * Moves a share that is promised on. Undefined, and nothing changed, when it is not; with `afterLease`, only once its time is
   * over by the clock of the database. The wish is held by the caller.
   */
  async settleHeld(
    tx: Transaction,
    id: string,
    to: WishShareStatus,
    how: { readonly amountFen?: bigint; readonly afterLease?: boolean } = {},
  ): Promise<ShareRow | undefined> {
    const [row] = await tx.query<ShareRow>(
      `/* wish.settleHeldShare */
       UPDATE wish_share SET status = $2, status_since = now(), lease_until = NULL, amount_fen = coalesce($3::bigint, amount_fen)
        WHERE id = $1 AND status = 'HELD' AND (NOT $4::boolean OR lease_until <= now()) RETURNING ${columns}`,
      [id, to, how.amountFen ?? null, how.afterLease ?? false],
    );
    return row;
  }

  /** Ends every share of a wish that is in one of the states. The wish is held by the caller. */
  endAll(tx: Transaction, needId: string, from: readonly WishShareStatus[], to: WishShareStatus): Promise<ShareRow[]> {
    return tx.query<ShareRow>(
      `/* wish.endShares */
       UPDATE wish_share SET status = $3, status_since = now(), lease_until = NULL
        WHERE need_id = $1 AND status = ANY ($2::text[]) RETURNING ${columns}`,
      [needId, from, to],
    );
  }

  /** Shares whose time is over by the clock of the database, the longest ago first. */
  async listOver(statements: Statements, limit: number): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* wish.listSharesOver */
       SELECT id FROM wish_share WHERE status = 'HELD' AND lease_until <= now() ORDER BY lease_until, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /** What the standing shares of each wish sum up to. For the check of the books. */
  sumsOfNeeds(
    statements: Statements,
  ): Promise<{ readonly id: string; readonly heldFen: bigint; readonly receivedFen: bigint }[]> {
    return statements.query(
      `/* wish.sumsOfNeeds */
       SELECT need_id AS id, sum(amount_fen)::bigint AS "heldFen",
              coalesce(sum(amount_fen) FILTER (WHERE status = 'RECEIVED'), 0)::bigint AS "receivedFen"
         FROM wish_share WHERE status IN ('HELD', 'RECEIVED') GROUP BY need_id`,
    );
  }
}
