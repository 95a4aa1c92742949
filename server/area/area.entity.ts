/** Promises the row of an area as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AreaLevel } from '../../schema/area/area';

@Entity('area')
export class AreaEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ name: 'parent_code', type: 'text', nullable: true })
  parentCode!: string | null;

  @Column({ type: 'text' })
  level!: AreaLevel;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'edition_year', type: 'integer' })
  editionYear!: number;

  @Column({ name: 'pilot_since', type: 'date', nullable: true })
  pilotSince!: string | null;
}
