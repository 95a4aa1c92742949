/** Promises the rows of what was told as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgeBand } from '../../schema/household/household';
import type { Situation } from '../../schema/taxonomy/situation';

@Entity('told_place')
export class ToldPlaceEntity {
  @PrimaryColumn({ name: 'need_id', type: 'uuid' })
  needId!: string;

  /** What whoever gave knows beforehand: the conditions of the gift. */
  @PrimaryColumn({ name: 'given_for', type: 'text' })
  givenFor!: string;

  /** Null: nothing is told. */
  @Column({ name: 'area_code', type: 'text', nullable: true })
  areaCode!: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  situations!: Situation[];

  @Column({ name: 'age_bands', type: 'text', array: true, default: '{}' })
  ageBands!: AgeBand[];

  @Column({ name: 'told_at', type: 'timestamptz', default: () => 'now()' })
  toldAt!: Date;
}
