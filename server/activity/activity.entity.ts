/** Promises the rows of parties and activities as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ActivityFunction,
  ActivityKind,
  ActivityStatus,
  LinkagePartyKind,
  PlaceKind,
} from '../../schema/activity/activity';

@Entity('linkage_party')
export class LinkagePartyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: LinkagePartyKind;

  @Column({ name: 'local_kind', type: 'text', nullable: true })
  localKind!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ name: 'registered_by', type: 'uuid' })
  registeredBy!: string;

  @Column({ name: 'registered_at', type: 'timestamptz', default: () => 'now()' })
  registeredAt!: Date;
}

@Entity('activity')
export class ActivityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: ActivityKind;

  @Column({ type: 'text', array: true })
  functions!: ActivityFunction[];

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'place_kind', type: 'text' })
  placeKind!: PlaceKind;

  @Column({ name: 'place_name', type: 'text' })
  placeName!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  @Column({ type: 'text', default: 'PLANNED' })
  status!: ActivityStatus;

  @Column({ name: 'planned_by', type: 'uuid' })
  plannedBy!: string;

  @Column({ name: 'planned_at', type: 'timestamptz', default: () => 'now()' })
  plannedAt!: Date;

  @Column({ name: 'held_by', type: 'uuid', nullable: true })
  heldBy!: string | null;

  @Column({ name: 'held_at', type: 'timestamptz', nullable: true })
  heldAt!: Date | null;

  @Column({ name: 'people_reached', type: 'integer', nullable: true })
  peopleReached!: number | null;

  @Column({ type: 'text', nullable: true })
  summary!: string | null;

  @Column({ name: 'accounted_by', type: 'uuid', nullable: true })
  accountedBy!: string | null;

  @Column({ name: 'accounted_at', type: 'timestamptz', nullable: true })
  accountedAt!: Date | null;

  @Column({ name: 'cancelled_at', type: 'timestamptz', nullable: true })
  cancelledAt!: Date | null;
}

@Entity('activity_party')
export class ActivityPartyEntity {
  @PrimaryColumn({ name: 'activity_id', type: 'uuid' })
  activityId!: string;

  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @Column({ type: 'boolean' })
  organises!: boolean;
}

@Entity('activity_donation')
export class ActivityDonationEntity {
  @PrimaryColumn({ name: 'donation_id', type: 'uuid' })
  donationId!: string;

  @Column({ name: 'activity_id', type: 'uuid' })
  activityId!: string;

  @Column({ name: 'linked_by', type: 'uuid' })
  linkedBy!: string;

  @Column({ name: 'linked_at', type: 'timestamptz', default: () => 'now()' })
  linkedAt!: Date;
}

@Entity('activity_need')
export class ActivityNeedEntity {
  @PrimaryColumn({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'activity_id', type: 'uuid' })
  activityId!: string;

  @Column({ name: 'linked_by', type: 'uuid' })
  linkedBy!: string;

  @Column({ name: 'linked_at', type: 'timestamptz', default: () => 'now()' })
  linkedAt!: Date;
}
