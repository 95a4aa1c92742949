/** Promises the row of a need as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  EconomicStatus,
  HardshipDegree,
  Literacy,
  NeedKind,
  NeedOrigin,
  NeedStatus,
  Urgency,
} from '../../schema/need/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';

@Entity('need_photo')
export class NeedPhotoEntity {
  @PrimaryColumn({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @PrimaryColumn({ name: 'photo_id', type: 'uuid' })
  photoId!: string;
}

@Entity('need')
export class NeedEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ type: 'text' })
  kind!: NeedKind;

  @Column({ name: 'service_kind', type: 'text' })
  serviceKind!: ServiceKind;

  @Column({ type: 'text' })
  origin!: NeedOrigin;

  @Column({ type: 'text' })
  urgency!: Urgency;

  @Column({ name: 'card_text', type: 'text' })
  cardText!: string;

  @Column({ name: 'wanted_by', type: 'date', nullable: true })
  wantedBy!: string | null;

  @Column({ type: 'integer', default: 1 })
  quantity!: number;

  @Column({ name: 'quantity_unit', type: 'text', nullable: true })
  quantityUnit!: string | null;

  @Column({ name: 'quantity_claimed', type: 'integer', default: 0 })
  quantityClaimed!: number;

  @Column({ name: 'quantity_delivered', type: 'integer', default: 0 })
  quantityDelivered!: number;

  @Column({ name: 'price_ceiling_fen', type: 'bigint', nullable: true })
  priceCeilingFen!: bigint | null;

  /** The thing that is wished for; of a micro-wish only. */
  @Column({ name: 'wished_item', type: 'text', nullable: true })
  wishedItem!: string | null;

  /** How much of the price is held by shares of donors, received or not. */
  @Column({ name: 'held_fen', type: 'bigint', default: 0 })
  heldFen!: bigint;

  /** How much of what is held was received. */
  @Column({ name: 'received_fen', type: 'bigint', default: 0 })
  receivedFen!: bigint;

  @Column({ type: 'text', array: true, default: '{}' })
  situations!: Situation[];

  @Column({ type: 'text', array: true, default: '{}' })
  languages!: string[];

  @Column({ type: 'text', array: true, default: '{}' })
  skills!: string[];

  @Column({ type: 'text', nullable: true })
  literacy!: Literacy | null;

  @Column({ name: 'economic_status', type: 'text', nullable: true })
  economicStatus!: EconomicStatus | null;

  @Column({ name: 'hardship_degree', type: 'text', nullable: true })
  hardshipDegree!: HardshipDegree | null;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'boolean' })
  restricted!: boolean;

  @Column({ type: 'text' })
  status!: NeedStatus;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  @Column({ name: 'status_reason', type: 'text', nullable: true })
  statusReason!: string | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'referred_at', type: 'timestamptz', nullable: true })
  referredAt!: Date | null;

  /** Since when nobody matches it, while it is in the open pool. */
  @Column({ name: 'unmatched_since', type: 'timestamptz', nullable: true })
  unmatchedSince!: Date | null;

  @Column({ name: 'referred_by', type: 'uuid', nullable: true })
  referredBy!: string | null;

  @Column({ name: 'opens_at', type: 'timestamptz', nullable: true })
  opensAt!: Date | null;
}

/** Counts of needs; made each hour for all servers, so that all of them rank by the same. */
@Entity('community_standing')
export class CommunityStandingEntity {
  /** The community, 12 digits. */
  @PrimaryColumn({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'integer' })
  needs!: number;

  @Column({ type: 'integer' })
  served!: number;

  @Column({ name: 'counted_at', type: 'timestamptz', default: () => 'now()' })
  countedAt!: Date;
}
