/** Promises the rows of donors, donation points, donations, lots and changes of use as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  DonationForm,
  DonationStatus,
  DonorKind,
  GoodsCondition,
  UseConsentMethod,
  ValueKind,
} from '../../schema/donation/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';

@Entity('donor')
export class DonorEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: DonorKind;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true, unique: true })
  organisationId!: string | null;

  @Column({ name: 'data_key', type: 'bytea', nullable: true, select: false })
  dataKey!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  name!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  phone!: Buffer | null;

  @Column({ name: 'resident_number', type: 'bytea', nullable: true, select: false })
  residentNumber!: Buffer | null;

  @Column({ name: 'resident_number_index', type: 'bytea', nullable: true, select: false })
  residentNumberIndex!: Buffer | null;

  @Column({ name: 'registered_by', type: 'uuid', nullable: true })
  registeredBy!: string | null;

  @Column({ name: 'registered_at', type: 'timestamptz', default: () => 'now()' })
  registeredAt!: Date;
}

@Entity('donation_point')
export class DonationPointEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}

@Entity('donation')
export class DonationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'donor_id', type: 'uuid' })
  donorId!: string;

  @Column({ name: 'recipient_organisation_id', type: 'uuid' })
  recipientOrganisationId!: string;

  @Column({ type: 'text' })
  form!: DonationForm;

  @Column({ type: 'text' })
  status!: DonationStatus;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  @Column({ type: 'text', default: 'CNY' })
  currency!: string;

  /** What was pledged; once received, what was received. */
  @Column({ name: 'money_fen', type: 'bigint', nullable: true })
  moneyFen!: bigint | null;

  @Column({ name: 'offering_id', type: 'uuid', nullable: true, unique: true })
  offeringId!: string | null;

  @Column({ type: 'boolean', nullable: true })
  standing!: boolean | null;

  @Column({ name: 'earmark_project_id', type: 'uuid', nullable: true })
  earmarkProjectId!: string | null;

  @Column({ name: 'earmark_service_kind', type: 'text', nullable: true })
  earmarkServiceKind!: ServiceKind | null;

  @Column({ name: 'earmark_area_code', type: 'text', nullable: true })
  earmarkAreaCode!: string | null;

  @Column({ name: 'earmark_situation', type: 'text', nullable: true })
  earmarkSituation!: Situation | null;

  /** The one wish that it may be used for. */
  @Column({ name: 'earmark_need_id', type: 'uuid', nullable: true })
  earmarkNeedId!: string | null;

  @Column({ type: 'integer', default: 0 })
  revision!: number;

  @Column({ name: 'pledged_by', type: 'uuid' })
  pledgedBy!: string;

  @Column({ name: 'pledged_at', type: 'timestamptz', default: () => 'now()' })
  pledgedAt!: Date;

  @Column({ name: 'point_id', type: 'uuid', nullable: true })
  pointId!: string | null;

  @Column({ name: 'received_by', type: 'uuid', nullable: true })
  receivedBy!: string | null;

  @Column({ name: 'received_at', type: 'timestamptz', nullable: true })
  receivedAt!: Date | null;
}

@Entity('donation_lot')
export class DonationLotEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'donation_id', type: 'uuid' })
  donationId!: string;

  @Column({ type: 'smallint' })
  position!: number;

  @Column({ type: 'text' })
  item!: string;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'bigint' })
  quantity!: bigint;

  @Column({ name: 'unit_value_fen', type: 'bigint' })
  unitValueFen!: bigint;

  @Column({ name: 'value_kind', type: 'text' })
  valueKind!: ValueKind;

  @Column({ name: 'value_evidence', type: 'text', nullable: true })
  valueEvidence!: string | null;

  @Column({ type: 'text' })
  condition!: GoodsCondition;

  @Column({ name: 'expires_on', type: 'date', nullable: true })
  expiresOn!: string | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
}

/** What a donation may be used for; nothing set: for anything. */
export interface EarmarkRecord {
  readonly projectId?: string;
  readonly serviceKind?: ServiceKind;
  readonly areaCode?: string;
  readonly situation?: Situation;
  readonly needId?: string;
}

@Entity('donation_use_change')
export class DonationUseChangeEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'donation_id', type: 'uuid' })
  donationId!: string;

  @Column({ type: 'jsonb' })
  earlier!: EarmarkRecord;

  @Column({ type: 'jsonb' })
  later!: EarmarkRecord;

  @Column({ type: 'text' })
  method!: UseConsentMethod;

  @Column({ name: 'consented_on', type: 'date' })
  consentedOn!: string;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
