/** Promises the rows of found persons, obligations to visit and visits as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Barrier } from '../../schema/household/household';
import type {
  FoundPersonOutcome,
  NextStep,
  RootCause,
  TriggerChannel,
  VisitClosingReason,
  VisitResult,
  VisitTrigger,
} from '../../schema/visit/enums';

@Entity('found_person')
export class FoundPersonEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'person_index', type: 'bytea', nullable: true, select: false })
  personIndex!: Buffer | null;

  @Column({ name: 'data_key', type: 'bytea', nullable: true, select: false })
  dataKey!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  details!: Buffer | null;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text', nullable: true })
  outcome!: FoundPersonOutcome | null;

  @Column({ name: 'household_id', type: 'uuid', nullable: true })
  householdId!: string | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;

  @Column({ name: 'found_at', type: 'timestamptz', default: () => 'now()' })
  foundAt!: Date;
}

@Entity('visit')
export class VisitEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid', nullable: true })
  householdId!: string | null;

  @Column({ name: 'found_person_id', type: 'uuid', nullable: true })
  foundPersonId!: string | null;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'visited_at', type: 'timestamptz' })
  visitedAt!: Date;

  @Column({ name: 'visited_by', type: 'uuid' })
  visitedBy!: string;

  @Column({ type: 'text' })
  result!: VisitResult;

  @Column({ name: 'root_causes', type: 'text', array: true, default: '{}' })
  rootCauses!: RootCause[];

  @Column({ type: 'text', array: true, default: '{}' })
  barriers!: Barrier[];

  @Column({ name: 'next_step', type: 'text' })
  nextStep!: NextStep;

  @Column({ type: 'bytea', nullable: true, select: false })
  findings!: Buffer | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}

@Entity('visit_need')
export class VisitNeedEntity {
  @PrimaryColumn({ name: 'visit_id', type: 'uuid' })
  visitId!: string;

  @PrimaryColumn({ name: 'need_id', type: 'uuid' })
  needId!: string;
}

@Entity('visit_photo')
export class VisitPhotoEntity {
  @PrimaryColumn({ name: 'visit_id', type: 'uuid' })
  visitId!: string;

  @PrimaryColumn({ name: 'photo_id', type: 'uuid' })
  photoId!: string;
}

@Entity('visit_obligation')
export class VisitObligationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'trigger_kind', type: 'text' })
  trigger!: VisitTrigger;

  @Column({ name: 'occurred_on', type: 'date' })
  occurredOn!: string;

  @Column({ type: 'text' })
  channel!: TriggerChannel;

  @Column({ name: 'department_id', type: 'uuid', nullable: true })
  departmentId!: string | null;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ name: 'import_id', type: 'uuid', nullable: true })
  importId!: string | null;

  @Column({ name: 'person_index', type: 'bytea', nullable: true, select: false })
  personIndex!: Buffer | null;

  @Column({ name: 'household_id', type: 'uuid', nullable: true })
  householdId!: string | null;

  @Column({ name: 'found_person_id', type: 'uuid', nullable: true })
  foundPersonId!: string | null;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'reported_by', type: 'uuid' })
  reportedBy!: string;

  @Column({ name: 'reported_on', type: 'date' })
  reportedOn!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'adviser_id', type: 'uuid', nullable: true })
  adviserId!: string | null;

  @Column({ name: 'assigned_at', type: 'timestamptz', nullable: true })
  assignedAt!: Date | null;

  @Column({ name: 'due_soon_at', type: 'timestamptz', nullable: true })
  dueSoonAt!: Date | null;

  @Column({ name: 'escalated_at', type: 'timestamptz', nullable: true })
  escalatedAt!: Date | null;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;

  @Column({ name: 'visit_id', type: 'uuid', nullable: true })
  visitId!: string | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ name: 'closed_by', type: 'uuid', nullable: true })
  closedBy!: string | null;

  @Column({ name: 'closing_reason', type: 'text', nullable: true })
  closingReason!: VisitClosingReason | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
