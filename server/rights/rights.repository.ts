/** Promises the only SQL for requests on data, retention rules and their runs. */
import type { RightsRefusalReason, RightsRequestStatus } from '../../schema/rights/request';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import { household, type Holding } from '../household/holding';
import type { RetentionResultRow, RetentionRuleEntity, RetentionRunEntity, RightsRequestEntity } from './rights.entity';

export type RequestRow = RightsRequestEntity & { readonly overdue: boolean };
export type NewRequest = Pick<
  RightsRequestEntity,
  'id' | 'householdId' | 'areaCode' | 'kind' | 'requester' | 'receivedOn' | 'dueOn' | 'recordedBy'
>;

const columns = `id, household_id AS "householdId", area_code AS "areaCode", kind, requester, status, received_on AS "receivedOn", due_on AS "dueOn",
  recorded_by AS "recordedBy", recorded_at AS "recordedAt", decided_by AS "decidedBy", decided_at AS "decidedAt",
  refusal_reason AS "refusalReason", done_at AS "doneAt",
  due_on < (coalesce(done_at, CASE status WHEN 'REFUSED' THEN decided_at END, now()) AT TIME ZONE 'Asia/Shanghai')::date AS overdue`;

export class RightsRepository {
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(`/* rights.today */ SELECT ${today}::text AS today`);
    return row!.today;
  }

  /** No row when the household has an erasure under way. */
  async insertRequest(tx: Transaction, request: NewRequest): Promise<RequestRow | undefined> {
    const [row] = await tx.query<RequestRow>(
      `/* rights.insertRequest */
       INSERT INTO rights_request (id, household_id, area_code, kind, requester, received_on, due_on, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6::date, $7::date, $8)
       ON CONFLICT (household_id) WHERE kind = 'ERASURE' AND status IN ('RECEIVED', 'APPROVED') DO NOTHING
       RETURNING ${columns}`,
      [
        ...[request.id, request.householdId, request.areaCode, request.kind],
        ...[request.requester, request.receivedOn, request.dueOn, request.recordedBy],
      ],
    );
    return row;
  }

  async findRequest(statements: Statements, id: string): Promise<RequestRow | undefined> {
    const [row] = await statements.query<RequestRow>(
      `/* rights.findRequest */ SELECT ${columns} FROM rights_request WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockRequest(tx: Transaction, id: string): Promise<RequestRow | undefined> {
    const [row] = await tx.query<RequestRow>(
      `/* rights.lockRequest */ SELECT ${columns} FROM rights_request WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  listOfHouseholds(statements: Statements, householdIds: readonly string[]): Promise<RequestRow[]> {
    return statements.query<RequestRow>(
      `/* rights.listOfHouseholds */
       SELECT ${columns} FROM rights_request WHERE household_id = ANY ($1::uuid[]) ORDER BY recorded_at, id`,
      [householdIds],
    );
  }

  /** Requests in these area subtrees that wait, the earliest due first. */
  listOpen(
    statements: Statements,
    areaCodes: readonly string[],
    after: { readonly dueOn: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<RequestRow[]> {
    return statements.query<RequestRow>(
      `/* rights.listOpen */
       SELECT ${columns} FROM rights_request
        WHERE status IN ('RECEIVED', 'APPROVED') AND ($1::date IS NULL OR (due_on, id) > ($1::date, $2::uuid))
          AND EXISTS (SELECT FROM unnest($4::text[]) served WHERE starts_with(area_code, served))
        ORDER BY due_on, id LIMIT $3`,
      [after?.dueOn ?? null, after?.id ?? null, limit, areaCodes],
    );
  }

  /** Erasures that were approved and not carried out, of which nobody is sure to be at work. */
  listUnfinished(statements: Statements): Promise<RequestRow[]> {
    return statements.query<RequestRow>(
      `/* rights.listUnfinished */
       SELECT ${columns} FROM rights_request
        WHERE kind = 'ERASURE' AND status = 'APPROVED' AND decided_at < now() - interval '1 minute' ORDER BY decided_at, id`,
    );
  }

  async decide(
    tx: Transaction,
    id: string,
    accountId: string,
    refusalReason: RightsRefusalReason | undefined,
  ): Promise<RequestRow> {
    const [row] = await tx.query<RequestRow>(
      `/* rights.decide */
       UPDATE rights_request SET status = CASE WHEN $3::text IS NULL THEN 'APPROVED' ELSE 'REFUSED' END, refusal_reason = $3,
              decided_by = $2, decided_at = now()
        WHERE id = $1 AND status = 'RECEIVED' RETURNING ${columns}`,
      [id, accountId, refusalReason ?? null],
    );
    return row!;
  }

  /** No row when it is not approved, or done already. */
  async finish(tx: Transaction, id: string, from: RightsRequestStatus): Promise<RequestRow | undefined> {
    const [row] = await tx.query<RequestRow>(
      `/* rights.finish */
       UPDATE rights_request SET status = 'DONE', done_at = now() WHERE id = $1 AND status = $2 RETURNING ${columns}`,
      [id, from],
    );
    return row;
  }

  /** Households of these that need no proposal: one waits, or somebody said no within a year. */
  async answeredOf(statements: Statements, householdIds: readonly string[]): Promise<Set<string>> {
    const rows = await statements.query<{ id: string }>(
      `/* rights.answeredOf */
       SELECT DISTINCT household_id AS id FROM rights_request
        WHERE household_id = ANY ($1::uuid[]) AND kind = 'ERASURE'
          AND (status <> 'REFUSED' OR decided_at > now() - interval '365 days')`,
      [householdIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  rules(statements: Statements): Promise<RetentionRuleEntity[]> {
    return statements.query<RetentionRuleEntity>(
      `/* rights.rules */ SELECT code, keep_days AS "keepDays", basis_zh AS "basisZh", basis_en AS "basisEn" FROM retention_rule ORDER BY code`,
    );
  }

  async insertRun(
    tx: Transaction,
    run: {
      readonly id: string;
      readonly dry: boolean;
      readonly runBy: string | null;
      readonly results: RetentionResultRow[];
    },
  ): Promise<RetentionRunEntity> {
    const [row] = await tx.query<RetentionRunEntity>(
      `/* rights.insertRun */
       INSERT INTO retention_run (id, dry, run_by, results) VALUES ($1, $2, $3, $4::jsonb)
       RETURNING id, at, dry, run_by AS "runBy", results`,
      [run.id, run.dry, run.runBy, JSON.stringify(run.results)],
    );
    return row!;
  }

  async findRun(statements: Statements, id: string): Promise<RetentionRunEntity | undefined> {
    const [row] = await statements.query<RetentionRunEntity>(
      '/* rights.findRun */ SELECT id, at, dry, run_by AS "runBy", results FROM retention_run WHERE id = $1',
      [id],
    );
    return row;
  }
}

export const rightsHoldings: readonly Holding[] = [
  {
    table: 'rights_request',
    title: { zh: '个人信息权利请求', en: 'Requests on its data' },
    rows: `SELECT id, kind, requester, status, received_on, due_on, decided_at, refusal_reason, done_at
             FROM rights_request WHERE household_id = ${household} ORDER BY recorded_at, id`,
    kept: {
      zh: '请求与办理时间，用于证明已依法办理',
      en: 'what was asked and when it was done: the proof that it was',
    },
  },
];
