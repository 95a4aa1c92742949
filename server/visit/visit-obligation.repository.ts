/** Promises the only SQL for obligations to visit: taken once, given to one adviser, done once, told of once at each stage. */
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { VisitClosingReason, VisitObligationState, VisitTrigger } from '../../schema/visit/enums';
import type { OpenWork } from '../adviser/workload';
import { endingHouseholds } from '../household/household.repository';
import { dueSoonDays } from './rules';
import type { VisitObligationEntity } from './visit.entity';

export interface VisitObligationRow extends Omit<VisitObligationEntity, 'personIndex' | 'createdAt'> {
  /** The day in Asia/Shanghai of the visit that settled it. */
  readonly doneOn: string | null;
  readonly state: VisitObligationState;
}

export type TriggerToInsert = Pick<
  VisitObligationEntity,
  | 'id'
  | 'trigger'
  | 'occurredOn'
  | 'channel'
  | 'departmentId'
  | 'reference'
  | 'personIndex'
  | 'householdId'
  | 'foundPersonId'
  | 'areaCode'
  | 'reportedBy'
  | 'reportedOn'
  | 'dueOn'
>;

export interface ObligationListing {
  /** Subtrees of areas that the reader serves. */
  readonly areaCodes: readonly string[];
  readonly adviserId?: string;
  readonly householdId?: string;
  readonly states?: readonly VisitObligationState[];
  readonly trigger?: VisitTrigger;
  readonly after?: { readonly day: string; readonly id: string };
  readonly limit: number;
}

/** What came due to be told. */
export interface ToldObligation extends VisitObligationRow {
  readonly stage: 'DUE_SOON' | 'OVERDUE';
}

/** In SQL: a visit is owed still. */
export const stillOwed = 'done_at IS NULL AND closed_at IS NULL';
/** In SQL: what was told is not known to be wrong. */
export const notVoided = "(closing_reason IS NULL OR closing_reason = 'HOUSEHOLD_ERASED')";
const doneOn = "(done_at AT TIME ZONE 'Asia/Shanghai')::date";
const state = `CASE WHEN closed_at IS NOT NULL THEN 'CLOSED' WHEN done_at IS NOT NULL THEN CASE WHEN ${doneOn} > due_on THEN 'DONE_LATE' ELSE 'DONE' END
  WHEN due_on < ${today} THEN 'OVERDUE' ELSE 'DUE' END`;
export const obligationColumns = `id, trigger_kind AS trigger, occurred_on AS "occurredOn", channel,
  department_id AS "departmentId", reference, import_id AS "importId", household_id AS "householdId",
  found_person_id AS "foundPersonId", area_code AS "areaCode", reported_by AS "reportedBy", reported_on AS "reportedOn",
  due_on AS "dueOn", adviser_id AS "adviserId", assigned_at AS "assignedAt", due_soon_at AS "dueSoonAt",
  escalated_at AS "escalatedAt", done_at AS "doneAt", visit_id AS "visitId", closed_at AS "closedAt",
  closed_by AS "closedBy", closing_reason AS "closingReason", ${doneOn} AS "doneOn", ${state} AS state`;

export class VisitObligationRepository {
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(`/* visitObligation.today */ SELECT ${today} AS today`);
    return row!.today;
  }

  findObligations(statements: Statements, ids: readonly string[]): Promise<VisitObligationRow[]> {
    return statements.query<VisitObligationRow>(
      `/* visitObligation.findObligations */ SELECT ${obligationColumns} FROM visit_obligation WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async findObligation(statements: Statements, id: string): Promise<VisitObligationRow | undefined> {
    return (await this.findObligations(statements, [id]))[0];
  }

  /** No row when the same trigger of the person or household on that day was taken before. */
  async insertTrigger(tx: Transaction, row: TriggerToInsert): Promise<VisitObligationRow | undefined> {
    const [inserted] = await tx.query<VisitObligationRow>(
      `/* visitObligation.insertTrigger */
       INSERT INTO visit_obligation (id, trigger_kind, occurred_on, channel, department_id, reference, person_index, household_id,
                                     found_person_id, area_code, reported_by, reported_on, due_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT DO NOTHING RETURNING ${obligationColumns}`,
      [
        ...[row.id, row.trigger, row.occurredOn, row.channel, row.departmentId, row.reference, row.personIndex],
        ...[row.householdId, row.foundPersonId, row.areaCode, row.reportedBy, row.reportedOn, row.dueOn],
      ],
    );
    return inserted;
  }

  listObligations(statements: Statements, listing: ObligationListing): Promise<VisitObligationRow[]> {
    const { areaCodes, adviserId, householdId, states, trigger, after, limit } = listing;
    return statements.query<VisitObligationRow>(
      `/* visitObligation.listObligations */
       SELECT ${obligationColumns} FROM visit_obligation
        WHERE EXISTS (SELECT FROM unnest($1::text[]) served WHERE starts_with(area_code, served))
          AND ($2::uuid IS NULL OR adviser_id = $2) AND ($3::uuid IS NULL OR household_id = $3)
          AND ($4::text[] IS NULL OR ${state} = ANY ($4)) AND ($5::text IS NULL OR trigger_kind = $5)
          AND ($6::date IS NULL OR (due_on, id) > ($6::date, $7::uuid))
        ORDER BY due_on, id LIMIT $8`,
      [
        ...[areaCodes, adviserId ?? null, householdId ?? null, states ?? null, trigger ?? null],
        ...[after?.day ?? null, after?.id ?? null, limit],
      ],
    );
  }

  /** Held in the order of their ids, so that of two records at once the second sees the first. */
  lockObligations(tx: Transaction, ids: readonly string[]): Promise<VisitObligationRow[]> {
    return tx.query<VisitObligationRow>(
      `/* visitObligation.lockObligations */
       SELECT ${obligationColumns} FROM visit_obligation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
  }

  settle(tx: Transaction, ids: readonly string[], visitId: string, at: Date): Promise<VisitObligationRow[]> {
    return tx.query<VisitObligationRow>(
      `/* visitObligation.settle */
       UPDATE visit_obligation SET done_at = $3, visit_id = $2
        WHERE id = ANY ($1::uuid[]) AND ${stillOwed} RETURNING ${obligationColumns}`,
      [ids, visitId, at],
    );
  }

  /** Ends one without a visit. No row when it has ended before. */
  async close(
    tx: Transaction,
    id: string,
    reason: VisitClosingReason,
    closedBy: string,
  ): Promise<VisitObligationRow | undefined> {
    const [closed] = await tx.query<VisitObligationRow>(
      `/* visitObligation.close */
       UPDATE visit_obligation SET closed_at = now(), closing_reason = $2, closed_by = $3
        WHERE id = $1 AND ${stillOwed} RETURNING ${obligationColumns}`,
      [id, reason, closedBy],
    );
    return closed;
  }

  /** Ends what is owed to households that are erased: to this one, or to any. */
  closeOfErased(tx: Transaction, householdId?: string, closedBy?: string): Promise<VisitObligationRow[]> {
    return tx.query<VisitObligationRow>(
      `/* visitObligation.closeOfErased */
       UPDATE visit_obligation SET closed_at = now(), closing_reason = 'HOUSEHOLD_ERASED', closed_by = $2,
              person_index = CASE WHEN person_index IS NULL THEN NULL ELSE uuid_send(gen_random_uuid()) END
        WHERE ${stillOwed} AND ($1::uuid IS NULL OR household_id = $1)
          AND household_id IN ${endingHouseholds} RETURNING ${obligationColumns}`,
      [householdId ?? null, closedBy ?? null],
    );
  }

  /** What was owed to a found person is owed to the household in which the person was registered. */
  handToHousehold(
    tx: Transaction,
    foundPersonId: string,
    household: { readonly id: string; readonly areaCode: string },
  ): Promise<VisitObligationRow[]> {
    return tx.query<VisitObligationRow>(
      `/* visitObligation.handToHousehold */
       UPDATE visit_obligation SET household_id = $2, area_code = $3
        WHERE found_person_id = $1 RETURNING ${obligationColumns}`,
      [foundPersonId, household.id, household.areaCode],
    );
  }

  /** The open obligations of a found person. */
  openOfFoundPerson(tx: Transaction, foundPersonId: string): Promise<VisitObligationRow[]> {
    return tx.query<VisitObligationRow>(
      `/* visitObligation.openOfFoundPerson */
       SELECT ${obligationColumns} FROM visit_obligation
        WHERE found_person_id = $1 AND ${stillOwed} ORDER BY id FOR NO KEY UPDATE`,
      [foundPersonId],
    );
  }

  /** Takes so many that are due soon or overdue and were not told of yet at this stage: whoever asks again gets others. */
  takeToTell(tx: Transaction, limit: number): Promise<ToldObligation[]> {
    return tx.query<ToldObligation>(
      `/* visitObligation.takeToTell */
       WITH ripe AS (
         SELECT id AS ripe_id, due_on < ${today} AS late FROM visit_obligation
          WHERE ${stillOwed} AND due_on <= ${today} + ${dueSoonDays}
            AND CASE WHEN due_on < ${today} THEN escalated_at ELSE due_soon_at END IS NULL
          ORDER BY due_on, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
       UPDATE visit_obligation SET due_soon_at = coalesce(due_soon_at, now()),
              escalated_at = CASE WHEN late THEN now() ELSE escalated_at END
         FROM ripe WHERE id = ripe_id
       RETURNING ${obligationColumns}, CASE WHEN late THEN 'OVERDUE' ELSE 'DUE_SOON' END AS stage`,
      [limit],
    );
  }

  /** How many visits some accounts owe; those without any are left out. */
  openWork(statements: Statements, accountIds: readonly string[]): Promise<OpenWork[]> {
    return statements.query<OpenWork>(
      `/* visitObligation.openWork */
       SELECT adviser_id AS "accountId", count(*)::int AS open, (count(*) FILTER (WHERE due_on < ${today}))::int AS overdue
         FROM visit_obligation WHERE ${stillOwed} AND adviser_id = ANY ($1::uuid[]) GROUP BY adviser_id`,
      [accountIds],
    );
  }

  /** For erasure: nothing recognises the person of a trigger any more. */
  async forgetPersons(tx: Transaction, householdId: string): Promise<void> {
    await tx.query(
      `/* visitObligation.forgetPersons */
       UPDATE visit_obligation SET person_index = uuid_send(gen_random_uuid())
        WHERE household_id = $1 AND person_index IS NOT NULL`,
      [householdId],
    );
  }
}
