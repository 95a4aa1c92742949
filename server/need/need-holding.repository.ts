/** Promises the only SQL for what donors hold of the price of a wish: never above it, and never beside another's claim. */
import type { Statements, Transaction } from '../database/database';
import { NeedPoolRepository } from './need-pool.repository';
import { inSubtrees, needColumns, type NeedRow } from './need.row';

/** A wish that shares hold and nobody delivers yet stands where its shares put it; every other state is left alone. */
const settled = (
  held: string,
) => `CASE WHEN quantity_claimed > 0 OR status NOT IN ('PARTIALLY_CLAIMED', 'CLAIMED') THEN status
  WHEN ${held} = 0 THEN 'PUBLISHED' WHEN ${held} < price_ceiling_fen THEN 'PARTIALLY_CLAIMED' ELSE 'CLAIMED' END`;

export class NeedHoldingRepository extends NeedPoolRepository {
  /**
   * Holds so much of the price of a wish in the open pool. Undefined, and nothing changed, when less is open, somebody has claimed
   * it, or it is not there to be shared.
   */
  async raiseHeld(tx: Transaction, id: string, fen: bigint): Promise<NeedRow | undefined> {
    const [row] = await tx.query<NeedRow>(
      `/* need.raiseHeld */
       UPDATE need SET held_fen = held_fen + $2::bigint, status_reason = NULL,
              status = CASE WHEN held_fen + $2::bigint = price_ceiling_fen THEN 'CLAIMED' ELSE 'PARTIALLY_CLAIMED' END,
              status_since = CASE WHEN held_fen > 0 AND held_fen + $2::bigint < price_ceiling_fen THEN status_since ELSE now() END
        WHERE id = $1 AND kind = 'MICRO_WISH' AND NOT restricted AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED')
          AND quantity_claimed = 0 AND $2::bigint > 0 AND held_fen + $2::bigint <= price_ceiling_fen
       RETURNING ${needColumns}`,
      [id, fen],
    );
    return row;
  }

  /** Gives so much of the price back, of which so much was received. The need is held by the caller. */
  async lowerHeld(tx: Transaction, id: string, fen: bigint, receivedFen: bigint): Promise<NeedRow> {
    const after = settled('held_fen - $2::bigint');
    const [row] = await tx.query<NeedRow>(
      `/* need.lowerHeld */
       UPDATE need SET held_fen = held_fen - $2::bigint, received_fen = received_fen - $3::bigint, status = ${after},
              status_since = CASE WHEN status = ${after} THEN status_since ELSE now() END
        WHERE id = $1 RETURNING ${needColumns}`,
      [id, fen, receivedFen],
    );
    return row!;
  }

  /** Wishes whose whole price was received and that nobody brings yet, the longest waiting first. `cursorAt` is the exact time as text. */
  listPaid(
    statements: Statements,
    asked: {
      readonly areaCode?: string;
      readonly after?: { readonly instant: string; readonly id: string };
      readonly limit: number;
    },
  ): Promise<(NeedRow & { readonly cursorAt: string })[]> {
    return statements.query(
      `/* need.listPaid */
       SELECT ${needColumns}, status_since::text AS "cursorAt" FROM need
        WHERE kind = 'MICRO_WISH' AND status = 'CLAIMED' AND quantity_claimed = 0 AND received_fen = price_ceiling_fen
          AND ${inSubtrees('$1')} AND ($2::timestamptz IS NULL OR (status_since, id) > ($2::timestamptz, $3::uuid))
        ORDER BY status_since, id LIMIT $4`,
      [[asked.areaCode ?? ''], asked.after?.instant ?? null, asked.after?.id ?? null, asked.limit],
    );
  }

  /** Everything that is held. For the check of the books. */
  listHeld(statements: Statements): Promise<Pick<NeedRow, 'id' | 'heldFen' | 'receivedFen'>[]> {
    return statements.query(
      '/* need.listHeld */ SELECT id, held_fen AS "heldFen", received_fen AS "receivedFen" FROM need WHERE held_fen > 0',
    );
  }
}
