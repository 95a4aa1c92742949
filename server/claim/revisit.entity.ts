/** Promises the row of a revisit as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RevisitOutcome, Satisfaction } from '../../schema/claim/revisit';

@Entity('revisit')
export class RevisitEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'announced_at', type: 'timestamptz', nullable: true })
  announcedAt!: Date | null;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;

  @Column({ name: 'done_by', type: 'uuid', nullable: true })
  doneBy!: string | null;

  @Column({ type: 'text', nullable: true })
  satisfaction!: Satisfaction | null;

  @Column({ type: 'text', nullable: true })
  outcome!: RevisitOutcome | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
