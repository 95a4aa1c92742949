/** Promises the rows of the ledger of warnings as the migrated database has them. */
import { Column, Entity, PrimaryColumn, type ColumnType } from 'typeorm';
import type { WarningLevel, WarningOutcome, WarningRule, WarningState } from '../../schema/warning/warning';

const xid8 = 'xid8' as ColumnType as 'text';

@Entity('warning')
export class WarningEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  rule!: WarningRule;

  @Column({ type: 'uuid', array: true, default: '{}' })
  readers!: string[];

  @Column({ type: 'text' })
  level!: WarningLevel;

  @Column({ type: 'text' })
  state!: WarningState;

  @Column({ type: 'integer' })
  cases!: number;

  @Column({ type: 'timestamptz' })
  since!: Date;

  @Column({ name: 'level_since', type: 'timestamptz' })
  levelSince!: Date;

  @Column({ type: 'boolean' })
  holds!: boolean;

  @Column({ name: 'raised_at', type: 'timestamptz', default: () => 'now()' })
  raisedAt!: Date;

  @Column({ name: 'times_raised', type: 'integer', default: 1 })
  timesRaised!: number;

  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  acknowledgedAt!: Date | null;

  @Column({ name: 'acknowledged_by', type: 'uuid', nullable: true })
  acknowledgedBy!: string | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'resolved_by', type: 'uuid', nullable: true })
  resolvedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: WarningOutcome | null;
}

@Entity('warning_cursor')
export class WarningCursorEntity {
  @PrimaryColumn({ type: 'boolean', default: true })
  single!: boolean;

  @Column({ type: xid8, default: '0' })
  transaction!: string;

  @Column({ type: 'bigint', default: 0 })
  position!: bigint;
}
