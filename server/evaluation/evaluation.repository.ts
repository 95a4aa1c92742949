/** Promises the only SQL for schemes, evaluations, results and appeals. */
import type { EvaluationAppealStatus } from '../../schema/evaluation/enums';
import type { Statements, Transaction } from '../database/database';
import type {
  EvaluationAppealEntity,
  EvaluationEntity,
  EvaluationResultEntity,
  EvaluationSchemeEntity,
} from './evaluation.entity';
import type { EvaluationSight } from './evaluation.policy';

export type SchemeRow = EvaluationSchemeEntity;
export type EvaluationRow = EvaluationEntity & { readonly scheme: SchemeRow };
export type AppealRow = EvaluationAppealEntity;
export type ResultRow = EvaluationResultEntity & {
  readonly evaluation: EvaluationRow;
  readonly appeal: AppealRow | null;
};
export type NewResult = Omit<EvaluationResultEntity, 'madeAt'>;

const schemeJson = `json_build_object('id', s.id, 'subjectKind', s.subject_kind, 'version', s.version, 'title', s.title,
  'areaCode', s.area_code, 'lines', s.lines, 'proposedBy', s.proposed_by, 'proposedAt', s.proposed_at)`;
const schemeColumns = `id, subject_kind AS "subjectKind", version, title, area_code AS "areaCode", lines,
  proposed_by AS "proposedBy", proposed_at AS "proposedAt"`;
const evaluationColumns = `e.id, e.scheme_id AS "schemeId", e.year, e.status, e.hash, e.computed_by AS "computedBy",
  e.computed_at AS "computedAt", e.published_by AS "publishedBy", e.published_at AS "publishedAt",
  e.appeal_until AS "appealUntil", ${schemeJson} AS scheme`;
const evaluationFrom = 'evaluation e JOIN evaluation_scheme s ON s.id = e.scheme_id';
const resultColumns = `r.id, r.evaluation_id AS "evaluationId", r.subject_key AS "subjectKey", r.subject_name AS "subjectName",
  r.version, r.total, r.lines, r.hash, r.made_at AS "madeAt",
  json_build_object('id', e.id, 'schemeId', e.scheme_id, 'year', e.year, 'status', e.status, 'computedBy', e.computed_by,
    'publishedBy', e.published_by, 'appealUntil', e.appeal_until, 'scheme', ${schemeJson}) AS evaluation,
  (SELECT json_build_object('id', a.id, 'resultId', a.result_id, 'reason', a.reason, 'status', a.status,
     'appealedBy', a.appealed_by, 'appealedAt', a.appealed_at, 'decision', a.decision, 'decidedBy', a.decided_by,
     'decidedAt', a.decided_at) FROM evaluation_appeal a WHERE a.result_id = r.id) AS appeal`;
const resultFrom = `evaluation_result r JOIN evaluation e ON e.id = r.evaluation_id JOIN evaluation_scheme s ON s.id = e.scheme_id`;

const readable = `(EXISTS (SELECT 1 FROM unnest($1::text[]) code WHERE starts_with(s.area_code, code))
  OR e.status = 'PUBLISHED' AND ($2::boolean
    OR r.subject_key = ANY ($4::text[]) AND s.subject_kind IN ('ORGANISATION', 'ADVISER')
    OR s.subject_kind IN ('STREET', 'COMMUNITY')
       AND EXISTS (SELECT 1 FROM unnest($3::text[]) code WHERE starts_with(r.subject_key, code))))`;
const sightValues = (sight: EvaluationSight) => [sight.bureauAreas, sight.auditor, sight.officerAreas, sight.keys];

export class EvaluationRepository {
  /** The next version for its kind of subject. */
  async insertScheme(tx: Transaction, row: Omit<SchemeRow, 'version' | 'proposedAt'>): Promise<SchemeRow> {
    await tx.query("/* evaluation.versionSchemes */ SELECT pg_advisory_xact_lock(hashtext('evaluation scheme'))");
    const [inserted] = await tx.query<SchemeRow>(
      `/* evaluation.insertScheme */
       INSERT INTO evaluation_scheme (id, subject_kind, version, title, area_code, lines, proposed_by)
       SELECT $1, $2, 1 + coalesce(max(version), 0), $3, $4, $5::jsonb, $6
         FROM evaluation_scheme WHERE area_code = $4 AND subject_kind = $2
       RETURNING ${schemeColumns}`,
      [row.id, row.subjectKind, row.title, row.areaCode, JSON.stringify(row.lines), row.proposedBy],
    );
    return inserted!;
  }

  /** One at a time works on the evaluations of a scheme. */
  async lockScheme(tx: Transaction, id: string): Promise<SchemeRow | undefined> {
    const [row] = await tx.query<SchemeRow>(
      `/* evaluation.lockScheme */ SELECT ${schemeColumns} FROM evaluation_scheme WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  listSchemes(statements: Statements, areaCodes: readonly string[]): Promise<SchemeRow[]> {
    return statements.query<SchemeRow>(
      `/* evaluation.listSchemes */ SELECT ${schemeColumns} FROM evaluation_scheme
        WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) code WHERE starts_with(area_code, code))
        ORDER BY subject_kind, version DESC LIMIT 100`,
      [areaCodes],
    );
  }

  async insertEvaluation(
    tx: Transaction,
    row: Pick<EvaluationEntity, 'id' | 'schemeId' | 'year' | 'hash' | 'computedBy'>,
    results: readonly NewResult[],
  ): Promise<void> {
    await tx.query(
      `/* evaluation.insertEvaluation */
       INSERT INTO evaluation (id, scheme_id, year, status, hash, computed_by) VALUES ($1, $2, $3, 'COMPUTED', $4, $5)`,
      [row.id, row.schemeId, row.year, row.hash, row.computedBy],
    );
    await this.insertResults(tx, results);
  }

  async insertResults(tx: Transaction, results: readonly NewResult[]): Promise<void> {
    await tx.query(
      `/* evaluation.insertResults */
       INSERT INTO evaluation_result (id, evaluation_id, subject_key, subject_name, version, total, lines, hash)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::jsonb[], $8::bytea[])`,
      [
        results.map((row) => row.id),
        results.map((row) => row.evaluationId),
        results.map((row) => row.subjectKey),
        results.map((row) => row.subjectName),
        results.map((row) => row.version),
        results.map((row) => row.total),
        results.map((row) => JSON.stringify(row.lines)),
        results.map((row) => row.hash),
      ],
    );
  }

  async findEvaluation(statements: Statements, id: string): Promise<EvaluationRow | undefined> {
    const [row] = await statements.query<EvaluationRow>(
      `/* evaluation.findEvaluation */ SELECT ${evaluationColumns} FROM ${evaluationFrom} WHERE e.id = $1`,
      [id],
    );
    return row;
  }

  /** Publishes what is computed, unless the scheme was published for that year already. */
  async publish(tx: Transaction, id: string, by: string, appealDays: number): Promise<boolean> {
    const rows = await tx.query(
      `/* evaluation.publish */
       UPDATE evaluation SET status = 'PUBLISHED', published_by = $2, published_at = now(),
              appeal_until = (now() AT TIME ZONE 'Asia/Shanghai')::date + $3::int
        WHERE id = $1 AND status = 'COMPUTED' AND NOT EXISTS
          (SELECT 1 FROM evaluation other WHERE other.scheme_id = evaluation.scheme_id AND other.year = evaluation.year
              AND other.status = 'PUBLISHED')
       RETURNING id`,
      [id, by, appealDays],
    );
    return rows.length > 0;
  }

  /** The evaluations of which the reader sees at least one result, the newest first. */
  listEvaluations(
    statements: Statements,
    sight: EvaluationSight,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<EvaluationRow[]> {
    return statements.query<EvaluationRow>(
      `/* evaluation.listEvaluations */
       SELECT ${evaluationColumns} FROM ${evaluationFrom}
        WHERE EXISTS (SELECT 1 FROM evaluation_result r WHERE r.evaluation_id = e.id AND ${readable})
          AND ($5::uuid IS NULL OR (e.computed_at, e.id) < (SELECT computed_at, id FROM evaluation WHERE id = $5))
        ORDER BY e.computed_at DESC, e.id DESC LIMIT $6`,
      [...sightValues(sight), page.after ?? null, page.limit],
    );
  }

  /** The newest version of each result that the reader sees, the highest total first. */
  listResults(
    statements: Statements,
    sight: EvaluationSight,
    evaluationId: string,
    page: { readonly after?: { readonly total: number; readonly key: string }; readonly limit: number },
  ): Promise<ResultRow[]> {
    return statements.query<ResultRow>(
      `/* evaluation.listResults */
       SELECT ${resultColumns} FROM ${resultFrom}
        WHERE r.evaluation_id = $5 AND ${readable} AND NOT EXISTS
          (SELECT 1 FROM evaluation_result later WHERE later.evaluation_id = r.evaluation_id
              AND later.subject_key = r.subject_key AND later.version > r.version)
          AND ($6::int IS NULL OR (-r.total, r.subject_key) > (-$6::int, $7::text))
        ORDER BY r.total DESC, r.subject_key LIMIT $8`,
      [...sightValues(sight), evaluationId, page.after?.total ?? null, page.after?.key ?? null, page.limit],
    );
  }

  /** Any version. */
  async findResult(statements: Statements, id: string): Promise<ResultRow | undefined> {
    const [row] = await statements.query<ResultRow>(
      `/* evaluation.findResult */ SELECT ${resultColumns} FROM ${resultFrom} WHERE r.id = $1`,
      [id],
    );
    return row;
  }

  async findLatest(statements: Statements, result: ResultRow): Promise<ResultRow> {
    const [row] = await statements.query<ResultRow>(
      `/* evaluation.findLatest */ SELECT ${resultColumns} FROM ${resultFrom}
        WHERE r.evaluation_id = $1 AND r.subject_key = $2 ORDER BY r.version DESC LIMIT 1`,
      [result.evaluationId, result.subjectKey],
    );
    return row!;
  }

  /** False when the result was appealed before. */
  async insertAppeal(
    tx: Transaction,
    row: Pick<AppealRow, 'id' | 'resultId' | 'reason' | 'appealedBy'>,
  ): Promise<boolean> {
    const rows = await tx.query(
      `/* evaluation.insertAppeal */
       INSERT INTO evaluation_appeal (id, result_id, reason, status, appealed_by) VALUES ($1, $2, $3, 'OPEN', $4)
       ON CONFLICT (result_id) DO NOTHING RETURNING id`,
      [row.id, row.resultId, row.reason, row.appealedBy],
    );
    return rows.length > 0;
  }

  async findAppeal(statements: Statements, id: string): Promise<Pick<AppealRow, 'resultId' | 'status'> | undefined> {
    const [row] = await statements.query<Pick<AppealRow, 'resultId' | 'status'>>(
      `/* evaluation.findAppeal */ SELECT result_id AS "resultId", status FROM evaluation_appeal WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Decides what is open, once. */
  async decideAppeal(
    tx: Transaction,
    id: string,
    decided: { readonly status: EvaluationAppealStatus; readonly decision: string; readonly by: string },
  ): Promise<boolean> {
    const rows = await tx.query(
      `/* evaluation.decideAppeal */
       UPDATE evaluation_appeal SET status = $2, decision = $3, decided_by = $4, decided_at = now()
        WHERE id = $1 AND status = 'OPEN' RETURNING id`,
      [id, decided.status, decided.decision, decided.by],
    );
    return rows.length > 0;
  }

  /** The day in Asia/Shanghai. */
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(
      `/* evaluation.today */ SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today`,
    );
    return row!.today;
  }
}
