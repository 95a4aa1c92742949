/** Promises the rows of courses as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EnrolmentStatus } from '../../schema/course/course';
import type { Situation } from '../../schema/taxonomy/situation';

@Entity('course')
export class CourseEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  venue!: string;

  @Column({ type: 'text', array: true })
  situations!: Situation[];

  @Column({ type: 'integer' })
  places!: number;

  @Column({ name: 'places_taken', type: 'integer', default: 0 })
  placesTaken!: number;

  @Column({ type: 'smallint' })
  sessions!: number;

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true })
  completedAt!: Date | null;

  @Column({ name: 'announced_by', type: 'uuid' })
  announcedBy!: string;

  @Column({ name: 'announced_at', type: 'timestamptz', default: () => 'now()' })
  announcedAt!: Date;
}

@Entity('course_enrolment')
export class CourseEnrolmentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'course_id', type: 'uuid' })
  courseId!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  status!: EnrolmentStatus;

  @Column({ name: 'queued_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  queuedAt!: Date;

  @Column({ name: 'enrolled_by', type: 'uuid' })
  enrolledBy!: string;

  @Column({ type: 'text', nullable: true })
  certificate!: string | null;
}

@Entity('course_attendance')
export class CourseAttendanceEntity {
  @PrimaryColumn({ name: 'enrolment_id', type: 'uuid' })
  enrolmentId!: string;

  @PrimaryColumn({ type: 'smallint' })
  session!: number;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}

export const courseEntities = [CourseEntity, CourseEnrolmentEntity, CourseAttendanceEntity];
