/** Promises the rows of trainings as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttendanceOutcome, TrainingStatus, TrainingSubject } from '../../schema/training/training';

@Entity('training')
export class TrainingEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  subject!: TrainingSubject;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'held_on', type: 'date' })
  heldOn!: string;

  @Column({ type: 'text' })
  place!: string;

  @Column({ type: 'integer' })
  minutes!: number;

  @Column({ type: 'text', default: 'PLANNED' })
  status!: TrainingStatus;

  @Column({ name: 'planned_by', type: 'uuid' })
  plannedBy!: string;

  @Column({ name: 'planned_at', type: 'timestamptz', default: () => 'now()' })
  plannedAt!: Date;
}

@Entity('training_attendance')
export class TrainingAttendanceEntity {
  @PrimaryColumn({ name: 'training_id', type: 'uuid' })
  trainingId!: string;

  @PrimaryColumn({ name: 'adviser_id', type: 'uuid' })
  adviserId!: string;

  @Column({ type: 'text' })
  outcome!: AttendanceOutcome;
}
