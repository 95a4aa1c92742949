/** Promises the rows of imported files and their entries as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SpreadsheetFormat } from '../../schema/import/import';

@Entity('donation_import')
export class DonationImportEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'donor_organisation_id', type: 'uuid' })
  donorOrganisationId!: string;

  @Column({ name: 'recipient_organisation_id', type: 'uuid' })
  recipientOrganisationId!: string;

  @Column({ type: 'text' })
  format!: SpreadsheetFormat;

  @Column({ name: 'row_count', type: 'integer' })
  rowCount!: number;

  @Column({ name: 'donation_count', type: 'integer' })
  donationCount!: number;

  @Column({ name: 'money_fen', type: 'bigint' })
  moneyFen!: bigint;

  @Column({ name: 'goods_value_fen', type: 'bigint' })
  goodsValueFen!: bigint;

  @Column({ name: 'registered_by', type: 'uuid' })
  registeredBy!: string;

  @Column({ name: 'registered_at', type: 'timestamptz', default: () => 'now()' })
  registeredAt!: Date;
}

@Entity('donation_import_entry')
export class DonationImportEntryEntity {
  @PrimaryColumn({ name: 'donation_id', type: 'uuid' })
  donationId!: string;

  @Column({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @Column({ name: 'donor_organisation_id', type: 'uuid' })
  donorOrganisationId!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ name: 'row_number', type: 'integer' })
  rowNumber!: number;
}
