/** Promises the rows of a swap, its legs and its parties as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReferralRejectionReason } from '../../schema/referral/enums';
import type { SwapAnswer, SwapStatus, SwapVoidReason } from '../../schema/swap/enums';
import type { Explanation } from '../matching/engine/explanation';

@Entity('swap')
export class SwapEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'round_id', type: 'uuid' })
  roundId!: string;

  @Column({ type: 'text' })
  status!: SwapStatus;

  @Column({ type: 'integer' })
  gain!: number;

  @Column({ name: 'ruleset_version', type: 'text' })
  rulesetVersion!: string;

  @Column({ name: 'proposed_by', type: 'uuid' })
  proposedBy!: string;

  @Column({ name: 'proposed_at', type: 'timestamptz', default: () => 'now()' })
  proposedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  @Column({ name: 'void_reason', type: 'text', nullable: true })
  voidReason!: SwapVoidReason | null;
}

@Entity('swap_leg')
export class SwapLegEntity {
  @PrimaryColumn({ name: 'swap_id', type: 'uuid' })
  swapId!: string;

  @PrimaryColumn({ type: 'smallint' })
  position!: number;

  @Column({ name: 'claim_id', type: 'uuid' })
  claimId!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'from_organisation_id', type: 'uuid' })
  fromOrganisationId!: string;

  @Column({ name: 'from_offering_id', type: 'uuid' })
  fromOfferingId!: string;

  @Column({ name: 'to_organisation_id', type: 'uuid' })
  toOrganisationId!: string;

  @Column({ name: 'to_offering_id', type: 'uuid' })
  toOfferingId!: string;

  @Column({ type: 'jsonb' })
  before!: Explanation;

  @Column({ type: 'jsonb' })
  after!: Explanation;

  @Column({ name: 'before_decision_id', type: 'uuid', nullable: true })
  beforeDecisionId!: string | null;

  @Column({ name: 'after_decision_id', type: 'uuid', nullable: true })
  afterDecisionId!: string | null;

  @Column({ type: 'boolean', default: true })
  open!: boolean;

  @Column({ name: 'made_claim_id', type: 'uuid', nullable: true })
  madeClaimId!: string | null;
}

@Entity('swap_party')
export class SwapPartyEntity {
  @PrimaryColumn({ name: 'swap_id', type: 'uuid' })
  swapId!: string;

  @PrimaryColumn({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text', nullable: true })
  answer!: SwapAnswer | null;

  @Column({ type: 'text', nullable: true })
  reason!: ReferralRejectionReason | null;

  @Column({ name: 'answered_by', type: 'uuid', nullable: true })
  answeredBy!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;
}
