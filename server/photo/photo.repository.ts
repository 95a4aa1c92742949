/** Promises the only SQL for pictures. Their sealed bytes leave it only where a method says so. */
import type { Statements, Transaction } from '../database/database';
import type { PhotoEntity } from './photo.entity';

export type PhotoRow = Omit<PhotoEntity, 'contents'>;

const columns = `id, household_id AS "householdId", width, height, sent_by AS "sentBy", received_at AS "receivedAt"`;

export class PhotoRepository {
  findPhotos(statements: Statements, ids: readonly string[]): Promise<PhotoRow[]> {
    return statements.query<PhotoRow>(
      `/* photo.findPhotos */ SELECT ${columns} FROM photo WHERE id = ANY ($1::uuid[]) ORDER BY received_at, id`,
      [ids],
    );
  }

  async findPhoto(statements: Statements, id: string): Promise<PhotoRow | undefined> {
    return (await this.findPhotos(statements, [id]))[0];
  }

  async countOf(statements: Statements, householdId: string): Promise<number> {
    const [row] = await statements.query<{ count: number }>(
      '/* photo.countOf */ SELECT count(*)::int AS count FROM photo WHERE household_id = $1',
      [householdId],
    );
    return row!.count;
  }

  /** The sealed bytes, for the vault only. */
  async findContents(statements: Statements, id: string): Promise<Buffer | undefined> {
    const [row] = await statements.query<{ contents: Buffer }>(
      '/* photo.findContents */ SELECT contents FROM photo WHERE id = $1',
      [id],
    );
    return row?.contents;
  }

  async insertPhoto(tx: Transaction, photo: Omit<PhotoEntity, 'receivedAt'>): Promise<PhotoRow> {
    const [row] = await tx.query<PhotoRow>(
      `/* photo.insertPhoto */
       INSERT INTO photo (id, household_id, width, height, contents, sent_by) VALUES ($1, $2, $3, $4, $5, $6)
       RETURNING ${columns}`,
      [photo.id, photo.householdId, photo.width, photo.height, photo.contents, photo.sentBy],
    );
    return row!;
  }
}
