/** Promises the row of the population of a grid as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('population')
export class PopulationEntity {
  @PrimaryColumn({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'integer' })
  residents!: number;

  @Column({ name: 'aged_60_plus', type: 'integer' })
  aged60Plus!: number;

  @Column({ name: 'living_alone_80_plus', type: 'integer' })
  livingAlone80Plus!: number;

  @Column({ type: 'integer' })
  disabled!: number;

  @Column({ name: 'low_income', type: 'integer' })
  lowIncome!: number;

  @Column({ name: 'under_14', type: 'integer' })
  under14!: number;

  @Column({ name: 'counted_on', type: 'date' })
  countedOn!: string;

  @Column({ name: 'imported_by', type: 'uuid' })
  importedBy!: string;

  @Column({ name: 'imported_at', type: 'timestamptz', default: () => 'now()' })
  importedAt!: Date;
}
