/** Promises the only SQL for media appeals: shown while they are published and the consent has not ended. */
import type { Statements, Transaction } from '../database/database';
import type { MediaAppealEntity } from './casework.entity';

export type AppealRow = MediaAppealEntity;

const columns = `id, case_id AS "caseId", organisation_id AS "organisationId", status, text, until, drafted_by AS "draftedBy",
  drafted_at AS "draftedAt", published_by AS "publishedBy", published_at AS "publishedAt"`;

export class AppealRepository {
  async findAppeal(statements: Statements, id: string): Promise<AppealRow | undefined> {
    const [row] = await statements.query<AppealRow>(
      `/* casework.findAppeal */ SELECT ${columns} FROM media_appeal WHERE id = $1`,
      [id],
    );
    return row;
  }

  async insertAppeal(
    tx: Transaction,
    one: Pick<AppealRow, 'id' | 'caseId' | 'organisationId' | 'until' | 'draftedBy'> & { readonly text: string },
  ): Promise<AppealRow> {
    const [row] = await tx.query<AppealRow>(
      `/* casework.insertAppeal */
       INSERT INTO media_appeal (id, case_id, organisation_id, status, text, until, drafted_by)
       VALUES ($1, $2, $3, 'DRAFT', $4, $5, $6) RETURNING ${columns}`,
      [one.id, one.caseId, one.organisationId, one.text, one.until, one.draftedBy],
    );
    return row!;
  }

  /** No row when it is no draft any more. */
  async publish(tx: Transaction, id: string, accountId: string, until: Date): Promise<AppealRow | undefined> {
    const [row] = await tx.query<AppealRow>(
      `/* casework.publishAppeal */
       UPDATE media_appeal SET status = 'PUBLISHED', published_by = $2, published_at = now(), until = $3
        WHERE id = $1 AND status = 'DRAFT' RETURNING ${columns}`,
      [id, accountId, until],
    );
    return row;
  }

  /** Takes appeals back, one or all of a household at an organisation; their words are gone. */
  withdraw(
    tx: Transaction,
    which: { id: string } | { householdId: string; organisationId: string },
  ): Promise<AppealRow[]> {
    const [id, householdId, organisationId] =
      'id' in which ? [which.id, null, null] : [null, which.householdId, which.organisationId];
    return tx.query<AppealRow>(
      `/* casework.withdrawAppeals */
       UPDATE media_appeal SET status = 'WITHDRAWN', text = NULL
        WHERE status <> 'WITHDRAWN' AND (id = $1::uuid OR organisation_id = $3::uuid
              AND case_id IN (SELECT id FROM care_case WHERE household_id = $2::uuid)) RETURNING ${columns}`,
      [id, householdId, organisationId],
    );
  }

  /** What is in public, the newest first. */
  listPublished(
    statements: Statements,
    after: { readonly instant: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<(AppealRow & { readonly publishedAtText: string })[]> {
    return statements.query(
      `/* casework.listAppeals */
       SELECT ${columns}, published_at::text AS "publishedAtText" FROM media_appeal
        WHERE status = 'PUBLISHED' AND until > now()
          AND ($1::timestamptz IS NULL OR (published_at, id) < ($1::timestamptz, $2::uuid))
        ORDER BY published_at DESC, id DESC LIMIT $3`,
      [after?.instant ?? null, after?.id ?? null, limit],
    );
  }

  appealsOf(statements: Statements, caseId: string): Promise<AppealRow[]> {
    return statements.query<AppealRow>(
      `/* casework.appealsOf */ SELECT ${columns} FROM media_appeal WHERE case_id = $1 ORDER BY drafted_at, id`,
      [caseId],
    );
  }
}
