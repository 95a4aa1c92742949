/** Promises the only SQL for cases and their lists: every statement that finds a case looks through somebody's eyes. */
import { v7 } from 'uuid';
import type { AccessGround, CaseClosureReason, DisputeOutcome } from '../../schema/casework/enums';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { CareAccessEntity, CareCaseEntity, CareServiceEntity } from './casework.entity';
import type { Viewer } from './casework.policy';

/** READ: by an opening of the bureau, to look and to hand over; WORK: everything. */
export type CaseRow = CareCaseEntity & { readonly sight: 'WORK' | 'READ' };
export type NewCase = Pick<
  CareCaseEntity,
  'id' | 'householdId' | 'areaCode' | 'kind' | 'disputeKind' | 'workerId' | 'providerOrganisationId'
> &
  Pick<CareCaseEntity, 'agreementMethod' | 'providerAgreementMethod' | 'guardianGiven'>;
export type AccessRow = CareAccessEntity;
/** As much of a case as says who hears of it. */
export type ProvidedCase = Pick<CareCaseEntity, 'id' | 'kind' | 'areaCode' | 'providerOrganisationId'>;

export interface CaseListing {
  /** A subtree of areas. */
  readonly areaCode: string;
  readonly householdId?: string;
  readonly statuses?: readonly string[];
  /** Only those whose next review is before this day. */
  readonly reviewDueBefore?: string;
  readonly after?: { readonly instant: string; readonly id: string };
  readonly limit: number;
}

export interface Closure {
  readonly reason: CaseClosureReason;
  readonly outcome: DisputeOutcome | null;
  readonly resilience: readonly number[] | null;
  readonly note: Buffer;
}

const columns = `c.id, c.household_id AS "householdId", c.area_code AS "areaCode", c.kind, c.dispute_kind AS "disputeKind", c.status,
  c.worker_id AS "workerId", c.provider_organisation_id AS "providerOrganisationId",
  c.provider_agreement_method AS "providerAgreementMethod", c.agreement_method AS "agreementMethod",
  c.guardian_given AS "guardianGiven", c.resilience_before AS "resilienceBefore", c.resilience_after AS "resilienceAfter",
  c.next_review_on AS "nextReviewOn", c.closure_reason AS "closureReason", c.dispute_outcome AS "disputeOutcome",
  c.closing_note AS "closingNote", c.opened_by AS "openedBy", c.opened_at AS "openedAt", c.closed_at AS "closedAt"`;

const accessColumns = `id, case_id AS "caseId", account_id AS "accountId", ground, reason, granted_by AS "grantedBy", since, until`;

/**
 * What $1 (account), $2 (areas) and $3 (organisations) see of a case c: WORK, READ or nothing. A place on the list holds only
 * while its holder still serves the area or is still of the provider.
 */
const served = 'EXISTS (SELECT FROM unnest($2::text[]) code WHERE starts_with(c.area_code, code))';
const sight = `CASE
  WHEN c.kind = 'GENERAL' AND ${served} THEN 'WORK'
  WHEN (${served} OR c.provider_organisation_id = ANY ($3::uuid[])) IS NOT TRUE THEN NULL
  ELSE (SELECT CASE WHEN bool_or(a.ground <> 'BREAK_GLASS') THEN 'WORK' ELSE min('READ') END FROM care_access a
         WHERE a.case_id = c.id AND a.account_id = $1::uuid AND (a.until IS NULL OR a.until > now())) END`;

function eyes(viewer: Viewer): [string, readonly string[], readonly string[]] {
  return [viewer.accountId, viewer.areas, viewer.organisationIds];
}

export class CaseRepository {
  /** The cases of these ids that the viewer sees. */
  findCases(statements: Statements, viewer: Viewer, ids: readonly string[]): Promise<CaseRow[]> {
    return statements.query<CaseRow>(
      `/* casework.findCases */
       SELECT * FROM (SELECT ${columns}, ${sight} AS sight FROM care_case c WHERE c.id = ANY ($4::uuid[])) seen
        WHERE sight IS NOT NULL`,
      [...eyes(viewer), ids],
    );
  }

  async findCase(statements: Statements, viewer: Viewer, id: string): Promise<CaseRow | undefined> {
    const [row] = await this.findCases(statements, viewer, [id]);
    return row;
  }

  /** Holds a case that the viewer sees; one that it does not see is not even waited for. */
  async lockCase(tx: Transaction, viewer: Viewer, id: string): Promise<CaseRow | undefined> {
    if ((await this.findCase(tx, viewer, id)) === undefined) return undefined;
    await tx.query('/* casework.lockCase */ SELECT 1 FROM care_case WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.findCase(tx, viewer, id);
  }

  /** Newest first. */
  listCases(
    statements: Statements,
    viewer: Viewer,
    listing: CaseListing,
  ): Promise<(CaseRow & { openedAtText: string })[]> {
    return statements.query(
      `/* casework.listCases */
       SELECT * FROM (SELECT ${columns}, c.opened_at::text AS "openedAtText", ${sight} AS sight FROM care_case c
                       WHERE starts_with(c.area_code, $4) AND ($5::uuid IS NULL OR c.household_id = $5::uuid)
                         AND ($6::text[] IS NULL OR c.status = ANY ($6::text[]))
                         AND ($7::timestamptz IS NULL OR (c.opened_at, c.id) < ($7::timestamptz, $8::uuid))
                         AND ($10::date IS NULL OR c.next_review_on < $10::date)) seen
        WHERE sight IS NOT NULL ORDER BY "openedAt" DESC, id DESC LIMIT $9`,
      [
        ...[...eyes(viewer), listing.areaCode, listing.householdId ?? null, listing.statuses ?? null],
        ...[listing.after?.instant ?? null, listing.after?.id ?? null, listing.limit],
        listing.reviewDueBefore ?? null,
      ],
    );
  }

  async insertCase(tx: Transaction, one: NewCase): Promise<void> {
    await tx.query(
      `/* casework.insertCase */
       INSERT INTO care_case (id, household_id, area_code, kind, dispute_kind, status, worker_id, provider_organisation_id,
                              agreement_method, guardian_given, opened_by, provider_agreement_method)
       VALUES ($1, $2, $3, $4, $5, 'OPEN', $6, $7, $8, $9, $6, $10)`,
      [
        ...[one.id, one.householdId, one.areaCode, one.kind, one.disputeKind, one.workerId, one.providerOrganisationId],
        ...[one.agreementMethod, one.guardianGiven, one.providerAgreementMethod],
      ],
    );
  }

  /** The case is held by the caller. The first assessment says where the household stood before. */
  async assessed(tx: Transaction, id: string, resilience: readonly number[]): Promise<void> {
    await tx.query(
      `/* casework.assessed */
       UPDATE care_case SET status = 'ASSESSED', resilience_before = coalesce(resilience_before, $2::smallint[]) WHERE id = $1`,
      [id, resilience],
    );
  }

  async inService(tx: Transaction, id: string, nextReviewOn: string): Promise<void> {
    await tx.query(
      "/* casework.inService */ UPDATE care_case SET status = 'IN_SERVICE', next_review_on = $2::date WHERE id = $1",
      [id, nextReviewOn],
    );
  }

  async handOver(tx: Transaction, id: string, workerId: string): Promise<void> {
    await tx.query('/* casework.handOver */ UPDATE care_case SET worker_id = $2 WHERE id = $1', [id, workerId]);
  }

  async close(tx: Transaction, id: string, closure: Closure): Promise<void> {
    await tx.query(
      `/* casework.close */
       UPDATE care_case SET status = 'CLOSED', closed_at = now(), next_review_on = NULL, closure_reason = $2, dispute_outcome = $3,
              resilience_after = $4::smallint[], closing_note = $5
        WHERE id = $1`,
      [id, closure.reason, closure.outcome, closure.resilience, closure.note],
    );
  }

  /** Its people see the case no more. */
  async releaseProviderOf(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      '/* casework.releaseProviderOf */ UPDATE care_case SET provider_organisation_id = NULL WHERE id = $1',
      [id],
    );
  }

  /** Holds the cases of a household that the organisation provides for, whoever looks: for the end of that by the household only. */
  lockProvided(
    tx: Transaction,
    whose: { readonly householdId: string; readonly organisationId: string; readonly generalOnly: boolean },
  ): Promise<ProvidedCase[]> {
    return tx.query<ProvidedCase>(
      `/* casework.lockProvided */
       SELECT id, kind, area_code AS "areaCode", provider_organisation_id AS "providerOrganisationId" FROM care_case
        WHERE household_id = $1 AND provider_organisation_id = $2 AND (NOT $3 OR kind = 'GENERAL')
        ORDER BY id FOR NO KEY UPDATE`,
      [whose.householdId, whose.organisationId, whose.generalOnly],
    );
  }

  /** Every restricted case of a household that is not closed, whoever looks: for an opening of the bureau only. */
  async restrictedOf(tx: Transaction, householdId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `/* casework.restrictedOf */
       SELECT id FROM care_case WHERE household_id = $1 AND kind <> 'GENERAL' AND status <> 'CLOSED' ORDER BY id`,
      [householdId],
    );
    return rows.map((row) => row.id);
  }

  /**
   * General cases that accounts work on; overdue when the day of their review is over. Restricted ones are not counted: who reads the
   * workload of an adviser must not learn of them.
   */
  openWork(
    statements: Statements,
    accountIds: readonly string[],
  ): Promise<{ readonly accountId: string; readonly open: number; readonly overdue: number }[]> {
    return statements.query(
      `/* casework.openWork */
       SELECT worker_id AS "accountId", count(*)::int AS open, count(*) FILTER (WHERE next_review_on < ${today})::int AS overdue
         FROM care_case WHERE worker_id = ANY ($1::uuid[]) AND kind = 'GENERAL' AND status <> 'CLOSED' GROUP BY worker_id`,
      [accountIds],
    );
  }

  /** Puts an account on a list; nothing when it is on it already. */
  async grant(
    tx: Transaction,
    access: Pick<AccessRow, 'caseId' | 'accountId' | 'grantedBy'> & {
      ground: AccessGround;
      reason?: string;
      hours?: number;
    },
  ): Promise<void> {
    await tx.query(
      `/* casework.grant */
       INSERT INTO care_access (id, case_id, account_id, ground, reason, granted_by, until)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7)) ON CONFLICT DO NOTHING`,
      [
        ...[v7(), access.caseId, access.accountId, access.ground, access.reason ?? null, access.grantedBy],
        access.hours ?? null,
      ],
    );
  }

  /** Takes an account off a list. */
  async revoke(tx: Transaction, caseId: string, accountId: string): Promise<void> {
    await tx.query(
      `/* casework.revoke */
       UPDATE care_access SET until = now()
        WHERE case_id = $1 AND account_id = $2 AND (until IS NULL OR until > now())`,
      [caseId, accountId],
    );
  }

  /** The list of a case, ended places too, in their order. */
  accessOf(statements: Statements, caseId: string): Promise<AccessRow[]> {
    return statements.query<AccessRow>(
      `/* casework.accessOf */ SELECT ${accessColumns} FROM care_access WHERE case_id = $1 ORDER BY since, id`,
      [caseId],
    );
  }

  /** Links something of the product, once. */
  async link(tx: Transaction, service: Omit<CareServiceEntity, 'linkedAt'>): Promise<void> {
    await tx.query(
      `/* casework.link */
       INSERT INTO care_service (case_id, subject_type, subject_id, linked_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [service.caseId, service.subjectType, service.subjectId, service.linkedBy],
    );
  }

  servicesOf(statements: Statements, caseId: string): Promise<CareServiceEntity[]> {
    return statements.query<CareServiceEntity>(
      `/* casework.servicesOf */
       SELECT case_id AS "caseId", subject_type AS "subjectType", subject_id AS "subjectId", linked_by AS "linkedBy", linked_at AS "linkedAt"
         FROM care_service WHERE case_id = $1 ORDER BY linked_at, subject_id`,
      [caseId],
    );
  }
}
