/** Promises the only SQL for thanks: sealed while they wait, and decided once. */
import type { Statements, Transaction } from '../database/database';
import type { WishThanksEntity } from './wish.entity';

export type ThanksRow = WishThanksEntity;

const columns = `id, need_id AS "needId", status, sealed_text AS "sealedText", approved_text AS "approvedText",
  rejection_reason AS "rejectionReason", said_at AS "saidAt", decided_by AS "decidedBy", decided_at AS "decidedAt"`;

export class ThanksRepository {
  async findThanks(statements: Statements, id: string): Promise<ThanksRow | undefined> {
    const [row] = await statements.query<ThanksRow>(
      `/* wish.findThanks */ SELECT ${columns} FROM wish_thanks WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** What was said of wishes and not rejected. */
  standingOf(statements: Statements, needIds: readonly string[]): Promise<ThanksRow[]> {
    return statements.query<ThanksRow>(
      `/* wish.standingThanks */
       SELECT ${columns} FROM wish_thanks WHERE need_id = ANY ($1::uuid[]) AND status <> 'REJECTED'`,
      [needIds],
    );
  }

  /** What waits for a decision, the longest waiting first. `cursorAt` is the exact moment as text. */
  listWaiting(
    statements: Statements,
    page: { readonly after?: { readonly instant: string; readonly id: string }; readonly limit: number },
  ): Promise<(ThanksRow & { readonly cursorAt: string })[]> {
    return statements.query(
      `/* wish.listWaitingThanks */
       SELECT ${columns}, said_at::text AS "cursorAt" FROM wish_thanks
        WHERE status = 'PENDING' AND ($1::timestamptz IS NULL OR (said_at, id) > ($1::timestamptz, $2::uuid))
        ORDER BY said_at, id LIMIT $3`,
      [page.after?.instant ?? null, page.after?.id ?? null, page.limit],
    );
  }

  async insertThanks(tx: Transaction, id: string, needId: string, sealedText: Buffer): Promise<ThanksRow> {
    const [row] = await tx.query<ThanksRow>(
      `/* wish.insertThanks */
       INSERT INTO wish_thanks (id, need_id, status, sealed_text) VALUES ($1, $2, 'PENDING', $3) RETURNING ${columns}`,
      [id, needId, sealedText],
    );
    return row!;
  }

  /** Decides what waits; the sealed words are gone with it. The wish is held by the caller. */
  async decide(
    tx: Transaction,
    id: string,
    accountId: string,
    how: { readonly approvedText: string } | { readonly rejectionReason: string },
  ): Promise<ThanksRow> {
    const [approved, rejected] = 'approvedText' in how ? [how.approvedText, null] : [null, how.rejectionReason];
    const [row] = await tx.query<ThanksRow>(
      `/* wish.decideThanks */
       UPDATE wish_thanks SET status = CASE WHEN $3::text IS NULL THEN 'REJECTED' ELSE 'APPROVED' END, sealed_text = NULL,
              approved_text = $3, rejection_reason = $4, decided_by = $2, decided_at = now()
        WHERE id = $1 AND status = 'PENDING' RETURNING ${columns}`,
      [id, accountId, approved, rejected],
    );
    return row!;
  }
}
