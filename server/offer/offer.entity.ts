/** Promises the row of an offer as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfferOrigin, OfferStatus, OfferWithdrawalReason } from '../../schema/offer/enums';
import type { ReferralRejectionReason } from '../../schema/referral/enums';

@Entity('offer')
export class OfferEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'offering_id', type: 'uuid' })
  offeringId!: string;

  @Column({ name: 'opens_at', type: 'timestamptz' })
  opensAt!: Date;

  @Column({ type: 'integer' })
  round!: number;

  @Column({ type: 'text' })
  origin!: OfferOrigin;

  @Column({ type: 'integer' })
  score!: number;

  @Column({ name: 'ruleset_version', type: 'text' })
  rulesetVersion!: string;

  @Column({ type: 'text', default: 'OFFERED' })
  status!: OfferStatus;

  @Column({ type: 'text', nullable: true })
  reason!: ReferralRejectionReason | OfferWithdrawalReason | null;

  @Column({ name: 'reason_note', type: 'text', nullable: true })
  reasonNote!: string | null;

  @Column({ name: 'offered_at', type: 'timestamptz', default: () => 'now()' })
  offeredAt!: Date;

  @Column({ name: 'offered_until', type: 'timestamptz' })
  offeredUntil!: Date;

  @Column({ name: 'answered_by', type: 'uuid', nullable: true })
  answeredBy!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;

  @Column({ name: 'claim_id', type: 'uuid', nullable: true })
  claimId!: string | null;
}
