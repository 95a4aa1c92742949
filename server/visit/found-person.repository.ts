/** Promises the only SQL for found persons: one row for a person, sealed, and emptied when the visit has settled it. */
import type { Statements, Transaction } from '../database/database';
import type { FoundPersonOutcome } from '../../schema/visit/enums';
import type { FoundPersonEntity } from './visit.entity';

export type FoundPersonRow = Pick<
  FoundPersonEntity,
  'id' | 'areaCode' | 'outcome' | 'householdId' | 'settledAt' | 'foundAt'
>;
export type FoundPersonToInsert = Pick<FoundPersonEntity, 'id' | 'areaCode'> & {
  readonly personIndex: Buffer;
  readonly dataKey: Buffer;
  readonly details: Buffer;
};

const columns = `id, area_code AS "areaCode", outcome, household_id AS "householdId", settled_at AS "settledAt", found_at AS "foundAt"`;

export class FoundPersonRepository {
  findPersons(statements: Statements, ids: readonly string[]): Promise<FoundPersonRow[]> {
    return statements.query<FoundPersonRow>(
      `/* foundPerson.findPersons */ SELECT ${columns} FROM found_person WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async findPerson(statements: Statements, id: string): Promise<FoundPersonRow | undefined> {
    return (await this.findPersons(statements, [id]))[0];
  }

  async lockPerson(tx: Transaction, id: string): Promise<FoundPersonRow | undefined> {
    const [row] = await tx.query<FoundPersonRow>(
      `/* foundPerson.lockPerson */ SELECT ${columns} FROM found_person WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** The sealed details and their key, for the vault only; nothing once it is settled. */
  async findSealed(statements: Statements, id: string): Promise<{ dataKey: Buffer; details: Buffer } | undefined> {
    const [row] = await statements.query<{ dataKey: Buffer | null; details: Buffer | null }>(
      `/* foundPerson.findSealed */ SELECT data_key AS "dataKey", details FROM found_person WHERE id = $1`,
      [id],
    );
    return row?.dataKey && row.details ? { dataKey: row.dataKey, details: row.details } : undefined;
  }

  /** The open entry of the person: the one that is there, or this new one. Two reports at once have one entry. */
  async findOrInsert(tx: Transaction, person: FoundPersonToInsert): Promise<FoundPersonRow> {
    const inserted = await tx.query<FoundPersonRow>(
      `/* foundPerson.insert */
       INSERT INTO found_person (id, person_index, data_key, details, area_code) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (person_index) WHERE person_index IS NOT NULL DO NOTHING RETURNING ${columns}`,
      [person.id, person.personIndex, person.dataKey, person.details, person.areaCode],
    );
    if (inserted[0]) return inserted[0];
    const [there] = await tx.query<FoundPersonRow>(
      `/* foundPerson.findByIndex */ SELECT ${columns} FROM found_person WHERE person_index = $1 FOR NO KEY UPDATE`,
      [person.personIndex],
    );
    // The entry that stood in the way was settled meanwhile: this person is another one now.
    return there ?? this.findOrInsert(tx, person);
  }

  /** The open entries of persons by their indexes, held. */
  lockByIndexes(tx: Transaction, indexes: readonly Buffer[]): Promise<FoundPersonRow[]> {
    return tx.query<FoundPersonRow>(
      `/* foundPerson.lockByIndexes */
       SELECT ${columns} FROM found_person WHERE person_index = ANY ($1::bytea[]) ORDER BY id FOR NO KEY UPDATE`,
      [indexes],
    );
  }

  /** Closes an entry; key, details and index are gone. No row when it was closed before. */
  async settle(
    tx: Transaction,
    id: string,
    outcome: FoundPersonOutcome,
    householdId?: string,
  ): Promise<FoundPersonRow | undefined> {
    const [row] = await tx.query<FoundPersonRow>(
      `/* foundPerson.settle */
       UPDATE found_person SET outcome = $2, household_id = $3, settled_at = now(),
              person_index = NULL, data_key = NULL, details = NULL
        WHERE id = $1 AND settled_at IS NULL RETURNING ${columns}`,
      [id, outcome, householdId ?? null],
    );
    return row;
  }
}
