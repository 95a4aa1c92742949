/** Promises the rows of applications, their people and documents as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ApplicationMode,
  ApplicationStatus,
  ApplicationWithdrawalReason,
  AuthorityScope,
} from '../../schema/application/application';
import type { ConsentMethod } from '../../schema/household/consent';

@Entity('policy_application')
export class PolicyApplicationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'policy_id', type: 'uuid' })
  policyId!: string;

  @Column({ name: 'policy_code', type: 'text' })
  policyCode!: string;

  @Column({ type: 'text' })
  mode!: ApplicationMode;

  @Column({ type: 'text' })
  status!: ApplicationStatus;

  @Column({ name: 'begun_on', type: 'date' })
  begunOn!: string;

  @Column({ name: 'authority_member_id', type: 'uuid', nullable: true })
  authorityMemberId!: string | null;

  @Column({ name: 'authority_scope', type: 'text', array: true, nullable: true })
  authorityScope!: AuthorityScope[] | null;

  @Column({ name: 'authority_until', type: 'date', nullable: true })
  authorityUntil!: string | null;

  @Column({ name: 'authority_method', type: 'text', nullable: true })
  authorityMethod!: ConsentMethod | null;

  @Column({ name: 'submitted_on', type: 'date', nullable: true })
  submittedOn!: string | null;

  @Column({ name: 'accepted_on', type: 'date', nullable: true })
  acceptedOn!: string | null;

  @Column({ name: 'review_due_on', type: 'date', nullable: true })
  reviewDueOn!: string | null;

  @Column({ name: 'decided_on', type: 'date', nullable: true })
  decidedOn!: string | null;

  @Column({ name: 'decision_number', type: 'text', nullable: true })
  decisionNumber!: string | null;

  @Column({ name: 'appeal_until', type: 'date', nullable: true })
  appealUntil!: string | null;

  @Column({ name: 'withdrawal_reason', type: 'text', nullable: true })
  withdrawalReason!: ApplicationWithdrawalReason | null;

  @Column({ name: 'begun_by', type: 'uuid' })
  begunBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}

@Entity('policy_application_person')
export class PolicyApplicationPersonEntity {
  @PrimaryColumn({ name: 'application_id', type: 'uuid' })
  applicationId!: string;

  @PrimaryColumn({ name: 'member_id', type: 'uuid' })
  memberId!: string;
}

@Entity('policy_application_photo')
export class PolicyApplicationPhotoEntity {
  @PrimaryColumn({ name: 'application_id', type: 'uuid' })
  applicationId!: string;

  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @PrimaryColumn({ name: 'photo_id', type: 'uuid' })
  photoId!: string;
}

@Entity('policy_application_document')
export class PolicyApplicationDocumentEntity {
  @PrimaryColumn({ name: 'application_id', type: 'uuid' })
  applicationId!: string;

  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'provided_on', type: 'date', nullable: true })
  providedOn!: string | null;

  @Column({ name: 'is_waived', type: 'boolean', default: false })
  isWaived!: boolean;
}
