/** Promises the only SQL for case experience: decided once, by somebody other than its writer. */
import type { Statements, Transaction } from '../database/database';
import type { CaseExperienceEntity } from './experience.entity';

export type ExperienceRow = CaseExperienceEntity;

const columns = `id, area_code AS "areaCode", household_id AS "householdId", title, body, status, return_reason AS "returnReason",
  written_by AS "writtenBy", written_at AS "writtenAt", decided_by AS "decidedBy", published_at AS "publishedAt"`;

export class ExperienceRepository {
  async findExperience(statements: Statements, id: string): Promise<ExperienceRow | undefined> {
    const [row] = await statements.query<ExperienceRow>(
      `/* experience.findExperience */ SELECT ${columns} FROM case_experience WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** What is public, the newest first. */
  listPublished(
    statements: Statements,
    after: { readonly instant: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<(ExperienceRow & { readonly at: string })[]> {
    return statements.query(
      `/* experience.listPublished */
       SELECT ${columns}, published_at::text AS at FROM case_experience
        WHERE status = 'PUBLISHED' AND ($1::timestamptz IS NULL OR (published_at, id) < ($1::timestamptz, $2::uuid))
        ORDER BY published_at DESC, id DESC LIMIT $3`,
      [after?.instant ?? null, after?.id ?? null, limit],
    );
  }

  /** What is not public, of some subtrees or of one writer; by id. */
  listUnpublished(
    statements: Statements,
    areaCodes: readonly string[],
    writtenBy: string,
    after: string | undefined,
    limit: number,
  ): Promise<ExperienceRow[]> {
    return statements.query<ExperienceRow>(
      `/* experience.listUnpublished */
       SELECT ${columns} FROM case_experience
        WHERE status <> 'PUBLISHED' AND ($3::uuid IS NULL OR id > $3)
          AND (written_by = $2 OR EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(area_code, code)))
        ORDER BY id LIMIT $4`,
      [areaCodes, writtenBy, after ?? null, limit],
    );
  }

  async insertExperience(
    tx: Transaction,
    row: Pick<ExperienceRow, 'id' | 'areaCode' | 'householdId' | 'title' | 'body' | 'writtenBy'>,
  ): Promise<ExperienceRow> {
    const [inserted] = await tx.query<ExperienceRow>(
      `/* experience.insertExperience */
       INSERT INTO case_experience (id, area_code, household_id, title, body, written_by)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
      [row.id, row.areaCode, row.householdId, row.title, row.body, row.writtenBy],
    );
    return inserted!;
  }

  /** Hands in another text. No row when it is public, or was. */
  async revise(tx: Transaction, id: string, title: string, body: string): Promise<ExperienceRow | undefined> {
    const [row] = await tx.query<ExperienceRow>(
      `/* experience.revise */
       UPDATE case_experience SET title = $2, body = $3, status = 'SUBMITTED', return_reason = NULL, decided_by = NULL
        WHERE id = $1 AND status IN ('SUBMITTED', 'RETURNED') RETURNING ${columns}`,
      [id, title, body],
    );
    return row;
  }

  /** Publishes exactly the text that was read. No row when it is not submitted, or was changed meanwhile. */
  async publish(tx: Transaction, read: ExperienceRow, accountId: string): Promise<ExperienceRow | undefined> {
    const [row] = await tx.query<ExperienceRow>(
      `/* experience.publish */
       UPDATE case_experience SET status = 'PUBLISHED', decided_by = $2, published_at = now()
        WHERE id = $1 AND status = 'SUBMITTED' AND title = $3 AND body = $4 RETURNING ${columns}`,
      [read.id, accountId, read.title, read.body],
    );
    return row;
  }

  async giveBack(tx: Transaction, id: string, accountId: string, reason: string): Promise<ExperienceRow | undefined> {
    const [row] = await tx.query<ExperienceRow>(
      `/* experience.giveBack */
       UPDATE case_experience SET status = 'RETURNED', decided_by = $2, return_reason = $3
        WHERE id = $1 AND status = 'SUBMITTED' RETURNING ${columns}`,
      [id, accountId, reason],
    );
    return row;
  }

  async withdraw(tx: Transaction, id: string): Promise<ExperienceRow | undefined> {
    const [row] = await tx.query<ExperienceRow>(
      `/* experience.withdraw */
       UPDATE case_experience SET status = 'WITHDRAWN' WHERE id = $1 AND status = 'PUBLISHED' RETURNING ${columns}`,
      [id],
    );
    return row;
  }
}
