/** Promises the rows of policies, local standards and policy links as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LowIncomeCategory } from '../../schema/household/household';
import type { StandardKind } from '../../schema/policy/eligibility';
import type { PolicyLinkKind } from '../../schema/policy/policy';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Condition } from './eligibility';

@Entity('policy')
export class PolicyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'title_zh', type: 'text' })
  titleZh!: string;

  @Column({ name: 'title_en', type: 'text' })
  titleEn!: string;

  @Column({ name: 'issuing_department', type: 'text' })
  issuingDepartment!: string;

  @Column({ name: 'document_number', type: 'text', nullable: true })
  documentNumber!: string | null;

  @Column({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ name: 'valid_until', type: 'date', nullable: true })
  validUntil!: string | null;

  @Column({ name: 'benefit_zh', type: 'text' })
  benefitZh!: string;

  @Column({ name: 'benefit_en', type: 'text' })
  benefitEn!: string;

  @Column({ name: 'service_kinds', type: 'text', array: true, default: '{}' })
  serviceKinds!: ServiceKind[];

  @Column({ name: 'grants_category', type: 'text', nullable: true })
  grantsCategory!: LowIncomeCategory | null;

  @Column({ type: 'jsonb' })
  eligibility!: Condition;

  @Column({ type: 'text', array: true, default: '{}' })
  documents!: string[];

  @Column({ name: 'review_days', type: 'integer' })
  reviewDays!: number;

  @Column({ name: 'card_lines', type: 'text', array: true })
  cardLines!: string[];

  @Column({ name: 'is_sample', type: 'boolean', default: false })
  isSample!: boolean;

  @Column({ name: 'published_by', type: 'uuid' })
  publishedBy!: string;

  @Column({ name: 'published_at', type: 'timestamptz', default: () => 'now()' })
  publishedAt!: Date;
}

@Entity('local_standard')
export class LocalStandardEntity {
  @PrimaryColumn({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: StandardKind;

  @Column({ type: 'bigint' })
  value!: bigint;

  @PrimaryColumn({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ name: 'is_sample', type: 'boolean', default: false })
  isSample!: boolean;

  @Column({ name: 'set_by', type: 'uuid' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' })
  setAt!: Date;
}

@Entity('policy_link')
export class PolicyLinkEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'policy_id', type: 'uuid' })
  policyId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  kind!: PolicyLinkKind;

  @Column({ name: 'linked_on', type: 'date' })
  linkedOn!: string;

  @Column({ name: 'linked_by', type: 'uuid' })
  linkedBy!: string;

  @Column({ name: 'linked_at', type: 'timestamptz', default: () => 'now()' })
  linkedAt!: Date;
}
