/** Promises the only SQL for donors and for the points where donations are handed in. */
import type { DonationForm } from '../../schema/donation/enums';
import type { Statements, Transaction } from '../database/database';
import type { DonationPointEntity, DonorEntity } from './donation.entity';

export type DonorRow = Pick<DonorEntity, 'id' | 'kind' | 'organisationId'>;

export class DonorRepository {
  /** The donor that an organisation is; made when it gives for the first time. */
  async donorOfOrganisation(tx: Transaction, id: string, organisationId: string): Promise<string> {
    await tx.query(
      `/* donation.donorOfOrganisation */
       INSERT INTO donor (id, kind, organisation_id) VALUES ($1, 'ORGANISATION', $2) ON CONFLICT (organisation_id) DO NOTHING`,
      [id, organisationId],
    );
    const [row] = await tx.query<{ id: string }>('SELECT id FROM donor WHERE organisation_id = $1', [organisationId]);
    return row!.id;
  }

  async findDonor(statements: Statements, id: string): Promise<DonorRow | undefined> {
    const [row] = await statements.query<DonorRow>(
      '/* donation.findDonor */ SELECT id, kind, organisation_id AS "organisationId" FROM donor WHERE id = $1',
      [id],
    );
    return row;
  }

  /** Whether a donor promised or gave something to one of these charities. */
  async givesToAny(statements: Statements, donorId: string, recipientIds: readonly string[]): Promise<boolean> {
    const rows = await statements.query(
      `/* donation.givesToAny */
       SELECT 1 FROM donation
        WHERE donor_id = $1 AND recipient_organisation_id = ANY ($2::uuid[]) AND status <> 'WITHDRAWN' LIMIT 1`,
      [donorId, recipientIds],
    );
    return rows.length > 0;
  }

  /** What is booked for what was received from donors: money under the id of the donation, goods under those of their lots. */
  holdingsOfDonors(
    statements: Statements,
    donorIds: readonly string[],
  ): Promise<{ readonly donorId: string; readonly holdingId: string; readonly form: DonationForm }[]> {
    return statements.query(
      `/* donation.holdingsOfDonors */
       SELECT d.donor_id AS "donorId", coalesce(l.id, d.id) AS "holdingId", d.form
         FROM donation d LEFT JOIN donation_lot l ON l.donation_id = d.id AND l.withdrawn_at IS NULL
        WHERE d.donor_id = ANY ($1::uuid[]) AND d.status = 'RECEIVED' AND d.form <> 'SERVICE'`,
      [donorIds],
    );
  }

  /** The donor that an organisation is, if it ever gave. */
  async findDonorOf(statements: Statements, organisationId: string): Promise<DonorRow | undefined> {
    const [row] = await statements.query<DonorRow>(
      '/* donation.findDonorOf */ SELECT id, kind, organisation_id AS "organisationId" FROM donor WHERE organisation_id = $1',
      [organisationId],
    );
    return row;
  }

  async insertDonor(
    tx: Transaction,
    donor: Pick<DonorEntity, 'id' | 'kind' | 'dataKey' | 'name' | 'residentNumber' | 'residentNumberIndex'> & {
      readonly registeredBy: string;
    },
  ): Promise<void> {
    await tx.query(
      `/* donation.insertDonor */
       INSERT INTO donor (id, kind, data_key, name, resident_number, resident_number_index, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[donor.id, donor.kind, donor.dataKey, donor.name, donor.residentNumber, donor.residentNumberIndex],
        donor.registeredBy,
      ],
    );
  }

  async insertPoint(tx: Transaction, point: Omit<DonationPointEntity, 'openedAt' | 'closedAt'>): Promise<void> {
    await tx.query(
      '/* donation.insertPoint */ INSERT INTO donation_point (id, organisation_id, name, area_code) VALUES ($1, $2, $3, $4)',
      [point.id, point.organisationId, point.name, point.areaCode],
    );
  }

  async findPoint(statements: Statements, id: string): Promise<DonationPointEntity | undefined> {
    return (await this.findPoints(statements, [id]))[0];
  }

  findPoints(statements: Statements, ids: readonly string[]): Promise<DonationPointEntity[]> {
    return statements.query<DonationPointEntity>(
      `/* donation.findPoints */
       SELECT id, organisation_id AS "organisationId", name, area_code AS "areaCode", opened_at AS "openedAt", closed_at AS "closedAt"
         FROM donation_point WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }
}
