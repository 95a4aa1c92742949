/** Promises the row of a notice of holidays as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('holiday_notice')
export class HolidayNoticeEntity {
  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'date', array: true })
  holidays!: string[];

  @Column({ type: 'date', array: true })
  workdays!: string[];

  @Column({ name: 'command_id', type: 'uuid', nullable: true })
  commandId!: string | null;

  @Column({ name: 'recorded_by', type: 'uuid', nullable: true })
  recordedBy!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
