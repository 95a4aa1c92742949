/** Promises the rows of obligations and their reminders as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ObligationRule, ReminderStage } from '../../schema/supervision/obligation';

@Entity('obligation')
export class ObligationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  rule!: ObligationRule;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ name: 'area_code', type: 'text', nullable: true })
  areaCode!: string | null;

  @Column({ name: 'anchor_on', type: 'date' })
  anchorOn!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'arisen_on', type: 'date' })
  arisenOn!: string;

  @Column({ name: 'fulfilled_on', type: 'date', nullable: true })
  fulfilledOn!: string | null;

  @Column({ name: 'fulfilled_by', type: 'uuid', nullable: true })
  fulfilledBy!: string | null;

  @Column({ type: 'text', nullable: true })
  evidence!: string | null;

  @Column({ name: 'void_on', type: 'date', nullable: true })
  voidOn!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('obligation_reminder')
export class ObligationReminderEntity {
  @PrimaryColumn({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: ReminderStage;

  @Column({ name: 'reminded_at', type: 'timestamptz', default: () => 'now()' })
  remindedAt!: Date;
}
