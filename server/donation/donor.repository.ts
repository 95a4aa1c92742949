/** Promises the only SQL for donors and for the points where donations are handed in. */
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
    const [row] = await statements.query<DonationPointEntity>(
      `/* donation.findPoint */
       SELECT id, organisation_id AS "organisationId", name, area_code AS "areaCode", opened_at AS "openedAt", closed_at AS "closedAt"
         FROM donation_point WHERE id = $1`,
      [id],
    );
    return row;
  }
}
