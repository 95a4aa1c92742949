/** Promises the rows of files of triggers, what is staged of them and what is wrong in them, as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SpreadsheetFormat } from '../../schema/import/import';
import type { TriggerImportStatus } from '../../schema/intake/trigger-import';
import type { VisitTrigger } from '../../schema/visit/enums';

@Entity('trigger_import')
export class TriggerImportEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'department_id', type: 'uuid', nullable: true })
  departmentId!: string | null;

  @Column({ type: 'text' })
  format!: SpreadsheetFormat;

  @Column({ type: 'text' })
  status!: TriggerImportStatus;

  @Column({ name: 'row_count', type: 'integer', default: 0 })
  rowCount!: number;

  @Column({ name: 'bad_row_count', type: 'integer', default: 0 })
  badRowCount!: number;

  @Column({ name: 'repeated_in_file_count', type: 'integer', default: 0 })
  repeatedInFileCount!: number;

  @Column({ name: 'reported_before_count', type: 'integer', default: 0 })
  reportedBeforeCount!: number;

  @Column({ name: 'known_person_count', type: 'integer', default: 0 })
  knownPersonCount!: number;

  @Column({ name: 'registered_count', type: 'integer', nullable: true })
  registeredCount!: number | null;

  @Column({ name: 'begun_at', type: 'timestamptz', default: () => 'now()' })
  begunAt!: Date;

  @Column({ name: 'heard_at', type: 'timestamptz', default: () => 'now()' })
  heardAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}

@Entity('trigger_import_row')
export class TriggerImportRowEntity {
  @PrimaryColumn({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @PrimaryColumn({ name: 'row_number', type: 'integer' })
  rowNumber!: number;

  @Column({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;

  @Column({ name: 'trigger_kind', type: 'text' })
  trigger!: VisitTrigger;

  @Column({ name: 'occurred_on', type: 'date' })
  occurredOn!: string;

  @Column({ name: 'person_index', type: 'bytea' })
  personIndex!: Buffer;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ name: 'found_person_id', type: 'uuid', nullable: true })
  foundPersonId!: string | null;

  @Column({ name: 'data_key', type: 'bytea', nullable: true })
  dataKey!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  details!: Buffer | null;

  @Column({ name: 'is_repeated', type: 'boolean', default: false })
  isRepeated!: boolean;

  @Column({ name: 'is_known', type: 'boolean', default: false })
  isKnown!: boolean;
}

@Entity('trigger_import_problem')
export class TriggerImportProblemEntity {
  @PrimaryColumn({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @PrimaryColumn({ name: 'row_number', type: 'integer' })
  rowNumber!: number;

  @PrimaryColumn({ name: 'column_name', type: 'text' })
  columnName!: string;

  @Column({ name: 'message_zh', type: 'text' })
  messageZh!: string;

  @Column({ name: 'message_en', type: 'text' })
  messageEn!: string;
}
