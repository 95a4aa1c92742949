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
  /** Only what is counted as this kind is moved; not named: whatever it is. */
  readonly holdingKind?: HoldingKind;
  readonly from: Book;
  readonly to: Book;
  readonly amount: bigint;
  /** The line of its command; not named: the newest audit line of this transaction. */
  readonly auditPosition?: bigint;
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
  /** Opens the books of things that are counted; nothing happens to those that are open. */
  async openHoldings(
    tx: Transaction,
    holdings: readonly { readonly id: string; readonly kind: HoldingKind }[],
  ): Promise<void> {
    await tx.query(
      `/* ledger.openHoldings */
       WITH opened AS (
         INSERT INTO ledger_holding (id, kind) SELECT id, kind FROM unnest($1::uuid[], $2::text[]) AS one (id, kind) ORDER BY id
         ON CONFLICT (id) DO NOTHING RETURNING id)
       INSERT INTO ledger_balance (holding_id, book) SELECT opened.id, unnest($3::text[]) FROM opened`,
      [holdings.map((one) => one.id), holdings.map((one) => one.kind), books],
    );
  }

  /**
   * Moves an amount from book to book: true, or false and nothing changed when the book holds less. The line of the command is
   * the newest audit line of this transaction, so the command writes that first. The holding is held until the end.
   */
  transfer(tx: Transaction, move: Transfer): Promise<boolean> {
    return this.transferAll(tx, [move]);
  }

  /** The same of many holdings, each named once, by one statement. False when any book holds less: the caller rolls back. */
  async transferAll(tx: Transaction, moves: readonly Transfer[]): Promise<boolean> {
    const all = <Value>(of: (move: Transfer) => Value) => moves.map((move) => of(move) ?? null);
    const rows = await tx.query(
      `/* ledger.transferAll */
       WITH move AS (
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::uuid[],
                              $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::bigint[]) WITH ORDINALITY
           AS m (holding_id, source, target, amount, id, kind, reason, subject_id, allocation_id, project_id, settles_id,
                 holding_kind, audit_position, place)),
       held AS (
         SELECT m.* FROM move m JOIN ledger_holding h ON h.id = m.holding_id AND h.kind = coalesce(m.holding_kind, h.kind)
          ORDER BY h.id FOR NO KEY UPDATE OF h),
       taken AS (
         UPDATE ledger_balance b SET balance = b.balance - held.amount FROM held
          WHERE b.holding_id = held.holding_id AND b.book = held.source AND held.amount > 0
            AND (b.book = 'SOURCE' OR b.balance >= held.amount)
         RETURNING held.*),
       given AS (
         UPDATE ledger_balance b SET balance = b.balance + taken.amount FROM taken
          WHERE b.holding_id = taken.holding_id AND b.book = taken.target RETURNING taken.*),
       written AS (
         INSERT INTO ledger_transfer (id, kind, reason, subject_id, allocation_id, project_id, settles_id, audit_position)
         SELECT id, kind, reason, subject_id, allocation_id, project_id, settles_id,
                coalesce(audit_position, currval(pg_get_serial_sequence('audit_line', 'position')))
           FROM given ORDER BY place)
       INSERT INTO ledger_entry (transfer_id, holding_id, book, amount)
       SELECT given.id, given.holding_id, side.book, side.amount
         FROM given, LATERAL (VALUES (given.source, -given.amount), (given.target, given.amount)) side (book, amount)
        ORDER BY given.place
       RETURNING transfer_id`,
      [
        ...[all((move) => move.holdingId), all((move) => move.from), all((move) => move.to)],
        ...[all((move) => move.amount), all((move) => move.id), all((move) => move.kind), all((move) => move.reason)],
        ...[all((move) => move.subjectId), all((move) => move.allocationId), all((move) => move.projectId)],
        ...[all((move) => move.settlesId), all((move) => move.holdingKind), all((move) => move.auditPosition)],
      ],
    );
    return rows.length === 2 * moves.length;
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
