/** Promises the row of a logged decision as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecisionKind } from '../../schema/matching/decision';
import type { DecisionInputs, DecisionResult } from './decision.record';

@Entity('decision')
export class DecisionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  @Column({ type: 'text' })
  kind!: DecisionKind;

  @Column({ name: 'need_id', type: 'uuid', nullable: true })
  needId!: string | null;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ name: 'ruleset_version', type: 'text' })
  rulesetVersion!: string;

  /** Of decisions made before inputs were packed. */
  @Column({ type: 'jsonb', nullable: true })
  inputs!: DecisionInputs | null;

  @Column({ name: 'packed_inputs', type: 'bytea', nullable: true })
  packedInputs!: Buffer | null;

  @Column({ name: 'inputs_digest', type: 'bytea' })
  inputsDigest!: Buffer;

  @Column({ type: 'jsonb' })
  result!: DecisionResult;
}
