/** Promises the only SQL for the pictures of needs. */
import type { Statements, Transaction } from '../database/database';

export class NeedPhotoRepository {
  /** Returns the pictures of an earlier need; those are not written. */
  async insertPhotos(tx: Transaction, needId: string, photoIds: readonly string[]): Promise<string[]> {
    const written = await tx.query<{ id: string }>(
      `/* need.insertPhotos */
       INSERT INTO need_photo (need_id, photo_id) SELECT $1, unnest($2::uuid[])
       ON CONFLICT (photo_id) DO NOTHING RETURNING photo_id AS id`,
      [needId, photoIds],
    );
    const done = new Set(written.map((row) => row.id));
    return photoIds.filter((id) => !done.has(id));
  }

  photosOf(statements: Statements, needIds: readonly string[]): Promise<{ needId: string; photoId: string }[]> {
    return statements.query(
      `/* need.photosOf */
       SELECT need_id AS "needId", photo_id AS "photoId" FROM need_photo WHERE need_id = ANY ($1::uuid[]) ORDER BY photo_id`,
      [needIds],
    );
  }
}
