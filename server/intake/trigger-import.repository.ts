/** Promises the only SQL for files of triggers: staged by batches, counted, handed over as a whole, removed when nobody wants them. */
import type { SpreadsheetFormat } from '../../schema/import/import';
import type { TriggerImportStatus } from '../../schema/intake/trigger-import';
import type { Statements, Transaction } from '../database/database';
import type { TriggerRows } from '../visit/bulk.repository';
import type { TriggerImportEntity, TriggerImportProblemEntity, TriggerImportRowEntity } from './trigger-import.entity';

export type TriggerImportRow = TriggerImportEntity;
export type StagedRow = Omit<TriggerImportRowEntity, 'importId' | 'isRepeated'>;
export type StagedProblem = Omit<TriggerImportProblemEntity, 'importId'>;

/** What a batch adds to the counts. */
export interface Tally {
  readonly rows: number;
  readonly badRows: number;
  readonly reportedBefore: number;
}

const columns = `id, account_id AS "accountId", department_id AS "departmentId", format, status, row_count AS "rowCount",
  bad_row_count AS "badRowCount", repeated_in_file_count AS "repeatedInFileCount",
  reported_before_count AS "reportedBeforeCount", known_person_count AS "knownPersonCount",
  registered_count AS "registeredCount", begun_at AS "begunAt", heard_at AS "heardAt", ended_at AS "endedAt"`;

export class TriggerImportRepository {
  async findImport(statements: Statements, id: string): Promise<TriggerImportRow | undefined> {
    const [row] = await statements.query<TriggerImportRow>(
      `/* triggerImport.findImport */ SELECT ${columns} FROM trigger_import WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockImport(tx: Transaction, id: string): Promise<TriggerImportRow | undefined> {
    const [row] = await tx.query<TriggerImportRow>(
      `/* triggerImport.lockImport */ SELECT ${columns} FROM trigger_import WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  async insertImport(
    tx: Transaction,
    made: {
      readonly id: string;
      readonly accountId: string;
      readonly departmentId: string | null;
      readonly format: SpreadsheetFormat;
    },
  ): Promise<TriggerImportRow> {
    const [row] = await tx.query<TriggerImportRow>(
      `/* triggerImport.insertImport */
       INSERT INTO trigger_import (id, account_id, department_id, format, status)
       VALUES ($1, $2, $3, $4, 'READING') RETURNING ${columns}`,
      [made.id, made.accountId, made.departmentId, made.format],
    );
    return row!;
  }

  /** Begins an import anew whose server was not heard of for so long. No row when it is being read, or was read. */
  async takeOver(tx: Transaction, id: string, silentSeconds: number): Promise<TriggerImportRow | undefined> {
    const [row] = await tx.query<TriggerImportRow>(
      `/* triggerImport.takeOver */
       UPDATE trigger_import SET row_count = 0, bad_row_count = 0, reported_before_count = 0, known_person_count = 0,
              heard_at = now()
        WHERE id = $1 AND status = 'READING' AND heard_at < now() - make_interval(secs => $2) RETURNING ${columns}`,
      [id, silentSeconds],
    );
    if (row) await this.removeStaged(tx, [id], true);
    return row;
  }

  /** Adds a batch. False when the import is not being read any more. */
  async stage(
    tx: Transaction,
    id: string,
    rows: readonly StagedRow[],
    problems: readonly StagedProblem[],
    tally: Tally,
  ): Promise<boolean> {
    const known = rows.filter((row) => row.isKnown).length;
    const counted = await tx.query(
      `/* triggerImport.count */
       UPDATE trigger_import SET row_count = row_count + $2, bad_row_count = bad_row_count + $3,
              reported_before_count = reported_before_count + $4, known_person_count = known_person_count + $5, heard_at = now()
        WHERE id = $1 AND status = 'READING' RETURNING id`,
      [id, tally.rows, tally.badRows, tally.reportedBefore, known],
    );
    if (counted.length === 0) return false;
    await tx.query(
      `/* triggerImport.stageRows */
       INSERT INTO trigger_import_row (import_id, row_number, obligation_id, trigger_kind, occurred_on, person_index, area_code,
                                       reference, found_person_id, data_key, details, is_known)
       SELECT $1, * FROM unnest($2::int[], $3::uuid[], $4::text[], $5::date[], $6::bytea[], $7::text[], $8::text[], $9::uuid[],
                                $10::bytea[], $11::bytea[], $12::boolean[])`,
      [
        ...[id, rows.map((row) => row.rowNumber), rows.map((row) => row.obligationId), rows.map((row) => row.trigger)],
        ...[rows.map((row) => row.occurredOn), rows.map((row) => row.personIndex), rows.map((row) => row.areaCode)],
        ...[rows.map((row) => row.reference), rows.map((row) => row.foundPersonId), rows.map((row) => row.dataKey)],
        ...[rows.map((row) => row.details), rows.map((row) => row.isKnown)],
      ],
    );
    await this.insertProblems(tx, id, problems);
    return true;
  }

  async insertProblems(tx: Transaction, id: string, problems: readonly StagedProblem[]): Promise<void> {
    await tx.query(
      `/* triggerImport.insertProblems */
       INSERT INTO trigger_import_problem (import_id, row_number, column_name, message_zh, message_en)
       SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING`,
      [
        ...[id, problems.map((one) => one.rowNumber), problems.map((one) => one.columnName)],
        ...[problems.map((one) => one.messageZh), problems.map((one) => one.messageEn)],
      ],
    );
  }

  /** Marks each row that repeats one above, and ends the reading. */
  async endReading(tx: Transaction, id: string, status: TriggerImportStatus): Promise<void> {
    await tx.query(
      `/* triggerImport.endReading */
       WITH again AS (
         SELECT row_number AS later FROM (
           SELECT row_number, row_number() OVER (PARTITION BY person_index, trigger_kind, occurred_on ORDER BY row_number) AS turn
             FROM trigger_import_row WHERE import_id = $1) numbered WHERE turn > 1),
       marked AS (
         UPDATE trigger_import_row SET is_repeated = true FROM again WHERE import_id = $1 AND row_number = later RETURNING 1)
       UPDATE trigger_import SET status = $2, ended_at = now(), heard_at = now(),
              repeated_in_file_count = (SELECT count(*) FROM marked)
        WHERE id = $1 AND status = 'READING'`,
      [id, status],
    );
  }

  async endRegistering(tx: Transaction, id: string, registered: number): Promise<TriggerImportRow> {
    const [row] = await tx.query<TriggerImportRow>(
      `/* triggerImport.endRegistering */
       UPDATE trigger_import SET status = 'REGISTERED', registered_count = $2, ended_at = now()
        WHERE id = $1 RETURNING ${columns}`,
      [id, registered],
    );
    await this.removeStaged(tx, [id], false);
    return row!;
  }

  /** Takes back what was staged of imports that nobody registered, or that lost their server, for so many hours. */
  async removeAbandoned(tx: Transaction, hours: number): Promise<number> {
    const rows = await tx.query<{ id: string }>(
      `/* triggerImport.removeAbandoned */
       UPDATE trigger_import SET status = 'REMOVED', ended_at = now()
        WHERE status IN ('READING', 'TRIED', 'REFUSED') AND heard_at < now() - make_interval(hours => $1) RETURNING id`,
      [hours],
    );
    await this.removeStaged(
      tx,
      rows.map((row) => row.id),
      true,
    );
    return rows.length;
  }

  /** Problems after a row, in the order of the file. */
  problemsOf(
    statements: Statements,
    id: string,
    after: { readonly row: number; readonly column: string },
    limit: number,
  ): Promise<StagedProblem[]> {
    return statements.query<StagedProblem>(
      `/* triggerImport.problemsOf */
       SELECT row_number AS "rowNumber", column_name AS "columnName", message_zh AS "messageZh", message_en AS "messageEn"
         FROM trigger_import_problem WHERE import_id = $1 AND (row_number, column_name) > ($2, $3)
        ORDER BY row_number, column_name LIMIT $4`,
      [id, after.row, after.column, limit],
    );
  }

  /** What is registered of an import, for the room that takes it. */
  rowsToRegister(id: string): TriggerRows {
    return {
      sql: `SELECT obligation_id, trigger_kind, occurred_on, person_index, area_code, reference, found_person_id, data_key, details
              FROM trigger_import_row WHERE import_id = $1::uuid AND NOT is_repeated`,
      parameter: id,
    };
  }

  private async removeStaged(tx: Transaction, ids: readonly string[], problemsToo: boolean): Promise<void> {
    await tx.query('/* triggerImport.removeRows */ DELETE FROM trigger_import_row WHERE import_id = ANY ($1::uuid[])', [
      ids,
    ]);
    if (problemsToo)
      await tx.query(
        '/* triggerImport.removeProblems */ DELETE FROM trigger_import_problem WHERE import_id = ANY ($1::uuid[])',
        [ids],
      );
  }
}
