/** Promises the rows of schemes, evaluations, results and appeals as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvaluationAppealStatus, EvaluationStatus, EvaluationSubjectKind } from '../../schema/evaluation/enums';
import type { ResultLine, SchemeLine } from './scoring';

@Entity('evaluation_scheme')
export class EvaluationSchemeEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: EvaluationSubjectKind;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'jsonb' })
  lines!: SchemeLine[];

  @Column({ name: 'proposed_by', type: 'uuid' })
  proposedBy!: string;

  @Column({ name: 'proposed_at', type: 'timestamptz', default: () => 'now()' })
  proposedAt!: Date;
}

@Entity('evaluation')
export class EvaluationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'scheme_id', type: 'uuid' })
  schemeId!: string;

  @Column({ type: 'integer' })
  year!: number;

  @Column({ type: 'text' })
  status!: EvaluationStatus;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ name: 'computed_by', type: 'uuid' })
  computedBy!: string;

  @Column({ name: 'computed_at', type: 'timestamptz', default: () => 'now()' })
  computedAt!: Date;

  @Column({ name: 'published_by', type: 'uuid', nullable: true })
  publishedBy!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;

  @Column({ name: 'appeal_until', type: 'date', nullable: true })
  appealUntil!: string | null;
}

@Entity('evaluation_result')
export class EvaluationResultEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'evaluation_id', type: 'uuid' })
  evaluationId!: string;

  @Column({ name: 'subject_key', type: 'text' })
  subjectKey!: string;

  @Column({ name: 'subject_name', type: 'text' })
  subjectName!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'integer' })
  total!: number;

  @Column({ type: 'jsonb' })
  lines!: ResultLine[];

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ name: 'made_at', type: 'timestamptz', default: () => 'now()' })
  madeAt!: Date;
}

@Entity('evaluation_appeal')
export class EvaluationAppealEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'result_id', type: 'uuid' })
  resultId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  status!: EvaluationAppealStatus;

  @Column({ name: 'appealed_by', type: 'uuid' })
  appealedBy!: string;

  @Column({ name: 'appealed_at', type: 'timestamptz', default: () => 'now()' })
  appealedAt!: Date;

  @Column({ type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
}
