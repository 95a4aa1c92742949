/** Promises the only SQL of the ledger: holdings, and transfers that move what is there or nothing, never changing what was written. */
import type { Statements, Transaction } from '../database/database';
import { books, type Balances, type Book, type HoldingKind, type TransferKind } from './books';
import type { LedgerTransferEntity } from './ledger.entity';

export interface Transfer {
  readonly id: string;
  readonly kind: TransferKind;
  readonly reason: string;
  readonly subjectId: string;
  readonly allocationId?: string;
  readonly projectId?: string;
  readonly settlesId?: string;
  readonly holdingId: string;
  readonly from: Book;
  readonly to: Book;
  readonly amount: bigint;
}

/** A transfer as one line: how much went from which book of which holding to which. */
export type TransferRow = LedgerTransferEntity & {
  readonly holdingId: string;
  readonly from: Book;
  readonly to: Book;
  readonly amount: bigint;
};

/** What was given for a project and became of it; money in fen, goods in pieces. Books that are not named hold nothing. */
export interface ProjectBalance {
  readonly projectId: string;
  readonly kind: HoldingKind;
  readonly book: Book;
  readonly balance: bigint;
}

/** What moved on one day. */
export interface ProjectMovement extends ProjectBalance {
  readonly day: string;
}

const transferRows = `SELECT t.id, t.kind, t.reason, t.subject_id AS "subjectId", t.allocation_id AS "allocationId",
    t.project_id AS "projectId", t.settles_id AS "settlesId", t.audit_position AS "auditPosition", t.at,
    into_book.holding_id AS "holdingId", from_book.book AS "from", into_book.book AS "to", into_book.amount
  FROM ledger_transfer t
  JOIN ledger_entry into_book ON into_book.transfer_id = t.id AND into_book.amount > 0
  JOIN ledger_entry from_book ON from_book.transfer_id = t.id AND from_book.holding_id = into_book.holding_id AND from_book.amount < 0`;

export class LedgerRepository {
  /** Opens the books of something that is counted; nothing happens when they are open. */
  async openHolding(tx: Transaction, id: string, kind: HoldingKind): Promise<void> {
    await tx.query(
      `/* ledger.openHolding */
       WITH opened AS (INSERT INTO ledger_holding (id, kind) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING id)
       INSERT INTO ledger_balance (holding_id, book) SELECT opened.id, unnest($3::text[]) FROM opened`,
      [id, kind, books],
    );
  }

  /**
   * Moves an amount from book to book: true, or false and nothing changed when the book holds less. The line of the command is
   * the newest audit line of this transaction, so the command writes that first. The holding is held until the end.
   */
  async transfer(tx: Transaction, move: Transfer): Promise<boolean> {
    const rows = await tx.query(
      `/* ledger.transfer */
       WITH held AS (SELECT id FROM ledger_holding WHERE id = $1 FOR NO KEY UPDATE),
       taken AS (
         UPDATE ledger_balance b SET balance = b.balance - $4::bigint FROM held
          WHERE b.holding_id = held.id AND b.book = $2 AND $4::bigint > 0 AND (b.book = 'SOURCE' OR b.balance >= $4::bigint)
         RETURNING b.holding_id),
       given AS (
         UPDATE ledger_balance b SET balance = b.balance + $4::bigint FROM taken
          WHERE b.holding_id = taken.holding_id AND b.book = $3 RETURNING b.holding_id),
       written AS (
         INSERT INTO ledger_transfer (id, kind, reason, subject_id, allocation_id, project_id, settles_id, audit_position)
         SELECT $5, $6, $7, $8, $9, $10, $11, currval(pg_get_serial_sequence('audit_line', 'position')) FROM given RETURNING id)
       INSERT INTO ledger_entry (transfer_id, holding_id, book, amount)
       SELECT written.id, $1, side.book, side.amount FROM written, (VALUES ($2, -$4::bigint), ($3, $4::bigint)) side (book, amount)
       RETURNING transfer_id`,
      [
        ...[move.holdingId, move.from, move.to, move.amount, move.id, move.kind, move.reason, move.subjectId],
        ...[move.allocationId ?? null, move.projectId ?? null, move.settlesId ?? null],
      ],
    );
    return rows.length > 0;
  }

  /** Holds several holdings until the end, always in the same order: whoever moves in more than one begins here. */
  async hold(tx: Transaction, holdingIds: readonly string[]): Promise<void> {
    await tx.query(
      '/* ledger.hold */ SELECT FROM ledger_holding WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
      [holdingIds],
    );
  }

  /** The holdings of a kind of which something is there and free. */
  async listFree(statements: Statements, kind: HoldingKind): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* ledger.listFree */
       SELECT b.holding_id AS id FROM ledger_balance b JOIN ledger_holding h ON h.id = b.holding_id
        WHERE b.book = 'RECEIVED' AND b.balance > 0 AND h.kind = $1`,
      [kind],
    );
    return rows.map((row) => row.id);
  }

  /** The books of holdings, by holding. */
  async balances(statements: Statements, holdingIds: readonly string[]): Promise<Map<string, Balances>> {
    const rows = await statements.query<{ holdingId: string; book: Book; balance: bigint }>(
      `/* ledger.balances */
       SELECT holding_id AS "holdingId", book, balance FROM ledger_balance WHERE holding_id = ANY ($1::uuid[])`,
      [holdingIds],
    );
    const found = new Map<string, Record<Book, bigint>>();
    for (const row of rows) {
      const of =
        found.get(row.holdingId) ?? (Object.fromEntries(books.map((book) => [book, 0n])) as Record<Book, bigint>);
      found.set(row.holdingId, of);
      of[row.book] = row.balance;
    }
    return found;
  }

  /**
   * What was given for projects and became of it, from the transfers that name them: money and goods by their books, and of
   * the budget (kind BUDGET) what is free (RECEIVED), reserved and spent (DELIVERED).
   */
  projectBalances(statements: Statements, projectIds: readonly string[]): Promise<ProjectBalance[]> {
    return statements.query<ProjectBalance>(
      `/* ledger.projectBalances */
       SELECT t.project_id AS "projectId", h.kind, e.book, sum(e.amount)::bigint AS balance
         FROM ledger_transfer t
         JOIN ledger_entry e ON e.transfer_id = t.id
         JOIN ledger_holding h ON h.id = e.holding_id
        WHERE t.project_id = ANY ($1::uuid[]) AND e.book <> 'SOURCE'
        GROUP BY t.project_id, h.kind, e.book ORDER BY 1, 2, 3`,
      [projectIds],
    );
  }

  /** The same by the day on which it moved, the oldest day first: `balance` is what the day added. */
  projectMovements(statements: Statements, projectIds: readonly string[]): Promise<ProjectMovement[]> {
    return statements.query<ProjectMovement>(
      `/* ledger.projectMovements */
       SELECT t.project_id AS "projectId", (t.at AT TIME ZONE 'Asia/Shanghai')::date::text AS day, h.kind, e.book,
              sum(e.amount)::bigint AS balance
         FROM ledger_transfer t
         JOIN ledger_entry e ON e.transfer_id = t.id
         JOIN ledger_holding h ON h.id = e.holding_id
        WHERE t.project_id = ANY ($1::uuid[]) AND e.book <> 'SOURCE'
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
      [projectIds],
    );
  }

  /** The transfers of a donation or a budget, the oldest first. */
  transfersOf(statements: Statements, subjectId: string): Promise<TransferRow[]> {
    return statements.query<TransferRow>(
      `/* ledger.transfersOf */ ${transferRows} WHERE t.subject_id = $1 ORDER BY t.at, t.audit_position, t.id`,
      [subjectId],
    );
  }

  /** What came into some of the books from donations, the oldest first. */
  transfersInto(statements: Statements, subjectIds: readonly string[], into: readonly Book[]): Promise<TransferRow[]> {
    return statements.query<TransferRow>(
      `/* ledger.transfersInto */ ${transferRows}
        WHERE t.subject_id = ANY ($1::uuid[]) AND into_book.book = ANY ($2::text[]) ORDER BY t.at, t.audit_position, t.id`,
      [subjectIds, into],
    );
  }

  /** The transfers of allocations, the oldest first. */
  transfersOfAllocations(statements: Statements, allocationIds: readonly string[]): Promise<TransferRow[]> {
    return statements.query<TransferRow>(
      `/* ledger.transfersOfAllocations */ ${transferRows}
        WHERE t.allocation_id = ANY ($1::uuid[]) ORDER BY t.at, t.audit_position, t.id`,
      [allocationIds],
    );
  }
}
