/** Promises the rows of meetings as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IssueState, MeetingStatus } from '../../schema/meeting/meeting';

@Entity('meeting')
export class MeetingEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'starts_at', type: 'timestamptz' })
  startsAt!: Date;

  @Column({ type: 'text' })
  place!: string;

  @Column({ type: 'text', array: true })
  agenda!: string[];

  @Column({ type: 'text', default: 'CALLED' })
  status!: MeetingStatus;

  @Column({ type: 'text', nullable: true })
  notes!: string | null;

  @Column({ name: 'called_by', type: 'uuid' })
  calledBy!: string;

  @Column({ name: 'called_at', type: 'timestamptz', default: () => 'now()' })
  calledAt!: Date;
}

@Entity('meeting_party')
export class MeetingPartyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'meeting_id', type: 'uuid' })
  meetingId!: string;

  @Column({ name: 'area_code', type: 'text', nullable: true })
  areaCode!: string | null;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;
}

@Entity('meeting_issue')
export class MeetingIssueEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'meeting_id', type: 'uuid' })
  meetingId!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  detail!: string;

  @Column({ name: 'owner_area_code', type: 'text', nullable: true })
  ownerAreaCode!: string | null;

  @Column({ name: 'owner_organisation_id', type: 'uuid', nullable: true })
  ownerOrganisationId!: string | null;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ type: 'text', default: 'OPEN' })
  state!: IssueState;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;

  @Column({ name: 'raised_by', type: 'uuid' })
  raisedBy!: string;

  @Column({ name: 'reminded_on', type: 'date', nullable: true })
  remindedOn!: string | null;

  @Column({ name: 'raised_at', type: 'timestamptz', default: () => 'now()' })
  raisedAt!: Date;
}

@Entity('issue_follow_up')
export class IssueFollowUpEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'issue_id', type: 'uuid' })
  issueId!: string;

  @Column({ type: 'text' })
  state!: IssueState;

  @Column({ type: 'text' })
  note!: string;

  @Column({ name: 'written_by', type: 'uuid' })
  writtenBy!: string;

  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'now()' })
  writtenAt!: Date;
}
