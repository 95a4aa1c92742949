/** Promises the row of a register entry as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LowIncomeCategory } from '../../schema/household/household';
import type { ExitReason } from '../../schema/register/register';

@Entity('register_entry')
export class RegisterEntryEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The keyed blind index of the resident number; null where none is known, and after erasure. */
  @Column({ name: 'person_index', type: 'bytea', nullable: true, select: false })
  personIndex!: Buffer | null;

  @Column({ name: 'household_id', type: 'uuid', nullable: true })
  householdId!: string | null;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  category!: LowIncomeCategory;

  @Column({ name: 'entered_on', type: 'date' })
  enteredOn!: string;

  @Column({ name: 'decision_number', type: 'text', nullable: true })
  decisionNumber!: string | null;

  @Column({ name: 'is_stock', type: 'boolean', default: false })
  isStock!: boolean;

  @Column({ name: 'import_id', type: 'uuid', nullable: true })
  importId!: string | null;

  @Column({ name: 'exited_on', type: 'date', nullable: true })
  exitedOn!: string | null;

  @Column({ name: 'exit_reason', type: 'text', nullable: true })
  exitReason!: ExitReason | null;

  @Column({ name: 'exit_decision_number', type: 'text', nullable: true })
  exitDecisionNumber!: string | null;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
