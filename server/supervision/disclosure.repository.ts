/** Promises the only SQL for published reports: written once, and added to. */
import type { InstantAndId } from '../../schema/connection';
import type { Statements, Transaction } from '../database/database';
import type { DisclosureEntity, DisclosureNoteEntity } from './disclosure.entity';

/** A report with what was added to it; `cursorAt` is the exact time of its publication as text. */
export type DisclosureRow = DisclosureHead & { readonly notes: readonly DisclosureNoteEntity[] };
type DisclosureHead = DisclosureEntity & { readonly cursorAt: string };

const columns = `project_id AS "projectId", summary, figures, published_by AS "publishedBy", published_at AS "publishedAt",
  published_at::text AS "cursorAt"`;

export class DisclosureRepository {
  async findDisclosure(statements: Statements, projectId: string): Promise<DisclosureRow | undefined> {
    const heads = await statements.query<DisclosureHead>(
      `/* disclosure.findDisclosure */ SELECT ${columns} FROM disclosure WHERE project_id = $1`,
      [projectId],
    );
    return (await this.withNotes(statements, heads))[0];
  }

  /** What was published of any project, the newest report first. */
  async listDisclosures(
    statements: Statements,
    after: InstantAndId | undefined,
    limit: number,
  ): Promise<DisclosureRow[]> {
    const heads = await statements.query<DisclosureHead>(
      `/* disclosure.listDisclosures */
       SELECT ${columns} FROM disclosure
        WHERE $1::timestamptz IS NULL OR (published_at, project_id) < ($1::timestamptz, $2::uuid)
        ORDER BY published_at DESC, project_id DESC LIMIT $3`,
      [after?.instant ?? null, after?.id ?? null, limit],
    );
    return this.withNotes(statements, heads);
  }

  private async withNotes(statements: Statements, heads: readonly DisclosureHead[]): Promise<DisclosureRow[]> {
    if (heads.length === 0) return [];
    const notes = await statements.query<DisclosureNoteEntity>(
      `/* disclosure.listNotes */
       SELECT id, project_id AS "projectId", note, figures, written_by AS "writtenBy", written_at AS "writtenAt"
         FROM disclosure_note WHERE project_id = ANY ($1::uuid[]) ORDER BY written_at, id`,
      [heads.map((head) => head.projectId)],
    );
    return heads.map((head) => ({ ...head, notes: notes.filter((note) => note.projectId === head.projectId) }));
  }

  async insertDisclosure(tx: Transaction, row: Omit<DisclosureEntity, 'publishedAt'>): Promise<void> {
    await tx.query(
      `/* disclosure.insertDisclosure */
       INSERT INTO disclosure (project_id, summary, figures, published_by) VALUES ($1, $2, $3::jsonb, $4)`,
      [row.projectId, row.summary, JSON.stringify(row.figures), row.publishedBy],
    );
  }

  async insertNote(tx: Transaction, row: Omit<DisclosureNoteEntity, 'writtenAt'>): Promise<void> {
    await tx.query(
      `/* disclosure.insertNote */
       INSERT INTO disclosure_note (id, project_id, note, figures, written_by) VALUES ($1, $2, $3, $4::jsonb, $5)`,
      [row.id, row.projectId, row.note, JSON.stringify(row.figures), row.writtenBy],
    );
  }
}
