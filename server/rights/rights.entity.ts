/** Promises the rows of requests, retention rules and their runs as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  RightsRefusalReason,
  RightsRequester,
  RightsRequestKind,
  RightsRequestStatus,
} from '../../schema/rights/request';

@Entity('rights_request')
export class RightsRequestEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  kind!: RightsRequestKind;

  @Column({ type: 'text' })
  requester!: RightsRequester;

  @Column({ type: 'text', default: 'RECEIVED' })
  status!: RightsRequestStatus;

  @Column({ name: 'received_on', type: 'date' })
  receivedOn!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'recorded_by', type: 'uuid', nullable: true })
  recordedBy!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ name: 'refusal_reason', type: 'text', nullable: true })
  refusalReason!: RightsRefusalReason | null;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;
}

@Entity('retention_rule')
export class RetentionRuleEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ name: 'keep_days', type: 'integer' })
  keepDays!: number;

  @Column({ name: 'basis_zh', type: 'text' })
  basisZh!: string;

  @Column({ name: 'basis_en', type: 'text' })
  basisEn!: string;
}

export interface RetentionResultRow {
  readonly code: string;
  readonly count: number;
}

@Entity('retention_run')
export class RetentionRunEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  @Column({ type: 'boolean' })
  dry!: boolean;

  @Column({ name: 'run_by', type: 'uuid', nullable: true })
  runBy!: string | null;

  @Column({ type: 'jsonb' })
  results!: RetentionResultRow[];
}
