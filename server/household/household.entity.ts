/** Promises the rows of households, members, consents and cards as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgeBand, Barrier, LowIncomeCategory, Relation } from '../../schema/household/household';
import type { ConsentMethod, ConsentPurpose } from '../../schema/household/consent';
import type { DataKind } from '../../schema/household/identity';
import type { Situation } from '../../schema/taxonomy/situation';

@Entity('household')
export class HouseholdEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'low_income_category', type: 'text' })
  lowIncomeCategory!: LowIncomeCategory;

  @Column({ type: 'text', array: true, default: '{}' })
  situations!: Situation[];

  @Column({ type: 'text', array: true, default: '{}' })
  barriers!: Barrier[];

  @Column({ name: 'data_key', type: 'bytea', nullable: true, select: false })
  dataKey!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  address!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  phone!: Buffer | null;

  @Column({ name: 'registered_by', type: 'uuid' })
  registeredBy!: string;

  @Column({ name: 'registered_at', type: 'timestamptz', default: () => 'now()' })
  registeredAt!: Date;

  @Column({ name: 'erasure_began_at', type: 'timestamptz', nullable: true, select: false })
  erasureBeganAt!: Date | null;
}

@Entity('household_member')
export class HouseholdMemberEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ type: 'text' })
  relation!: Relation;

  @Column({ type: 'bytea', nullable: true, select: false })
  name!: Buffer | null;

  @Column({ name: 'resident_number', type: 'bytea', nullable: true, select: false })
  residentNumber!: Buffer | null;

  @Column({ name: 'resident_number_index', type: 'bytea', nullable: true, select: false })
  residentNumberIndex!: Buffer | null;

  @Column({ name: 'age_band', type: 'text' })
  ageBand!: AgeBand;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('consent')
export class ConsentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'recipient_organisation_id', type: 'uuid', nullable: true })
  recipientOrganisationId!: string | null;

  @Column({ type: 'text' })
  purpose!: ConsentPurpose;

  @Column({ name: 'data_kinds', type: 'text', array: true })
  dataKinds!: DataKind[];

  @Column({ type: 'text' })
  method!: ConsentMethod;

  @Column({ name: 'guardian_given', type: 'boolean', default: false })
  guardianGiven!: boolean;

  @Column({ name: 'given_at', type: 'timestamptz', default: () => 'now()' })
  givenAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: 'expiry_followed_at', type: 'timestamptz', nullable: true })
  expiryFollowedAt!: Date | null;

  @Column({ name: 'recorded_by', type: 'uuid', nullable: true })
  recordedBy!: string | null;
}

@Entity('contact_card')
export class ContactCardEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'code_hash', type: 'bytea', select: false })
  codeHash!: Buffer;

  @Column({ name: 'issued_by', type: 'uuid' })
  issuedBy!: string;

  @Column({ name: 'issued_at', type: 'timestamptz', default: () => 'now()' })
  issuedAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

@Entity('card_failure')
export class CardFailureEntity {
  @PrimaryColumn({ name: 'attempt_id', type: 'uuid', default: () => 'gen_random_uuid()' })
  attemptId!: string;

  @Column({ name: 'client_hash', type: 'bytea' })
  clientHash!: Buffer;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;
}
