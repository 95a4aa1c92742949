/** Promises the row of a household's means as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MeansSource } from '../../schema/household/means';

@Entity('household_means')
export class HouseholdMeansEntity {
  @PrimaryColumn({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ type: 'text' })
  source!: MeansSource;

  /** Sealed with the key of the household. */
  @Column({ type: 'bytea', nullable: true, select: false })
  figures!: Buffer | null;

  @Column({ name: 'recorded_by', type: 'uuid', nullable: true })
  recordedBy!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
