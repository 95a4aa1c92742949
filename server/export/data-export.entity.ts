/** Promises the rows of exports, of the records they read and of the pieces of their files, as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DataExportStatus, DataExportSubject } from '../../schema/export/data-export';
import type { SpreadsheetFormat } from '../../schema/import/import';
import type { IndicatorGrouping } from '../../schema/indicator/indicator';
import type { Scope } from '../indicator/indicator.policy';

export type RefusalCode = 'AUTHORITY_ENDED' | 'TOO_LARGE' | 'FAILED';

/** What is to be written, as it was asked for; the area of an officer who named none is in it. */
export interface AskedExport {
  readonly codes: readonly string[];
  readonly scope: Scope;
  readonly groupings: readonly IndicatorGrouping[];
  readonly byMonth: boolean;
}

@Entity('data_export')
export class DataExportEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ type: 'text' })
  subject!: DataExportSubject;

  @Column({ type: 'jsonb' })
  asked!: AskedExport;

  @Column({ type: 'text' })
  format!: SpreadsheetFormat;

  @Column({ type: 'text', default: 'REQUESTED' })
  status!: DataExportStatus;

  @Column({ type: 'text', nullable: true })
  refusal!: RefusalCode | null;

  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  @Column({ name: 'heard_at', type: 'timestamptz', default: () => 'now()' })
  heardAt!: Date;

  @Column({ type: 'integer', nullable: true })
  total!: number | null;

  @Column({ type: 'integer', default: 0 })
  done!: number;

  @Column({ name: 'row_count', type: 'integer', nullable: true })
  rowCount!: number | null;

  @Column({ name: 'byte_count', type: 'integer', nullable: true })
  byteCount!: number | null;

  @Column({ name: 'data_key', type: 'bytea', nullable: true })
  dataKey!: Buffer | null;

  @Column({ name: 'requested_at', type: 'timestamptz', default: () => 'now()' })
  requestedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;
}

@Entity('data_export_record')
export class DataExportRecordEntity {
  @PrimaryColumn({ name: 'export_id', type: 'uuid' })
  exportId!: string;

  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ name: 'subject_type', type: 'text' })
  subjectType!: string;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;
}

@Entity('data_export_piece')
export class DataExportPieceEntity {
  @PrimaryColumn({ name: 'export_id', type: 'uuid' })
  exportId!: string;

  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ type: 'bytea' })
  contents!: Buffer;
}
