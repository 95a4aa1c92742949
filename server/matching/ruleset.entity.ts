/** Promises the row of a ruleset as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RulesetStatus } from '../../schema/matching/ruleset';
import type { Ruleset } from './engine/ruleset';

@Entity('ruleset')
export class RulesetEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  version!: string;

  @Column({ type: 'jsonb' })
  weights!: Ruleset['weights'];

  @Column({ type: 'jsonb' })
  scales!: Omit<Ruleset, 'version' | 'weights'>;

  @Column({ type: 'text' })
  status!: RulesetStatus;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'proposed_by', type: 'uuid', nullable: true })
  proposedBy!: string | null;

  @Column({ name: 'proposed_at', type: 'timestamptz', default: () => 'now()' })
  proposedAt!: Date;

  @Column({ name: 'approved_by', type: 'uuid', nullable: true })
  approvedBy!: string | null;

  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true })
  approvedAt!: Date | null;

  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true })
  retiredAt!: Date | null;
}
