/** Promises the row of a referral as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReferralMode, ReferralRejectionReason, ReferralStatus } from '../../schema/referral/enums';
import type { Explanation } from '../matching/engine/explanation';

@Entity('referral')
export class ReferralEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text' })
  mode!: ReferralMode;

  @Column({ type: 'text', default: 'REQUESTED' })
  status!: ReferralStatus;

  @Column({ type: 'text', nullable: true })
  reason!: ReferralRejectionReason | null;

  @Column({ name: 'reason_note', type: 'text', nullable: true })
  reasonNote!: string | null;

  @Column({ type: 'integer' })
  score!: number;

  @Column({ type: 'jsonb' })
  explanation!: Explanation;

  @Column({ name: 'ruleset_version', type: 'text' })
  rulesetVersion!: string;

  @Column({ name: 'referred_by', type: 'uuid' })
  referredBy!: string;

  @Column({ name: 'referred_at', type: 'timestamptz', default: () => 'now()' })
  referredAt!: Date;

  @Column({ name: 'answered_by', type: 'uuid', nullable: true })
  answeredBy!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;
}
