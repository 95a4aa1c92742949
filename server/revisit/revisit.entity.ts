/** Promises the row of a revisit as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RevisitOccasion, RevisitOutcome, Satisfaction } from '../../schema/revisit/revisit';

@Entity('revisit')
export class RevisitEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text', default: 'DELIVERY' })
  occasion!: RevisitOccasion;

  /** Of a delivery. */
  @Column({ name: 'need_id', type: 'uuid', nullable: true })
  needId!: string | null;

  /** Of an entry or exit. */
  @Column({ name: 'entry_id', type: 'uuid', nullable: true })
  entryId!: string | null;

  @Column({ name: 'household_id', type: 'uuid', nullable: true })
  householdId!: string | null;

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

  @Column({ name: 'visited_on', type: 'date', nullable: true })
  visitedOn!: string | null;

  @Column({ type: 'text', nullable: true })
  satisfaction!: Satisfaction | null;

  @Column({ type: 'text', nullable: true })
  outcome!: RevisitOutcome | null;

  /** Sealed with the key of the household. */
  @Column({ type: 'bytea', nullable: true, select: false })
  remark!: Buffer | null;
}
