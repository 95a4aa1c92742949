/** Promises the rows of employment as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JobPostKind, PlacementEnd, PlacementStatus, WorkAbility } from '../../schema/employment/enums';
import type { Literacy } from '../../schema/need/enums';
import type { Situation } from '../../schema/taxonomy/situation';

@Entity('job_post')
export class JobPostEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: JobPostKind;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'area_codes', type: 'text', array: true })
  areaCodes!: string[];

  @Column({ type: 'text', array: true })
  situations!: Situation[];

  @Column({ name: 'age_from', type: 'smallint' })
  ageFrom!: number;

  @Column({ name: 'age_to', type: 'smallint' })
  ageTo!: number;

  @Column({ type: 'text' })
  education!: Literacy;

  @Column({ type: 'text', array: true })
  abilities!: WorkAbility[];

  @Column({ type: 'text', array: true })
  skills!: string[];

  @Column({ name: 'monthly_fen', type: 'bigint' })
  monthlyFen!: bigint;

  @Column({ type: 'integer' })
  places!: number;

  @Column({ name: 'places_taken', type: 'integer', default: 0 })
  placesTaken!: number;

  @Column({ name: 'closes_on', type: 'date' })
  closesOn!: string;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ name: 'published_by', type: 'uuid' })
  publishedBy!: string;

  @Column({ name: 'published_at', type: 'timestamptz', default: () => 'now()' })
  publishedAt!: Date;
}

@Entity('job_seeker')
export class JobSeekerEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  education!: Literacy;

  @Column({ type: 'text', array: true })
  abilities!: WorkAbility[];

  @Column({ type: 'text', array: true })
  skills!: string[];

  @Column({ name: 'birth_year', type: 'bytea' })
  birthYear!: Buffer;

  @Column({ name: 'registered_by', type: 'uuid' })
  registeredBy!: string;

  @Column({ name: 'registered_at', type: 'timestamptz', default: () => 'now()' })
  registeredAt!: Date;
}

@Entity('job_placement')
export class JobPlacementEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'post_id', type: 'uuid' })
  postId!: string;

  @Column({ name: 'seeker_id', type: 'uuid' })
  seekerId!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  status!: PlacementStatus;

  @Column({ type: 'integer' })
  score!: number;

  @Column({ name: 'referred_by', type: 'uuid' })
  referredBy!: string;

  @Column({ name: 'referred_at', type: 'timestamptz', default: () => 'now()' })
  referredAt!: Date;

  @Column({ name: 'interviewed_on', type: 'date', nullable: true })
  interviewedOn!: string | null;

  @Column({ name: 'hired_on', type: 'date', nullable: true })
  hiredOn!: string | null;

  @Column({ name: 'kept_3_on', type: 'date', nullable: true })
  kept3On!: string | null;

  @Column({ name: 'kept_6_on', type: 'date', nullable: true })
  kept6On!: string | null;

  @Column({ name: 'ended_on', type: 'date', nullable: true })
  endedOn!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: PlacementEnd | null;
}

export const employmentEntities = [JobPostEntity, JobSeekerEntity, JobPlacementEntity];
