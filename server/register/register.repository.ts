/** Promises the only SQL for the register; imports are one statement, however many people they name. */
import type { LowIncomeCategory } from '../../schema/household/household';
import type { ExitReason } from '../../schema/register/register';
import type { Statements, Transaction } from '../database/database';
import type { RegisterEntryEntity } from './register.entity';

export type RegisterEntryRow = Omit<RegisterEntryEntity, 'personIndex' | 'importId' | 'recordedBy' | 'recordedAt'>;

export interface EntryToWrite {
  readonly id: string;
  readonly personIndex?: Buffer;
  readonly householdId?: string;
  readonly areaCode: string;
  readonly enteredOn: string;
  readonly decisionNumber?: string;
}

/** As what people enter, and who wrote it down. */
export interface EntryTerms {
  readonly category: LowIncomeCategory;
  readonly isStock: boolean;
  readonly importId?: string;
  readonly recordedBy: string;
}

const columns = `id, household_id AS "householdId", area_code AS "areaCode", category, entered_on AS "enteredOn",
  decision_number AS "decisionNumber", is_stock AS "isStock", exited_on AS "exitedOn", exit_reason AS "exitReason",
  exit_decision_number AS "exitDecisionNumber"`;

export class RegisterRepository {
  async findEntry(statements: Statements, id: string): Promise<RegisterEntryRow | undefined> {
    const [row] = await statements.query<RegisterEntryRow>(
      `/* register.findEntry */ SELECT ${columns} FROM register_entry WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The entries that last of those of these people who are in the register now, by the index of the person in hexadecimal. */
  async lastingOfPeople(statements: Statements, indexes: readonly Buffer[]): Promise<Map<string, RegisterEntryRow>> {
    const rows = await statements.query<RegisterEntryRow & { index: string }>(
      `/* register.lastingOfPeople */
       SELECT encode(person_index, 'hex') AS index, ${columns} FROM register_entry
        WHERE person_index = ANY ($1::bytea[]) AND exited_on IS NULL`,
      [indexes],
    );
    return new Map(rows.map(({ index, ...row }) => [index, row]));
  }

  insertEntries(tx: Transaction, entries: readonly EntryToWrite[], of: EntryTerms): Promise<RegisterEntryRow[]> {
    return tx.query<RegisterEntryRow>(
      `/* register.insertEntries */
       INSERT INTO register_entry (id, person_index, household_id, area_code, entered_on, decision_number, category, is_stock,
                                   import_id, recorded_by)
       SELECT entry.*, $7, $8, $9, $10
         FROM unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::text[], $5::date[], $6::text[]) AS entry
       RETURNING ${columns}`,
      [
        entries.map((entry) => entry.id),
        entries.map((entry) => entry.personIndex ?? null),
        entries.map((entry) => entry.householdId ?? null),
        entries.map((entry) => entry.areaCode),
        entries.map((entry) => entry.enteredOn),
        entries.map((entry) => entry.decisionNumber ?? null),
        ...[of.category, of.isStock, of.importId ?? null, of.recordedBy],
      ],
    );
  }

  /** What an import entered. */
  async countImport(
    statements: Statements,
    importId: string,
  ): Promise<{ readonly entered: number; readonly ofKnownHouseholds: number }> {
    const [row] = await statements.query<{ entered: number; ofKnownHouseholds: number }>(
      `/* register.countImport */
       SELECT count(*)::int AS entered, count(household_id)::int AS "ofKnownHouseholds" FROM register_entry WHERE import_id = $1`,
      [importId],
    );
    return row!;
  }

  /** Ends an entry that lasts. No row when it has ended. */
  async endEntry(
    tx: Transaction,
    id: string,
    exit: { readonly on: string; readonly reason: ExitReason; readonly decisionNumber?: string },
  ): Promise<RegisterEntryRow | undefined> {
    const [row] = await tx.query<RegisterEntryRow>(
      `/* register.endEntry */
       UPDATE register_entry SET exited_on = $2, exit_reason = $3, exit_decision_number = $4
        WHERE id = $1 AND exited_on IS NULL RETURNING ${columns}`,
      [id, exit.on, exit.reason, exit.decisionNumber ?? null],
    );
    return row;
  }

  /** Entries of people who are members of a household that was registered after them. False when there are none. */
  async linkHousehold(tx: Transaction, householdId: string, indexes: readonly Buffer[]): Promise<boolean> {
    const rows = await tx.query(
      `/* register.linkHousehold */
       UPDATE register_entry SET household_id = $1 WHERE person_index = ANY ($2::bytea[]) AND household_id IS NULL RETURNING id`,
      [householdId, indexes],
    );
    return rows.length > 0;
  }

  /** The newest first. */
  entriesOf(statements: Statements, householdIds: readonly string[]): Promise<RegisterEntryRow[]> {
    return statements.query<RegisterEntryRow>(
      `/* register.entriesOf */
       SELECT ${columns} FROM register_entry WHERE household_id = ANY ($1::uuid[]) ORDER BY entered_on DESC, id DESC`,
      [householdIds],
    );
  }

  /** The entries of an area subtree, the newest first. */
  listEntries(
    statements: Statements,
    wanted: {
      readonly areaCode: string;
      readonly category?: LowIncomeCategory;
      readonly lasting?: boolean;
      readonly after?: { readonly enteredOn: string; readonly id: string };
      readonly limit: number;
    },
  ): Promise<RegisterEntryRow[]> {
    return statements.query<RegisterEntryRow>(
      `/* register.listEntries */
       SELECT ${columns} FROM register_entry
        WHERE area_code >= $1 AND area_code < $1 || '~' AND ($2::text IS NULL OR category = $2)
          AND ($3::boolean IS NULL OR (exited_on IS NULL) = $3)
          AND ($4::date IS NULL OR (entered_on, id) < ($4::date, $5::uuid))
        ORDER BY entered_on DESC, id DESC LIMIT $6`,
      [
        ...[wanted.areaCode, wanted.category ?? null, wanted.lasting ?? null],
        ...[wanted.after?.enteredOn ?? null, wanted.after?.id ?? null, wanted.limit],
      ],
    );
  }
}
