/** Promises the rows of casework as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AccessGround,
  AppealStatus,
  CaseClosureReason,
  CaseKind,
  CaseStatus,
  DisputeKind,
  DisputeOutcome,
  GoalKind,
  GoalStatus,
  WatchOutcome,
} from '../../schema/casework/enums';
import type { ConsentMethod } from '../../schema/household/consent';
import type { Domain } from '../../schema/taxonomy/service-kind';

@Entity('care_case')
export class CareCaseEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  kind!: CaseKind;

  @Column({ name: 'dispute_kind', type: 'text', nullable: true })
  disputeKind!: DisputeKind | null;

  @Column({ type: 'text' })
  status!: CaseStatus;

  @Column({ name: 'worker_id', type: 'uuid' })
  workerId!: string;

  @Column({ name: 'provider_organisation_id', type: 'uuid', nullable: true })
  providerOrganisationId!: string | null;

  @Column({ name: 'provider_agreement_method', type: 'text', nullable: true })
  providerAgreementMethod!: ConsentMethod | null;

  @Column({ name: 'agreement_method', type: 'text' })
  agreementMethod!: ConsentMethod;

  @Column({ name: 'guardian_given', type: 'boolean' })
  guardianGiven!: boolean;

  @Column({ name: 'resilience_before', type: 'smallint', array: true, nullable: true })
  resilienceBefore!: number[] | null;

  @Column({ name: 'resilience_after', type: 'smallint', array: true, nullable: true })
  resilienceAfter!: number[] | null;

  @Column({ name: 'next_review_on', type: 'date', nullable: true })
  nextReviewOn!: string | null;

  @Column({ name: 'closure_reason', type: 'text', nullable: true })
  closureReason!: CaseClosureReason | null;

  @Column({ name: 'dispute_outcome', type: 'text', nullable: true })
  disputeOutcome!: DisputeOutcome | null;

  @Column({ name: 'closing_note', type: 'bytea', nullable: true })
  closingNote!: Buffer | null;

  @Column({ name: 'opened_by', type: 'uuid' })
  openedBy!: string;

  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}

@Entity('care_access')
export class CareAccessEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ type: 'text' })
  ground!: AccessGround;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'granted_by', type: 'uuid' })
  grantedBy!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  since!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null;
}

@Entity('care_assessment')
export class CareAssessmentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ type: 'text', array: true })
  domains!: Domain[];

  @Column({ type: 'bytea' })
  strengths!: Buffer;

  @Column({ type: 'bytea' })
  risks!: Buffer;

  @Column({ name: 'assessed_by', type: 'uuid' })
  assessedBy!: string;

  @Column({ name: 'assessed_at', type: 'timestamptz', default: () => 'now()' })
  assessedAt!: Date;
}

@Entity('care_goal')
export class CareGoalEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ type: 'text' })
  kind!: GoalKind;

  @Column({ type: 'bytea' })
  sealed!: Buffer;

  @Column({ type: 'text', default: 'OPEN' })
  status!: GoalStatus;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' })
  setAt!: Date;
}

@Entity('care_step')
export class CareStepEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'goal_id', type: 'uuid' })
  goalId!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ type: 'bytea' })
  sealed!: Buffer;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'done_on', type: 'date', nullable: true })
  doneOn!: string | null;
}

@Entity('care_review')
export class CareReviewEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ type: 'bytea' })
  note!: Buffer;

  @Column({ type: 'smallint', array: true })
  resilience!: number[];

  @Column({ name: 'reviewed_by', type: 'uuid' })
  reviewedBy!: string;

  @Column({ name: 'reviewed_at', type: 'timestamptz', default: () => 'now()' })
  reviewedAt!: Date;
}

@Entity('care_service')
export class CareServiceEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @PrimaryColumn({ name: 'subject_type', type: 'text' })
  subjectType!: string;

  @PrimaryColumn({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ name: 'linked_by', type: 'uuid' })
  linkedBy!: string;

  @Column({ name: 'linked_at', type: 'timestamptz', default: () => 'now()' })
  linkedAt!: Date;
}

@Entity('household_watch')
export class HouseholdWatchEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'bytea' })
  reason!: Buffer;

  @Column({ name: 'interval_days', type: 'integer' })
  intervalDays!: number;

  @Column({ name: 'next_review_on', type: 'date', nullable: true })
  nextReviewOn!: string | null;

  @Column({ name: 'started_by', type: 'uuid' })
  startedBy!: string;

  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}

@Entity('household_watch_review')
export class HouseholdWatchReviewEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'watch_id', type: 'uuid' })
  watchId!: string;

  @Column({ type: 'text' })
  outcome!: WatchOutcome;

  @Column({ type: 'bytea' })
  note!: Buffer;

  @Column({ name: 'reviewed_by', type: 'uuid' })
  reviewedBy!: string;

  @Column({ name: 'reviewed_at', type: 'timestamptz', default: () => 'now()' })
  reviewedAt!: Date;
}

@Entity('media_appeal')
export class MediaAppealEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text' })
  status!: AppealStatus;

  @Column({ type: 'text', nullable: true })
  text!: string | null;

  @Column({ type: 'timestamptz' })
  until!: Date;

  @Column({ name: 'drafted_by', type: 'uuid' })
  draftedBy!: string;

  @Column({ name: 'drafted_at', type: 'timestamptz', default: () => 'now()' })
  draftedAt!: Date;

  @Column({ name: 'published_by', type: 'uuid', nullable: true })
  publishedBy!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;
}

export const caseworkEntities = [
  CareAccessEntity,
  CareAssessmentEntity,
  CareCaseEntity,
  CareGoalEntity,
  CareReviewEntity,
  CareServiceEntity,
  CareStepEntity,
  HouseholdWatchEntity,
  HouseholdWatchReviewEntity,
  MediaAppealEntity,
];
