/** Promises the only SQL for who may raise from the public, and for the agreements by which others do it with them. */
import type { Statements, Transaction } from '../database/database';
import type { FundraisingPartnershipEntity, FundraisingQualificationEntity } from './project.entity';

export type PartnershipRow = FundraisingPartnershipEntity;
export type QualificationRow = FundraisingQualificationEntity;

const partnershipColumns = `project_id AS "projectId", organisation_id AS "organisationId",
  agreement_number AS "agreementNumber", agreed_on AS "agreedOn", proposed_by AS "proposedBy",
  confirmed_by AS "confirmedBy", confirmed_at AS "confirmedAt"`;
const qualificationColumns = `organisation_id AS "organisationId", certificate_number AS "certificateNumber",
  charity_since AS "charitySince", granted_on AS "grantedOn", revoked_on AS "revokedOn", recorded_by AS "recordedBy",
  recorded_at AS "recordedAt"`;

export class PartnershipRepository {
  findPartnerships(statements: Statements, projectIds: readonly string[]): Promise<PartnershipRow[]> {
    return statements.query<PartnershipRow>(
      `/* project.findPartnerships */
       SELECT ${partnershipColumns} FROM fundraising_partnership WHERE project_id = ANY ($1::uuid[])`,
      [projectIds],
    );
  }

  /** Puts an agreement in the place of the one before; it has to be confirmed anew. The project is held by the caller. */
  async putPartnership(
    tx: Transaction,
    agreement: Pick<PartnershipRow, 'projectId' | 'organisationId' | 'agreementNumber' | 'agreedOn' | 'proposedBy'>,
  ): Promise<void> {
    await tx.query(
      `/* project.putPartnership */
       INSERT INTO fundraising_partnership (project_id, organisation_id, agreement_number, agreed_on, proposed_by)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (project_id) DO UPDATE
         SET organisation_id = excluded.organisation_id, agreement_number = excluded.agreement_number,
             agreed_on = excluded.agreed_on, proposed_by = excluded.proposed_by, confirmed_by = NULL, confirmed_at = NULL`,
      [
        ...[agreement.projectId, agreement.organisationId, agreement.agreementNumber],
        ...[agreement.agreedOn, agreement.proposedBy],
      ],
    );
  }

  async confirmPartnership(tx: Transaction, projectId: string, accountId: string): Promise<void> {
    await tx.query(
      `/* project.confirmPartnership */
       UPDATE fundraising_partnership SET confirmed_by = $2, confirmed_at = now()
        WHERE project_id = $1 AND confirmed_by IS NULL`,
      [projectId, accountId],
    );
  }

  /** Takes a word back that was given for what the draft said before. */
  async withdrawConfirmation(tx: Transaction, projectId: string): Promise<void> {
    await tx.query(
      `/* project.withdrawConfirmation */
       UPDATE fundraising_partnership SET confirmed_by = NULL, confirmed_at = NULL WHERE project_id = $1`,
      [projectId],
    );
  }

  findQualifications(statements: Statements, organisationIds: readonly string[]): Promise<QualificationRow[]> {
    return statements.query<QualificationRow>(
      `/* project.findQualifications */
       SELECT ${qualificationColumns} FROM fundraising_qualification WHERE organisation_id = ANY ($1::uuid[])`,
      [organisationIds],
    );
  }

  /** Whether an organisation is qualified on a day, and approved now; it stays so until the transaction ends. */
  async holdQualified(tx: Transaction, organisationId: string, day: string): Promise<boolean> {
    const rows = await tx.query(
      `/* project.holdQualified */
       SELECT 1 FROM fundraising_qualification
        WHERE organisation_id = $1 AND granted_on <= $2::date AND (revoked_on IS NULL OR revoked_on > $2::date) FOR SHARE`,
      [organisationId, day],
    );
    return rows.length > 0;
  }

  async putQualification(
    tx: Transaction,
    qualification: Omit<QualificationRow, 'revokedOn' | 'recordedAt'>,
  ): Promise<QualificationRow> {
    const [row] = await tx.query<QualificationRow>(
      `/* project.putQualification */
       INSERT INTO fundraising_qualification (organisation_id, certificate_number, charity_since, granted_on, recorded_by)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id) DO UPDATE
         SET certificate_number = excluded.certificate_number, charity_since = excluded.charity_since,
             granted_on = excluded.granted_on, recorded_by = excluded.recorded_by, recorded_at = now(), revoked_on = NULL
       RETURNING ${qualificationColumns}`,
      [
        ...[qualification.organisationId, qualification.certificateNumber, qualification.charitySince],
        ...[qualification.grantedOn, qualification.recordedBy],
      ],
    );
    return row!;
  }

  /** Ends a qualification from a day on; one that has ended stays as it is. Undefined when there is none. */
  async revokeQualification(
    tx: Transaction,
    organisationId: string,
    day: string,
  ): Promise<QualificationRow | undefined> {
    const [row] = await tx.query<QualificationRow>(
      `/* project.revokeQualification */
       UPDATE fundraising_qualification SET revoked_on = coalesce(revoked_on, greatest($2::date, granted_on))
        WHERE organisation_id = $1 RETURNING ${qualificationColumns}`,
      [organisationId, day],
    );
    return row;
  }
}
