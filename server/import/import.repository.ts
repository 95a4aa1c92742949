/** Promises the only SQL for imported files and their entries. */
import type { Statements, Transaction } from '../database/database';
import type { DonationImportEntity, DonationImportEntryEntity } from './import.entity';

export type DonationImportRow = DonationImportEntity;
export type DonationImportEntryRow = DonationImportEntryEntity;

const columns = `id, donor_organisation_id AS "donorOrganisationId", recipient_organisation_id AS "recipientOrganisationId",
  format, row_count AS "rowCount", donation_count AS "donationCount", money_fen AS "moneyFen",
  goods_value_fen AS "goodsValueFen", registered_by AS "registeredBy", registered_at AS "registeredAt"`;
const entryColumns = `donation_id AS "donationId", import_id AS "importId", donor_organisation_id AS "donorOrganisationId",
  reference, row_number AS "rowNumber"`;

export class DonationImportRepository {
  /** Of these references, those under which the donor registered something before. */
  async knownReferences(
    tx: Transaction,
    donorOrganisationId: string,
    references: readonly string[],
  ): Promise<Set<string>> {
    const rows = await tx.query<{ reference: string }>(
      `/* import.knownReferences */
       SELECT reference FROM donation_import_entry WHERE donor_organisation_id = $1 AND reference = ANY ($2::text[])`,
      [donorOrganisationId, references],
    );
    return new Set(rows.map((row) => row.reference));
  }

  /** Holds the imports of a donor until the transaction ends, so that of two at once the second sees the first. */
  async lockDonor(tx: Transaction, donorOrganisationId: string): Promise<void> {
    await tx.query('/* import.lockDonor */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4063))', [
      donorOrganisationId,
    ]);
  }

  async insertImport(
    tx: Transaction,
    made: Omit<DonationImportRow, 'registeredAt'>,
    entries: readonly Pick<DonationImportEntryRow, 'donationId' | 'reference' | 'rowNumber'>[],
  ): Promise<DonationImportRow> {
    const [row] = await tx.query<DonationImportRow>(
      `/* import.insertImport */
       INSERT INTO donation_import (id, donor_organisation_id, recipient_organisation_id, format, row_count, donation_count,
                                    money_fen, goods_value_fen, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
      [
        ...[made.id, made.donorOrganisationId, made.recipientOrganisationId, made.format, made.rowCount],
        ...[made.donationCount, made.moneyFen, made.goodsValueFen, made.registeredBy],
      ],
    );
    await tx.query(
      `/* import.insertEntries */
       INSERT INTO donation_import_entry (donation_id, import_id, donor_organisation_id, reference, row_number)
       SELECT entry.donation_id, $1, $2, entry.reference, entry.row_number
         FROM unnest($3::uuid[], $4::text[], $5::integer[]) AS entry (donation_id, reference, row_number)`,
      [
        ...[made.id, made.donorOrganisationId, entries.map((entry) => entry.donationId)],
        ...[entries.map((entry) => entry.reference), entries.map((entry) => entry.rowNumber)],
      ],
    );
    return row!;
  }

  async findImport(statements: Statements, id: string): Promise<DonationImportRow | undefined> {
    const [row] = await statements.query<DonationImportRow>(
      `/* import.findImport */ SELECT ${columns} FROM donation_import WHERE id = $1`,
      [id],
    );
    return row;
  }

  entriesOf(statements: Statements, importId: string): Promise<DonationImportEntryRow[]> {
    return statements.query<DonationImportEntryRow>(
      `/* import.entriesOf */
       SELECT ${entryColumns} FROM donation_import_entry WHERE import_id = $1 ORDER BY row_number`,
      [importId],
    );
  }
}
