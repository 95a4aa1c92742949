/** Promises the rows of the outbox as the migrated database has them. */
import { Column, Entity, PrimaryColumn, type ColumnType } from 'typeorm';
import type { EventType } from './event-type';

@Entity('event')
export class EventEntity {
  /** A type of PostgreSQL that TypeORM does not list. */
  @PrimaryColumn({ type: 'xid8' as ColumnType as 'text' })
  transaction!: string;

  @PrimaryColumn({ type: 'bigint' })
  position!: bigint;

  /** Says which partition it stands in. */
  @PrimaryColumn({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  type!: EventType;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ type: 'text', array: true })
  audience!: string[];

  @Column({ type: 'jsonb' })
  payload!: Record<string, unknown>;
}

@Entity('event_epoch')
export class EventEpochEntity {
  @PrimaryColumn({ type: 'boolean' })
  single!: boolean;

  @Column({ type: 'uuid' })
  epoch!: string;

  @Column({ name: 'removed_transaction', type: 'xid8' as ColumnType as 'text' })
  removedTransaction!: string;

  @Column({ name: 'removed_position', type: 'bigint' })
  removedPosition!: bigint;

  /** To what the epoch belongs (event_history()); null until a server has looked. */
  @Column({ type: 'text', nullable: true })
  history!: string | null;
}
