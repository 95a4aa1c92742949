/** Promises the rows of charity projects, their plans, partnerships and qualifications as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LowIncomeCategory } from '../../schema/household/household';
import type { DonationChannel, FundraisingMode, ProjectStatus } from '../../schema/project/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';

/** Days are of the calendar in Asia/Shanghai. No situation and no category named: all of them. */
@Entity('charity_project')
export class CharityProjectEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  status!: ProjectStatus;

  @Column({ name: 'status_since', type: 'timestamptz', default: () => 'now()' })
  statusSince!: Date;

  @Column({ name: 'fundraising_mode', type: 'text' })
  fundraisingMode!: FundraisingMode;

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  @Column({ name: 'target_fen', type: 'bigint' })
  targetFen!: bigint;

  @Column({ name: 'budget_fen', type: 'bigint' })
  budgetFen!: bigint;

  @Column({ name: 'cap_per_case_fen', type: 'bigint' })
  capPerCaseFen!: bigint;

  @Column({ name: 'service_kinds', type: 'text', array: true })
  serviceKinds!: ServiceKind[];

  @Column({ name: 'area_codes', type: 'text', array: true })
  areaCodes!: string[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  situations!: Situation[];

  @Column({ name: 'low_income_categories', type: 'text', array: true, default: () => "'{}'" })
  lowIncomeCategories!: LowIncomeCategory[];

  @Column({ name: 'filed_on', type: 'date', nullable: true })
  filedOn!: string | null;

  @Column({ name: 'filing_number', type: 'text', nullable: true })
  filingNumber!: string | null;

  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: string | null;

  @Column({ name: 'settled_on', type: 'date', nullable: true })
  settledOn!: string | null;

  @Column({ name: 'disclosed_on', type: 'date', nullable: true })
  disclosedOn!: string | null;

  @Column({ name: 'leftover_fen', type: 'bigint', nullable: true })
  leftoverFen!: bigint | null;

  @Column({ name: 'leftover_disposal', type: 'text', nullable: true })
  leftoverDisposal!: string | null;

  /** How often its draft was written anew. */
  @Column({ type: 'integer', default: 0 })
  revision!: number;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** Every field that the filing guide asks for; published with the filing. */
@Entity('fundraising_plan')
export class FundraisingPlanEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' })
  projectId!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ name: 'area_codes', type: 'text', array: true })
  areaCodes!: string[];

  @Column({ name: 'responsible_person', type: 'text' })
  responsiblePerson!: string;

  @Column({ name: 'office_address', type: 'text' })
  officeAddress!: string;

  @Column({ name: 'donation_channels', type: 'text', array: true })
  donationChannels!: DonationChannel[];

  @Column({ name: 'bank_name', type: 'text' })
  bankName!: string;

  @Column({ name: 'bank_account', type: 'text' })
  bankAccount!: string;

  @Column({ type: 'text' })
  beneficiaries!: string;

  @Column({ name: 'use_of_proceeds', type: 'text' })
  useOfProceeds!: string;

  @Column({ name: 'cost_fen', type: 'bigint' })
  costFen!: bigint;

  @Column({ name: 'cost_detail', type: 'text' })
  costDetail!: string;

  @Column({ name: 'leftover_use', type: 'text' })
  leftoverUse!: string;
}

/** The agreement with a qualified organisation; it counts once that organisation has confirmed it. */
@Entity('fundraising_partnership')
export class FundraisingPartnershipEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' })
  projectId!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'agreement_number', type: 'text' })
  agreementNumber!: string;

  @Column({ name: 'agreed_on', type: 'date' })
  agreedOn!: string;

  @Column({ name: 'proposed_by', type: 'uuid' })
  proposedBy!: string;

  @Column({ name: 'confirmed_by', type: 'uuid', nullable: true })
  confirmedBy!: string | null;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;
}

/** The right of an organisation to raise from the public, as the civil affairs bureau granted it. */
@Entity('fundraising_qualification')
export class FundraisingQualificationEntity {
  @PrimaryColumn({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'certificate_number', type: 'text' })
  certificateNumber!: string;

  @Column({ name: 'charity_since', type: 'date' })
  charitySince!: string;

  @Column({ name: 'granted_on', type: 'date' })
  grantedOn!: string;

  @Column({ name: 'revoked_on', type: 'date', nullable: true })
  revokedOn!: string | null;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
