/** Promises the SQL that takes many triggers at once, in the same rules and tables as one: persons found, obligations begun. */
import type { TriggerChannel, VisitTrigger } from '../../schema/visit/enums';
import type { Statements, Transaction } from '../database/database';
import { extendTransaction } from '../database/transaction-limit';
import { personHouseholds } from '../household/household.repository';

/**
 * Where the rows come from: one SELECT with the columns obligation_id, trigger_kind, occurred_on, person_index, area_code,
 * reference, found_person_id, data_key, details (the last three null for who was in a household), each trigger once. Its one
 * parameter is $1.
 */
export interface TriggerRows {
  readonly sql: string;
  readonly parameter: string;
}

export interface BulkFacts {
  readonly importId: string;
  readonly channel: TriggerChannel;
  readonly departmentId: string | null;
  readonly reportedBy: string;
  readonly reportedOn: string;
  /** The last day of each trigger. */
  readonly dueOn: Readonly<Record<VisitTrigger, string>>;
}

/** A trigger by what makes it the same. */
export interface TriggerKey {
  readonly personIndex: Buffer;
  readonly trigger: VisitTrigger;
  readonly occurredOn: string;
}

export class BulkRepository {
  /** Large statements may take their time; ends with the transaction. */
  async allowTime(tx: Transaction): Promise<void> {
    await tx.query("SET LOCAL statement_timeout = '60s'");
    await extendTransaction(tx, 120);
  }

  /** The places in the list of triggers that were told before. */
  async toldBefore(statements: Statements, keys: readonly TriggerKey[]): Promise<Set<number>> {
    const rows = await statements.query<{ place: number }>(
      `/* visitBulk.toldBefore */
       SELECT asked.place::int - 1 AS place
         FROM unnest($1::bytea[], $2::text[], $3::date[]) WITH ORDINALITY AS asked (index, kind, day, place)
         JOIN visit_obligation ON person_index = index AND trigger_kind = kind AND occurred_on = day`,
      [keys.map((key) => key.personIndex), keys.map((key) => key.trigger), keys.map((key) => key.occurredOn)],
    );
    return new Set(rows.map((row) => row.place));
  }

  /** One entry for each person who is in no household and has none yet. */
  async insertFound(tx: Transaction, rows: TriggerRows): Promise<void> {
    await tx.query(
      `/* visitBulk.insertFound */
       INSERT INTO found_person (id, person_index, data_key, details, area_code)
       SELECT DISTINCT ON (person_index) found_person_id, person_index, data_key, details, told.area_code
         FROM (${rows.sql}) told LEFT JOIN ${personHouseholds} person USING (person_index)
        WHERE person.household_id IS NULL AND details IS NOT NULL
        ORDER BY person_index, obligation_id
       ON CONFLICT (person_index) WHERE person_index IS NOT NULL DO NOTHING`,
      [rows.parameter],
    );
  }

  /** Returns the areas of what was begun, with how many; what was told in the meantime is left out. */
  insertTriggers(
    tx: Transaction,
    rows: TriggerRows,
    facts: BulkFacts,
  ): Promise<{ readonly areaCode: string; readonly count: number }[]> {
    return tx.query(
      `/* visitBulk.insertTriggers */
       WITH begun AS (
         INSERT INTO visit_obligation (id, trigger_kind, occurred_on, channel, department_id, reference, import_id, person_index,
                                       household_id, found_person_id, area_code, reported_by, reported_on, due_on)
         SELECT obligation_id, told.trigger_kind, occurred_on, $2, $3::uuid, reference, $4::uuid, person_index,
                person.household_id, CASE WHEN person.household_id IS NULL THEN found.id END,
                coalesce(person.area_code, found.area_code, told.area_code), $5::uuid, $6::date, clock.due_on
           FROM (${rows.sql}) told
           JOIN unnest($7::text[], $8::date[]) AS clock (trigger_kind, due_on) ON clock.trigger_kind = told.trigger_kind
           LEFT JOIN ${personHouseholds} person USING (person_index)
           LEFT JOIN found_person found USING (person_index)
         ON CONFLICT DO NOTHING RETURNING area_code)
       SELECT area_code AS "areaCode", count(*)::int AS count FROM begun GROUP BY area_code ORDER BY area_code`,
      [
        ...[rows.parameter, facts.channel, facts.departmentId, facts.importId, facts.reportedBy, facts.reportedOn],
        ...[Object.keys(facts.dueOn), Object.values(facts.dueOn)],
      ],
    );
  }
}
