/** Promises the only SQL for receipts; a number is drawn by holding the one row of its year until the transaction ends. */
import type { ReceiptVoidReason } from '../../schema/receipt/enums';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { ReceiptEntity, ReceiptLineEntity, ReceiptSeriesEntity } from './receipt.entity';

export type SeriesRow = Pick<ReceiptSeriesEntity, 'organisationId' | 'year' | 'code' | 'supervisor' | 'lastNumber'> & {
  readonly today: string;
};

export interface LineRow {
  readonly item: string;
  readonly unit: string;
  readonly quantity: bigint;
  readonly standardFen: bigint;
  readonly amountFen: bigint;
}

export type ReceiptRow = ReceiptEntity & { readonly lines: readonly LineRow[] };
export type NewReceipt = Omit<ReceiptEntity, 'status' | 'issuedAt' | 'voidReason' | 'voidedBy' | 'voidedAt'>;

const columns = `id, organisation_id AS "organisationId", year, number, code, supervisor, status, donation_id AS "donationId",
  replaces_id AS "replacesId", data_key AS "dataKey", payer, payer_credit_code AS "payerCreditCode", payee,
  project_code AS "projectCode", project_name AS "projectName", amount_fen AS "amountFen", check_code AS "checkCode",
  cashier, reviewer, reviewed_by AS "reviewedBy", remark, other, issued_on AS "issuedOn", issued_by AS "issuedBy", issued_at AS "issuedAt",
  void_reason AS "voidReason", voided_by AS "voidedBy", voided_at AS "voidedAt"`;

export class ReceiptRepository {
  /** Undefined when there is a series of that year or with that code. */
  async insertSeries(tx: Transaction, series: Omit<ReceiptSeriesEntity, 'lastNumber' | 'openedAt'>): Promise<boolean> {
    const rows = await tx.query(
      `/* receipt.insertSeries */
       INSERT INTO receipt_series (organisation_id, year, code, supervisor, opened_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [series.organisationId, series.year, series.code, series.supervisor, series.openedBy],
    );
    return rows.length > 0;
  }

  async findSeries(statements: Statements, organisationId: string, year: number): Promise<SeriesRow | undefined> {
    const [row] = await statements.query<SeriesRow>(
      `/* receipt.findSeries */
       SELECT organisation_id AS "organisationId", year, code, supervisor, last_number AS "lastNumber", ${today} AS today
         FROM receipt_series WHERE organisation_id = $1 AND year = $2`,
      [organisationId, year],
    );
    return row;
  }

  /** The next number of this year in Shanghai; the row stays held, so that whoever comes next sees whether it was used. */
  async drawNumber(tx: Transaction, organisationId: string): Promise<SeriesRow | undefined> {
    const [row] = await tx.query<SeriesRow>(
      `/* receipt.drawNumber */
       UPDATE receipt_series SET last_number = last_number + 1
        WHERE organisation_id = $1 AND year = extract(year FROM ${today})
       RETURNING organisation_id AS "organisationId", year, code, supervisor, last_number AS "lastNumber", ${today} AS today`,
      [organisationId],
    );
    return row;
  }

  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(`/* receipt.today */ SELECT ${today} AS today`);
    return row!.today;
  }

  async insertReceipt(tx: Transaction, receipt: NewReceipt, lines: readonly LineRow[]): Promise<ReceiptRow> {
    const [row] = await tx.query<ReceiptEntity>(
      `/* receipt.insertReceipt */
       INSERT INTO receipt (id, organisation_id, year, number, code, supervisor, status, donation_id, replaces_id, data_key, payer,
         payer_credit_code, payee, project_code, project_name, amount_fen, check_code, cashier, reviewer, remark, other, issued_on, issued_by, reviewed_by)
       VALUES ($1, $2, $3, $4, $5, $6, 'ISSUED', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
       RETURNING ${columns}`,
      [
        ...[receipt.id, receipt.organisationId, receipt.year, receipt.number, receipt.code, receipt.supervisor],
        ...[receipt.donationId, receipt.replacesId, receipt.dataKey, receipt.payer, receipt.payerCreditCode],
        ...[receipt.payee, receipt.projectCode, receipt.projectName, receipt.amountFen, receipt.checkCode],
        ...[receipt.cashier, receipt.reviewer, receipt.remark, receipt.other, receipt.issuedOn, receipt.issuedBy],
        receipt.reviewedBy,
      ],
    );
    for (const [position, line] of lines.entries())
      await tx.query(
        `/* receipt.insertLine */
         INSERT INTO receipt_line (receipt_id, position, item, unit, quantity, standard_fen, amount_fen) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [receipt.id, position, line.item, line.unit, line.quantity, line.standardFen, line.amountFen],
      );
    return { ...row!, lines };
  }

  async findReceipt(statements: Statements, id: string): Promise<ReceiptRow | undefined> {
    const [row] = await statements.query<ReceiptEntity>(
      `/* receipt.findReceipt */ SELECT ${columns} FROM receipt WHERE id = $1`,
      [id],
    );
    return row && (await this.withLines(statements, [row]))[0];
  }

  async findByNumber(statements: Statements, code: string, number: bigint): Promise<ReceiptRow | undefined> {
    const [row] = await statements.query<ReceiptEntity>(
      `/* receipt.findByNumber */ SELECT ${columns} FROM receipt WHERE code = $1 AND number = $2`,
      [code, number],
    );
    return row && (await this.withLines(statements, [row]))[0];
  }

  /** Lets the checks of one client pass one at a time, until the transaction ends: a burst cannot outrun the count. */
  async holdClient(tx: Transaction, clientHash: Buffer): Promise<void> {
    await tx.query('/* receipt.holdClient */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4067))', [
      clientHash.toString('hex'),
    ]);
  }

  /** The checks of a client that found nothing within so many minutes; what was before is forgotten. */
  async countFailures(tx: Transaction, clientHash: Buffer, minutes: number): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `/* receipt.countFailures */
       WITH forgotten AS (DELETE FROM receipt_check_failure WHERE at <= now() - make_interval(mins => $2))
       SELECT count(*)::int AS count FROM receipt_check_failure WHERE client_hash = $1 AND at > now() - make_interval(mins => $2)`,
      [clientHash, minutes],
    );
    return row!.count;
  }

  async insertFailure(tx: Transaction, clientHash: Buffer): Promise<void> {
    await tx.query('/* receipt.insertFailure */ INSERT INTO receipt_check_failure (client_hash) VALUES ($1)', [
      clientHash,
    ]);
  }

  /** The receipts of donations that are valid now: one of each at most. */
  async findValidOf(statements: Statements, donationIds: readonly string[]): Promise<ReceiptRow[]> {
    const rows = await statements.query<ReceiptEntity>(
      `/* receipt.findValidOf */ SELECT ${columns} FROM receipt WHERE donation_id = ANY ($1::uuid[]) AND status = 'ISSUED'`,
      [donationIds],
    );
    return this.withLines(statements, rows);
  }

  async findValid(
    statements: Statements,
    donationId: string,
  ): Promise<Pick<ReceiptEntity, 'id' | 'number'> | undefined> {
    const [row] = await statements.query<ReceiptEntity>(
      `/* receipt.findValid */ SELECT id, number FROM receipt WHERE donation_id = $1 AND status = 'ISSUED'`,
      [donationId],
    );
    return row;
  }

  /** Undefined when it was voided before. */
  async voidReceipt(tx: Transaction, id: string, reason: ReceiptVoidReason, accountId: string): Promise<boolean> {
    const rows = await tx.query(
      `/* receipt.voidReceipt */
       UPDATE receipt SET status = 'VOIDED', void_reason = $2, voided_by = $3, voided_at = now()
        WHERE id = $1 AND status = 'ISSUED' RETURNING 1`,
      [id, reason, accountId],
    );
    return rows.length > 0;
  }

  async findPage(statements: Statements, receiptId: string): Promise<Buffer | undefined> {
    const [row] = await statements.query<{ page: Buffer }>(
      '/* receipt.findPage */ SELECT page FROM receipt_document WHERE receipt_id = $1',
      [receiptId],
    );
    return row?.page;
  }

  /** The first page that is stored stays. */
  async storePage(statements: Statements, receiptId: string, page: Buffer): Promise<void> {
    await statements.query(
      `/* receipt.storePage */
       INSERT INTO receipt_document (receipt_id, page) VALUES ($1, $2) ON CONFLICT (receipt_id) DO NOTHING`,
      [receiptId, page],
    );
  }

  private async withLines(statements: Statements, rows: readonly ReceiptEntity[]): Promise<ReceiptRow[]> {
    if (rows.length === 0) return [];
    const lines = await statements.query<ReceiptLineEntity>(
      `/* receipt.lines */
       SELECT receipt_id AS "receiptId", item, unit, quantity, standard_fen AS "standardFen", amount_fen AS "amountFen"
         FROM receipt_line WHERE receipt_id = ANY ($1::uuid[]) ORDER BY receipt_id, position`,
      [rows.map((row) => row.id)],
    );
    const byReceipt = new Map(rows.map((row) => [row.id, [] as LineRow[]]));
    for (const { receiptId, item, unit, quantity, standardFen, amountFen } of lines)
      byReceipt.get(receiptId)!.push({ item, unit, quantity, standardFen, amountFen });
    return rows.map((row) => ({ ...row, lines: byReceipt.get(row.id)! }));
  }
}
