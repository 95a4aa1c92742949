/** Promises the only SQL for applications: every step is one conditional statement on the state that it leaves. */
import type { ApplicationStatus } from '../../schema/application/application';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { PolicyApplicationDocumentEntity, PolicyApplicationEntity } from './application.entity';

export type DocumentRow = Omit<PolicyApplicationDocumentEntity, 'applicationId'>;
export type ApplicationRow = Omit<PolicyApplicationEntity, 'recordedAt'> & {
  readonly memberIds: string[];
  readonly documents: DocumentRow[];
};
export type ApplicationToWrite = Pick<
  ApplicationRow,
  'id' | 'householdId' | 'areaCode' | 'policyId' | 'policyCode' | 'mode' | 'begunOn' | 'begunBy' | 'memberIds'
> & { readonly documentTitles: readonly string[] };
/** What a step writes; what it leaves out stays. */
export type ApplicationChange = Partial<
  Pick<
    ApplicationRow,
    | 'authorityMemberId'
    | 'authorityScope'
    | 'authorityUntil'
    | 'authorityMethod'
    | 'submittedOn'
    | 'acceptedOn'
    | 'reviewDueOn'
    | 'decidedOn'
    | 'decisionNumber'
    | 'appealUntil'
    | 'withdrawalReason'
  >
>;

const columns = `a.id, a.household_id AS "householdId", a.area_code AS "areaCode", a.policy_id AS "policyId",
  a.policy_code AS "policyCode", a.mode, a.status, a.begun_on AS "begunOn", a.authority_member_id AS "authorityMemberId",
  a.authority_scope AS "authorityScope", a.authority_until AS "authorityUntil", a.authority_method AS "authorityMethod",
  a.submitted_on AS "submittedOn", a.accepted_on AS "acceptedOn", a.review_due_on AS "reviewDueOn",
  a.decided_on AS "decidedOn", a.decision_number AS "decisionNumber", a.appeal_until AS "appealUntil",
  a.withdrawal_reason AS "withdrawalReason", a.begun_by AS "begunBy",
  ARRAY(SELECT member_id::text FROM policy_application_person p WHERE p.application_id = a.id ORDER BY 1) AS "memberIds",
  coalesce((SELECT json_agg(json_build_object('position', d.position, 'title', d.title, 'providedOn', d.provided_on,
                                              'isWaived', d.is_waived) ORDER BY d.position)
              FROM policy_application_document d WHERE d.application_id = a.id), '[]') AS documents`;

const columnOf: Record<keyof ApplicationChange, string> = {
  authorityMemberId: 'authority_member_id',
  authorityScope: 'authority_scope',
  authorityUntil: 'authority_until',
  authorityMethod: 'authority_method',
  submittedOn: 'submitted_on',
  acceptedOn: 'accepted_on',
  reviewDueOn: 'review_due_on',
  decidedOn: 'decided_on',
  decisionNumber: 'decision_number',
  appealUntil: 'appeal_until',
  withdrawalReason: 'withdrawal_reason',
};

export class ApplicationRepository {
  async findApplication(statements: Statements, id: string): Promise<ApplicationRow | undefined> {
    const [row] = await statements.query<ApplicationRow>(
      `/* application.findApplication */ SELECT ${columns} FROM policy_application a WHERE a.id = $1`,
      [id],
    );
    return row;
  }

  async lockApplication(tx: Transaction, id: string): Promise<ApplicationRow | undefined> {
    await tx.query('/* application.lockApplication */ SELECT id FROM policy_application WHERE id = $1 FOR UPDATE', [
      id,
    ]);
    return this.findApplication(tx, id);
  }

  async insertApplication(tx: Transaction, application: ApplicationToWrite): Promise<ApplicationRow> {
    await tx.query(
      `/* application.insertApplication */
       WITH begun AS (
         INSERT INTO policy_application (id, household_id, area_code, policy_id, policy_code, mode, status, begun_on, begun_by)
         VALUES ($1, $2, $3, $4, $5, $6, 'DRAFT', $7, $8) RETURNING id),
       people AS (
         INSERT INTO policy_application_person (application_id, member_id)
         SELECT begun.id, member FROM begun, unnest($9::uuid[]) AS member)
       INSERT INTO policy_application_document (application_id, position, title)
       SELECT begun.id, place, title FROM begun, unnest($10::text[]) WITH ORDINALITY AS listed (title, place)`,
      [
        ...[application.id, application.householdId, application.areaCode, application.policyId],
        ...[application.policyCode, application.mode, application.begunOn, application.begunBy],
        ...[application.memberIds, application.documentTitles],
      ],
    );
    return (await this.findApplication(tx, application.id))!;
  }

  /** Moves an application on, if it is in one of these states. */
  async step(
    tx: Transaction,
    id: string,
    from: readonly ApplicationStatus[],
    to: ApplicationStatus,
    change: ApplicationChange,
  ): Promise<ApplicationRow | undefined> {
    const fields = Object.entries(change) as [keyof ApplicationChange, unknown][];
    const sets = fields.map(([name], index) => `, ${columnOf[name]} = $${index + 4}`).join('');
    const rows = await tx.query(
      `/* application.step */
       UPDATE policy_application SET status = $3${sets} WHERE id = $1 AND status = ANY ($2::text[]) RETURNING id`,
      [id, from, to, ...fields.map(([, value]) => value)],
    );
    return rows.length === 0 ? undefined : this.findApplication(tx, id);
  }

  /** How many of these places there are. */
  async provideDocuments(
    tx: Transaction,
    id: string,
    given: { readonly positions: readonly number[]; readonly providedOn: string; readonly isWaived: boolean },
  ): Promise<number> {
    const rows = await tx.query(
      `/* application.provideDocuments */
       UPDATE policy_application_document SET provided_on = $3, is_waived = $4 WHERE application_id = $1 AND position = ANY ($2::int[])
       RETURNING position`,
      [id, given.positions, given.providedOn, given.isWaived],
    );
    return rows.length;
  }

  /** The newest first. */
  applicationsOf(statements: Statements, householdIds: readonly string[]): Promise<ApplicationRow[]> {
    return statements.query<ApplicationRow>(
      `/* application.applicationsOf */
       SELECT ${columns} FROM policy_application a WHERE a.household_id = ANY ($1::uuid[]) ORDER BY a.begun_on DESC, a.id DESC`,
      [householdIds],
    );
  }

  /** Applications of an area subtree, the newest first; with a day, only those whose department is late on it. */
  listApplications(
    statements: Statements,
    wanted: {
      readonly areaCode: string;
      readonly statuses?: readonly ApplicationStatus[];
      readonly lateOn?: string;
      readonly after?: { readonly begunOn: string; readonly id: string };
      readonly limit: number;
    },
  ): Promise<ApplicationRow[]> {
    return statements.query<ApplicationRow>(
      `/* application.listApplications */
       SELECT ${columns} FROM policy_application a
        WHERE a.area_code >= $1 AND a.area_code < $1 || '~' AND ($2::text[] IS NULL OR a.status = ANY ($2::text[]))
          AND ($3::date IS NULL OR (a.status = 'UNDER_REVIEW' AND a.review_due_on < $3::date))
          AND ($4::date IS NULL OR (a.begun_on, a.id) < ($4::date, $5::uuid))
        ORDER BY a.begun_on DESC, a.id DESC LIMIT $6`,
      [
        ...[wanted.areaCode, wanted.statuses ?? null, wanted.lateOn ?? null],
        ...[wanted.after?.begunOn ?? null, wanted.after?.id ?? null, wanted.limit],
      ],
    );
  }

  /** Applications that accounts took over and that are not decided; overdue when the department should have decided. */
  openWork(
    statements: Statements,
    accountIds: readonly string[],
  ): Promise<{ readonly accountId: string; readonly open: number; readonly overdue: number }[]> {
    return statements.query(
      `/* application.openWork */
       SELECT begun_by AS "accountId", count(*)::int AS open,
              count(*) FILTER (WHERE status = 'UNDER_REVIEW' AND review_due_on < ${today})::int AS overdue
         FROM policy_application WHERE begun_by = ANY ($1::uuid[]) AND status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW') GROUP BY begun_by`,
      [accountIds],
    );
  }
}
