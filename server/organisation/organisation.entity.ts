/** Promises the rows of an organisation and of a service offering as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Urgency } from '../../schema/need/enums';
import { CapacityStatus } from '../../schema/organisation/offering';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';

@Entity('organisation')
export class OrganisationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: OrganisationKind;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'name_en', type: 'text', nullable: true })
  nameEn!: string | null;

  @Column({ name: 'unified_social_credit_code', type: 'text', nullable: true, unique: true })
  unifiedSocialCreditCode!: string | null;

  /** The area whose civil affairs bureau oversees it; any bureau does when there is none. */
  @Column({ name: 'area_code', type: 'text', nullable: true })
  areaCode!: string | null;

  @Column({ type: 'text' })
  status!: OrganisationStatus;

  @Column({ name: 'status_reason', type: 'text', nullable: true })
  statusReason!: string | null;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  /** The account that registered it; none for what the installation loads itself. */
  @Column({ name: 'registered_by', type: 'uuid', nullable: true })
  registeredBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** One-off: each confirmed delivery uses up a place for good. */
export type ServicePledge = 'STANDING' | 'ONE_OFF';

@Entity('service_offering')
export class ServiceOfferingEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'service_kind', type: 'text' })
  serviceKind!: ServiceKind;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'area_codes', type: 'text', array: true })
  areaCodes!: string[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  situations!: Situation[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  languages!: string[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  skills!: string[];

  @Column({ name: 'takes_restricted', type: 'boolean', default: false })
  takesRestricted!: boolean;

  @Column({ name: 'capacity_status', type: 'text', default: 'CAPACITY' })
  capacityStatus!: CapacityStatus;

  @Column({ name: 'capacity_maximum', type: 'integer' })
  capacityMaximum!: number;

  @Column({ name: 'capacity_used', type: 'integer', default: 0 })
  capacityUsed!: number;

  @Column({ name: 'capacity_updated_at', type: 'timestamptz', default: () => 'now()' })
  capacityUpdatedAt!: Date;

  @Column({ name: 'minimum_urgency', type: 'text', nullable: true })
  minimumUrgency!: Urgency | null;

  /** Offered as a gift to a charity; null for an organisation's own work. */
  @Column({ type: 'text', nullable: true })
  pledge!: ServicePledge | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** Counts of claims; made each hour for all servers, so that all of them rank by the same. */
@Entity('organisation_standing')
export class OrganisationStandingEntity {
  @PrimaryColumn({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'claims_ended', type: 'integer' })
  claimsEnded!: number;

  @Column({ name: 'claims_delivered', type: 'integer' })
  claimsDelivered!: number;

  @Column({ name: 'needs_taken', type: 'integer' })
  needsTaken!: number;

  @Column({ type: 'integer' })
  places!: number;

  @Column({ name: 'counted_at', type: 'timestamptz', default: () => 'now()' })
  countedAt!: Date;
}
