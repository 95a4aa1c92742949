/** Promises the row of an audit line as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_line')
export class AuditLineEntity {
  @PrimaryColumn({ type: 'bigint' })
  position!: bigint;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;

  @Column({ type: 'text' })
  operation!: string;

  @Column({ name: 'subject_type', type: 'text' })
  subjectType!: string;

  @Column({ name: 'subject_id', type: 'uuid', nullable: true })
  subjectId!: string | null;

  @Column({ name: 'command_id', type: 'uuid', nullable: true })
  commandId!: string | null;

  @Column({ name: 'input_digest', type: 'bytea', nullable: true })
  inputDigest!: Buffer | null;

  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;
}

@Entity('audit_seal')
export class AuditSealEntity {
  @PrimaryColumn({ type: 'bigint' })
  number!: bigint;

  @Column({ name: 'through_position', type: 'bigint' })
  throughPosition!: bigint;

  @Column({ name: 'line_count', type: 'integer' })
  lineCount!: number;

  @Column({ type: 'bytea' })
  entries!: Buffer;

  @Column({ name: 'previous_hash', type: 'bytea' })
  previousHash!: Buffer;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ name: 'sealed_at', type: 'timestamptz' })
  sealedAt!: Date;
}
