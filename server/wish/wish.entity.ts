/** Promises the rows of shares, labels, thanks and consents to the honour board as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GoodsCondition, UseConsentMethod } from '../../schema/donation/enums';
import type { WishShareStatus } from '../../schema/wish/enums';

@Entity('wish_share')
export class WishShareEntity {
  /** The id of the donation that it is. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'donor_id', type: 'uuid' })
  donorId!: string;

  /** What is held of the price; once received, what was received. */
  @Column({ name: 'amount_fen', type: 'bigint' })
  amountFen!: bigint;

  @Column({ type: 'text' })
  status!: WishShareStatus;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'shared_by', type: 'uuid' })
  sharedBy!: string;

  @Column({ name: 'shared_at', type: 'timestamptz', default: () => 'now()' })
  sharedAt!: Date;
}

@Entity('wish_label')
export class WishLabelEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ type: 'text', unique: true })
  code!: string;

  @Column({ type: 'text' })
  item!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'text' })
  condition!: GoodsCondition;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'checked_by', type: 'uuid' })
  checkedBy!: string;

  @Column({ name: 'checked_at', type: 'timestamptz', default: () => 'now()' })
  checkedAt!: Date;
}

@Entity('wish_thanks')
export class WishThanksEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ type: 'text' })
  status!: 'PENDING' | 'APPROVED' | 'REJECTED';

  /** With the key of the household; gone once it is decided. */
  @Column({ name: 'sealed_text', type: 'bytea', nullable: true, select: false })
  sealedText!: Buffer | null;

  @Column({ name: 'approved_text', type: 'text', nullable: true })
  approvedText!: string | null;

  @Column({ name: 'rejection_reason', type: 'text', nullable: true })
  rejectionReason!: string | null;

  @Column({ name: 'said_at', type: 'timestamptz', default: () => 'now()' })
  saidAt!: Date;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
}

@Entity('honour_consent')
export class HonourConsentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'donor_id', type: 'uuid' })
  donorId!: string;

  @Column({ name: 'data_key', type: 'bytea', nullable: true, select: false })
  dataKey!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  name!: Buffer | null;

  @Column({ name: 'shows_amount', type: 'boolean' })
  showsAmount!: boolean;

  @Column({ type: 'text' })
  method!: UseConsentMethod;

  @Column({ name: 'agreed_at', type: 'timestamptz', default: () => 'now()' })
  agreedAt!: Date;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: 'withdrawn_by', type: 'uuid', nullable: true })
  withdrawnBy!: string | null;
}
