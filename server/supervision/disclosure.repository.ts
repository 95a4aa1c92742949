/** Promises the only SQL for published reports: written once, and added to. */
import type { Statements, Transaction } from '../database/database';
import type { DisclosureEntity, DisclosureNoteEntity } from './disclosure.entity';

export type DisclosureRow = DisclosureEntity & { readonly notes: readonly DisclosureNoteEntity[] };

export class DisclosureRepository {
  async findDisclosure(statements: Statements, projectId: string): Promise<DisclosureRow | undefined> {
    const [head] = await statements.query<DisclosureEntity>(
      `/* disclosure.findDisclosure */
       SELECT project_id AS "projectId", summary, figures, published_by AS "publishedBy", published_at AS "publishedAt"
         FROM disclosure WHERE project_id = $1`,
      [projectId],
    );
    if (!head) return undefined;
    const notes = await statements.query<DisclosureNoteEntity>(
      `/* disclosure.listNotes */
       SELECT id, project_id AS "projectId", note, figures, written_by AS "writtenBy", written_at AS "writtenAt"
         FROM disclosure_note WHERE project_id = $1 ORDER BY written_at, id`,
      [projectId],
    );
    return { ...head, notes };
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
