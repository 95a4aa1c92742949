/** Promises the rows of a claim and of a service record as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimStatus } from '../../schema/claim/claim';

@Entity('claim')
export class ClaimEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'offering_id', type: 'uuid' })
  offeringId!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'text' })
  status!: ClaimStatus;

  @Column({ name: 'held_from_status', type: 'text', nullable: true })
  heldFromStatus!: ClaimStatus.CONFIRMED | ClaimStatus.IN_PROGRESS | null;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'reason_note', type: 'text', nullable: true })
  reasonNote!: string | null;

  @Column({ name: 'claimed_by', type: 'uuid' })
  claimedBy!: string;

  @Column({ name: 'claimed_at', type: 'timestamptz', default: () => 'now()' })
  claimedAt!: Date;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true })
  deliveredAt!: Date | null;

  @Column({ name: 'quantity_delivered', type: 'integer', nullable: true })
  quantityDelivered!: number | null;

  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true })
  completedAt!: Date | null;
}

@Entity('service_record')
export class ServiceRecordEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'claim_id', type: 'uuid' })
  claimId!: string;

  @Column({ name: 'served_on', type: 'date' })
  servedOn!: string;

  @Column({ type: 'integer', nullable: true })
  minutes!: number | null;

  @Column({ type: 'text' })
  note!: string;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}

@Entity('service_record_photo')
export class ServiceRecordPhotoEntity {
  @PrimaryColumn({ name: 'service_record_id', type: 'uuid' })
  serviceRecordId!: string;

  @PrimaryColumn({ name: 'photo_id', type: 'uuid' })
  photoId!: string;
}
