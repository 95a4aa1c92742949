/** Promises the only SQL for exports. Whoever writes one names its attempt: one that was taken over or cancelled changes nothing. */
import type { DataExportStatus } from '../../schema/export/data-export';
import type { Statements, Transaction } from '../database/database';
import { compose } from '../database/part';
import type { RecordsPart } from '../indicator/indicator.repository';
import type { DataExportEntity, RefusalCode } from './data-export.entity';

export type DataExportRow = DataExportEntity;
export type NewExport = Pick<DataExportRow, 'id' | 'accountId' | 'subject' | 'asked' | 'format'>;

export interface RecordRow {
  readonly position: number;
  readonly type: string;
  readonly id: string;
}

const columns = `id, account_id AS "accountId", subject, asked, format, status, refusal, attempt, heard_at AS "heardAt", total, done,
  row_count AS "rowCount", byte_count AS "byteCount", data_key AS "dataKey", requested_at AS "requestedAt", ended_at AS "endedAt",
  expires_at AS "expiresAt"`;

export class DataExportRepository {
  async findExport(statements: Statements, id: string): Promise<DataExportRow | undefined> {
    const [row] = await statements.query<DataExportRow>(
      `/* dataExport.findExport */ SELECT ${columns} FROM data_export WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockExport(tx: Transaction, id: string): Promise<DataExportRow | undefined> {
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.lockExport */ SELECT ${columns} FROM data_export WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** Those of an account, the newest first. */
  listOf(
    statements: Statements,
    accountId: string,
    page: { readonly after?: { readonly instant: string; readonly id: string }; readonly limit: number },
  ): Promise<(DataExportRow & { readonly instant: string })[]> {
    return statements.query(
      `/* dataExport.listOf */
       SELECT ${columns}, requested_at::text AS instant FROM data_export
        WHERE account_id = $1 AND ($2::text IS NULL OR (requested_at, id) < ($2::text::timestamptz, $3::uuid))
        ORDER BY requested_at DESC, id DESC LIMIT $4`,
      [accountId, page.after?.instant ?? null, page.after?.id ?? null, page.limit],
    );
  }

  /** How many of an account are not written yet; of many at once each counts those before it. */
  async lockUnwrittenOf(tx: Transaction, accountId: string): Promise<number> {
    await tx.query(
      `/* dataExport.lockAccount */ SELECT pg_advisory_xact_lock(hashtextextended('data_export ' || $1, 0))`,
      [accountId],
    );
    const [row] = await tx.query<{ count: number }>(
      `/* dataExport.countUnwritten */
       SELECT count(*)::int AS count FROM data_export WHERE account_id = $1 AND status IN ('REQUESTED', 'WRITING')`,
      [accountId],
    );
    return row!.count;
  }

  async insertExport(tx: Transaction, made: NewExport): Promise<DataExportRow> {
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.insertExport */
       INSERT INTO data_export (id, account_id, subject, asked, format) VALUES ($1, $2, $3, $4::jsonb, $5) RETURNING ${columns}`,
      [made.id, made.accountId, made.subject, JSON.stringify(made.asked), made.format],
    );
    return row!;
  }

  /** The oldest that nobody writes, to be written by whoever asks: a new one, or one that was not heard of for so long. */
  async lockDue(tx: Transaction, silentSeconds: number): Promise<DataExportRow | undefined> {
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.lockDue */
       SELECT ${columns} FROM data_export
        WHERE status IN ('REQUESTED', 'WRITING') AND (attempt = 0 OR heard_at < now() - make_interval(secs => $1))
        ORDER BY requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [silentSeconds],
    );
    return row;
  }

  /** Begins a new attempt, without anything of the one before but the records that it found. */
  async beginAttempt(tx: Transaction, id: string, dataKey: Buffer): Promise<DataExportRow> {
    await this.removePieces(tx, [id]);
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.beginAttempt */
       UPDATE data_export SET status = 'WRITING', attempt = attempt + 1, data_key = $2, done = 0, heard_at = now()
        WHERE id = $1 RETURNING ${columns}`,
      [id, dataKey],
    );
    return row!;
  }

  /** Finds the records by one statement and returns how many there are, at most one more than so many. */
  async stageRecords(tx: Transaction, id: string, records: RecordsPart, maximum: number): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      ...compose((bind) => {
        const [exportId, limit] = [bind(id), bind(maximum + 1)];
        return `/* dataExport.stageRecords */
          WITH found AS (
            INSERT INTO data_export_record (export_id, position, subject_type, subject_id)
            SELECT ${exportId}::uuid, row_number() OVER (ORDER BY at DESC, id DESC), type, id
              FROM (SELECT * FROM (${records(bind)}) AS s WHERE id IS NOT NULL ORDER BY at DESC, id DESC LIMIT ${limit}::int) listed
            RETURNING 1)
          SELECT count(*)::int AS count FROM found`;
      }),
    );
    return row!.count;
  }

  recordsAfter(statements: Statements, id: string, position: number, limit: number): Promise<RecordRow[]> {
    return statements.query<RecordRow>(
      `/* dataExport.recordsAfter */
       SELECT position, subject_type AS type, subject_id AS id FROM data_export_record
        WHERE export_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
      [id, position, limit],
    );
  }

  async typesOf(statements: Statements, id: string): Promise<string[]> {
    const rows = await statements.query<{ type: string }>(
      '/* dataExport.typesOf */ SELECT DISTINCT subject_type AS type FROM data_export_record WHERE export_id = $1 ORDER BY 1',
      [id],
    );
    return rows.map(({ type }) => type);
  }

  /** Tells how far it is. No row: the attempt is not the one that writes any more. */
  async advance(
    tx: Transaction,
    { id, attempt }: Pick<DataExportRow, 'id' | 'attempt'>,
    progress: { readonly total: number; readonly done: number },
  ): Promise<DataExportRow | undefined> {
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.advance */
       UPDATE data_export SET total = $3, done = $4, heard_at = now()
        WHERE id = $1 AND attempt = $2 AND status = 'WRITING' RETURNING ${columns}`,
      [id, attempt, progress.total, progress.done],
    );
    return row;
  }

  async insertPiece(tx: Transaction, id: string, position: number, contents: Buffer): Promise<void> {
    await tx.query(
      '/* dataExport.insertPiece */ INSERT INTO data_export_piece (export_id, position, contents) VALUES ($1, $2, $3)',
      [id, position, contents],
    );
  }

  async findPiece(statements: Statements, id: string, position: number): Promise<Buffer | undefined> {
    const [row] = await statements.query<{ contents: Buffer }>(
      '/* dataExport.findPiece */ SELECT contents FROM data_export_piece WHERE export_id = $1 AND position = $2',
      [id, position],
    );
    return row?.contents;
  }

  async finish(
    tx: Transaction,
    id: string,
    file: { readonly rowCount: number; readonly byteCount: number; readonly hoursKept: number },
  ): Promise<DataExportRow> {
    await this.removeRecords(tx, id);
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.finish */
       UPDATE data_export SET status = 'READY', row_count = $2, byte_count = $3, ended_at = now(),
              expires_at = now() + make_interval(hours => $4) WHERE id = $1 RETURNING ${columns}`,
      [id, file.rowCount, file.byteCount, file.hoursKept],
    );
    return row!;
  }

  /** Lets go of an attempt that could not end: it is begun anew, at once when its server only stops. */
  async letGo(tx: Transaction, { id, attempt }: DataExportRow, atOnce: boolean): Promise<void> {
    await tx.query(
      `/* dataExport.letGo */
       UPDATE data_export SET status = 'REQUESTED', data_key = NULL, heard_at = CASE WHEN $3 THEN '-infinity' ELSE now() END
        WHERE id = $1 AND attempt = $2 AND status = 'WRITING'`,
      [id, attempt, atOnce],
    );
  }

  /** Ends it without a file. */
  async endWithout(
    tx: Transaction,
    id: string,
    status: DataExportStatus,
    refusal: RefusalCode | null,
  ): Promise<DataExportRow> {
    await this.removePieces(tx, [id]);
    await this.removeRecords(tx, id);
    const [row] = await tx.query<DataExportRow>(
      `/* dataExport.endWithout */
       UPDATE data_export SET status = $2, refusal = $3, data_key = NULL, row_count = NULL, byte_count = NULL, expires_at = NULL,
              ended_at = now() WHERE id = $1 RETURNING ${columns}`,
      [id, status, refusal],
    );
    return row!;
  }

  /** Destroys the keys and pieces of files that are over their time. */
  async expire(tx: Transaction): Promise<DataExportRow[]> {
    const rows = await tx.query<DataExportRow>(
      `/* dataExport.expire */
       UPDATE data_export SET status = 'EXPIRED', data_key = NULL
        WHERE id IN (SELECT id FROM data_export WHERE status = 'READY' AND expires_at <= now() ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)
        RETURNING ${columns}`,
    );
    await this.removePieces(
      tx,
      rows.map(({ id }) => id),
    );
    return rows;
  }

  private async removePieces(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query('/* dataExport.removePieces */ DELETE FROM data_export_piece WHERE export_id = ANY ($1::uuid[])', [
      ids,
    ]);
  }

  private async removeRecords(tx: Transaction, id: string): Promise<void> {
    await tx.query('/* dataExport.removeRecords */ DELETE FROM data_export_record WHERE export_id = $1', [id]);
  }
}
