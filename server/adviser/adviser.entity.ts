/** Promises the rows of the adviser corps as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdviserKind, AppointmentEnd } from '../../schema/adviser/adviser';

/** A span of one day of the week, 1 (Monday) to 7; times as HH:MM. */
export interface OpeningSpan {
  readonly weekday: number;
  readonly opensAt: string;
  readonly closesAt: string;
}

@Entity('service_point')
export class ServicePointEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  address!: string;

  @Column({ type: 'text', nullable: true })
  telephone!: string | null;

  @Column({ name: 'opening_hours', type: 'jsonb' })
  openingHours!: OpeningSpan[];

  @Column({ name: 'opened_by', type: 'uuid' })
  openedBy!: string;

  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}

@Entity('adviser_team')
export class AdviserTeamEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'formed_by', type: 'uuid' })
  formedBy!: string;

  @Column({ name: 'formed_at', type: 'timestamptz', default: () => 'now()' })
  formedAt!: Date;

  @Column({ name: 'dissolved_at', type: 'timestamptz', nullable: true })
  dissolvedAt!: Date | null;
}

@Entity('adviser')
export class AdviserEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  kind!: AdviserKind;

  @Column({ type: 'text', array: true, default: '{}' })
  competences!: string[];

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId!: string | null;

  @Column({ name: 'appointed_on', type: 'date' })
  appointedOn!: string;

  @Column({ name: 'appointment_reason', type: 'text' })
  appointmentReason!: string;

  @Column({ name: 'ended_on', type: 'date', nullable: true })
  endedOn!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: AppointmentEnd | null;

  @Column({ name: 'registered_by', type: 'uuid' })
  registeredBy!: string;

  @Column({ name: 'registered_at', type: 'timestamptz', default: () => 'now()' })
  registeredAt!: Date;
}

@Entity('backbone')
export class BackboneEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'adviser_id', type: 'uuid' })
  adviserId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'since_on', type: 'date' })
  sinceOn!: string;

  @Column({ name: 'until_on', type: 'date', nullable: true })
  untilOn!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'designated_by', type: 'uuid' })
  designatedBy!: string;

  @Column({ name: 'designated_at', type: 'timestamptz', default: () => 'now()' })
  designatedAt!: Date;
}
