/** Promises the rows of webhook endpoints, their messages and attempts as the migrated database has them. */
import { Column, Entity, PrimaryColumn, type ColumnType } from 'typeorm';
import type {
  WebhookDeliveryStatus,
  WebhookDisabledReason,
  WebhookOutcome,
  WebhookTopic,
} from '../../schema/webhook/enums';

const xid8 = 'xid8' as ColumnType as 'text';

@Entity('webhook_endpoint')
export class WebhookEndpointEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', array: true })
  topics!: WebhookTopic[];

  @Column({ name: 'data_key', type: 'bytea', select: false })
  dataKey!: Buffer;

  @Column({ type: 'bytea', select: false })
  secret!: Buffer;

  @Column({ name: 'previous_secret', type: 'bytea', nullable: true, select: false })
  previousSecret!: Buffer | null;

  @Column({ name: 'previous_secret_until', type: 'timestamptz', nullable: true })
  previousSecretUntil!: Date | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'disabled_because', type: 'text', nullable: true })
  disabledBecause!: WebhookDisabledReason | null;
}

@Entity('webhook_cursor')
export class WebhookCursorEntity {
  @PrimaryColumn({ type: 'boolean', default: true })
  single!: boolean;

  @Column({ type: xid8, default: '0' })
  transaction!: string;

  @Column({ type: 'bigint', default: 0 })
  position!: bigint;
}

@Entity('webhook_delivery')
export class WebhookDeliveryEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'endpoint_id', type: 'uuid' })
  endpointId!: string;

  @Column({ name: 'event_transaction', type: xid8 })
  eventTransaction!: string;

  @Column({ name: 'event_position', type: 'bigint' })
  eventPosition!: bigint;

  @Column({ type: 'text' })
  topic!: WebhookTopic;

  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'text' })
  status!: WebhookDeliveryStatus;

  @Column({ name: 'round_attempts', type: 'integer', default: 0 })
  roundAttempts!: number;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'next_attempt_at', type: 'timestamptz', nullable: true, default: () => 'now()' })
  nextAttemptAt!: Date | null;

  @Column({ name: 'taken_until', type: 'timestamptz', nullable: true })
  takenUntil!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true })
  deliveredAt!: Date | null;
}

@Entity('webhook_attempt')
export class WebhookAttemptEntity {
  @PrimaryColumn({ name: 'delivery_id', type: 'uuid' })
  deliveryId!: string;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  @Column({ type: 'text' })
  outcome!: WebhookOutcome;

  @Column({ name: 'status_code', type: 'integer', nullable: true })
  statusCode!: number | null;

  @Column({ type: 'integer' })
  milliseconds!: number;
}
