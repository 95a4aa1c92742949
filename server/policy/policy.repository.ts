/** Promises the only SQL for policies, local standards and policy links; of a policy the version that applies on a day. */
import type { StandardKind } from '../../schema/policy/eligibility';
import type { Statements, Transaction } from '../database/database';
import type { LocalStandardEntity, PolicyEntity, PolicyLinkEntity } from './policy.entity';

export type PolicyRow = PolicyEntity;
export type LocalStandardRow = LocalStandardEntity;
export type PolicyLinkRow = Omit<PolicyLinkEntity, 'linkedAt'>;
export type PolicyToWrite = Omit<PolicyRow, 'version' | 'publishedAt'>;

const columns = `id, code, version, area_code AS "areaCode", title_zh AS "titleZh", title_en AS "titleEn",
  issuing_department AS "issuingDepartment", document_number AS "documentNumber", valid_from AS "validFrom",
  valid_until AS "validUntil", benefit_zh AS "benefitZh", benefit_en AS "benefitEn", service_kinds AS "serviceKinds",
  grants_category AS "grantsCategory", eligibility, documents, review_days AS "reviewDays", card_lines AS "cardLines",
  is_sample AS "isSample", published_by AS "publishedBy", published_at AS "publishedAt"`;
const linkColumns = `id, household_id AS "householdId", policy_id AS "policyId", area_code AS "areaCode", kind,
  linked_on AS "linkedOn", linked_by AS "linkedBy"`;
const standardColumns = `area_code AS "areaCode", kind, value, valid_from AS "validFrom", source, is_sample AS "isSample",
  set_by AS "setBy", set_at AS "setAt"`;

export class PolicyRepository {
  async findPolicy(statements: Statements, id: string): Promise<PolicyRow | undefined> {
    return (await this.findPolicies(statements, [id]))[0];
  }

  findPolicies(statements: Statements, ids: readonly string[]): Promise<PolicyRow[]> {
    return statements.query<PolicyRow>(
      `/* policy.findPolicies */ SELECT ${columns} FROM policy WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /**
   * Of each code the newest version that applies on a day in an area, that of the nearest area where several do, in the order of
   * codes; with an area code, only those that apply in it.
   */
  policiesOn(
    statements: Statements,
    wanted: {
      readonly day: string;
      readonly areaCode?: string;
      readonly codes?: readonly string[];
      readonly after?: string;
      readonly limit: number;
    },
  ): Promise<PolicyRow[]> {
    return statements.query<PolicyRow>(
      `/* policy.policiesOn */
       SELECT * FROM (
         SELECT DISTINCT ON (code) ${columns} FROM policy
          WHERE valid_from <= $1::date AND (valid_until IS NULL OR valid_until >= $1::date)
            AND ($2::text IS NULL OR starts_with($2, area_code)) AND ($3::text[] IS NULL OR code = ANY ($3::text[]))
          ORDER BY code, length(area_code) DESC, version DESC) applicable
        WHERE $4::text IS NULL OR code > $4 ORDER BY code LIMIT $5`,
      [wanted.day, wanted.areaCode ?? null, wanted.codes ?? null, wanted.after ?? null, wanted.limit],
    );
  }

  /** The versions of a code that apply in an area, a nearer area before a wider one, the newest first. */
  versionsOf(
    statements: Statements,
    wanted: {
      readonly areaCode: string;
      readonly code: string;
      readonly before?: { readonly areaLength: number; readonly version: number };
      readonly limit: number;
    },
  ): Promise<PolicyRow[]> {
    return statements.query<PolicyRow>(
      `/* policy.versionsOf */
       SELECT ${columns} FROM policy
        WHERE code = $2 AND starts_with($1, area_code)
          AND ($3::int IS NULL OR (length(area_code), version) < ($3::int, $4::int))
        ORDER BY length(area_code) DESC, version DESC LIMIT $5`,
      [wanted.areaCode, wanted.code, wanted.before?.areaLength ?? null, wanted.before?.version ?? null, wanted.limit],
    );
  }

  /** Writes the next version of its code in its area. Of two at once the second waits for the first. */
  async insertPolicy(tx: Transaction, policy: PolicyToWrite): Promise<PolicyRow> {
    await tx.query('/* policy.lockCode */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4064))', [
      `${policy.areaCode} ${policy.code}`,
    ]);
    const [row] = await tx.query<PolicyRow>(
      `/* policy.insertPolicy */
       INSERT INTO policy (id, code, version, area_code, title_zh, title_en, issuing_department, document_number, valid_from,
                           valid_until, benefit_zh, benefit_en, service_kinds, grants_category, eligibility, documents,
                           review_days, card_lines, is_sample, published_by)
       SELECT $1, $2::text, (SELECT coalesce(max(version), 0) + 1 FROM policy WHERE area_code = $3 AND code = $2), $3::text, $4, $5, $6,
              $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, $16, $17, $18, $19
       RETURNING ${columns}`,
      [
        ...[policy.id, policy.code, policy.areaCode, policy.titleZh, policy.titleEn, policy.issuingDepartment],
        ...[policy.documentNumber, policy.validFrom, policy.validUntil, policy.benefitZh, policy.benefitEn],
        ...[policy.serviceKinds, policy.grantsCategory, JSON.stringify(policy.eligibility), policy.documents],
        ...[policy.reviewDays, policy.cardLines, policy.isSample, policy.publishedBy],
      ],
    );
    return row!;
  }

  async setStandard(tx: Transaction, standard: Omit<LocalStandardRow, 'setAt'>): Promise<LocalStandardRow> {
    const [row] = await tx.query<LocalStandardRow>(
      `/* policy.setStandard */
       INSERT INTO local_standard (area_code, kind, value, valid_from, source, is_sample, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (area_code, kind, valid_from) DO UPDATE
         SET value = excluded.value, source = excluded.source, is_sample = excluded.is_sample, set_by = excluded.set_by, set_at = now()
       RETURNING ${standardColumns}`,
      [
        ...[standard.areaCode, standard.kind, standard.value, standard.validFrom, standard.source],
        ...[standard.isSample, standard.setBy],
      ],
    );
    return row!;
  }

  /** Of each kind the standard that holds on a day where an area lies: of the nearest area, the newest. */
  standardsOn(statements: Statements, areaCode: string, day: string): Promise<LocalStandardRow[]> {
    return statements.query<LocalStandardRow>(
      `/* policy.standardsOn */
       SELECT DISTINCT ON (kind) ${standardColumns} FROM local_standard
        WHERE starts_with($1, area_code) AND valid_from <= $2::date
        ORDER BY kind, length(area_code) DESC, valid_from DESC`,
      [areaCode, day],
    );
  }

  async findStandard(
    statements: Statements,
    areaCode: string,
    kind: StandardKind,
    validFrom: string,
  ): Promise<LocalStandardRow | undefined> {
    const [row] = await statements.query<LocalStandardRow>(
      `/* policy.findStandard */
       SELECT ${standardColumns} FROM local_standard WHERE area_code = $1 AND kind = $2 AND valid_from = $3`,
      [areaCode, kind, validFrom],
    );
    return row;
  }

  async insertLink(tx: Transaction, link: PolicyLinkRow): Promise<PolicyLinkRow> {
    const [row] = await tx.query<PolicyLinkRow>(
      `/* policy.insertLink */
       INSERT INTO policy_link (id, household_id, policy_id, area_code, kind, linked_on, linked_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${linkColumns}`,
      [link.id, link.householdId, link.policyId, link.areaCode, link.kind, link.linkedOn, link.linkedBy],
    );
    return row!;
  }

  async findLink(statements: Statements, id: string): Promise<PolicyLinkRow | undefined> {
    const [row] = await statements.query<PolicyLinkRow>(
      `/* policy.findLink */ SELECT ${linkColumns} FROM policy_link WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The newest first. */
  linksOf(statements: Statements, householdIds: readonly string[]): Promise<PolicyLinkRow[]> {
    return statements.query<PolicyLinkRow>(
      `/* policy.linksOf */
       SELECT ${linkColumns} FROM policy_link WHERE household_id = ANY ($1::uuid[]) ORDER BY linked_on DESC, id DESC`,
      [householdIds],
    );
  }
}
