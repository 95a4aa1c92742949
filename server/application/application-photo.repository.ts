/** Promises the only SQL for the pictures of the papers of applications. */
import type { Statements, Transaction } from '../database/database';

export interface PhotoOfDocument {
  readonly applicationId: string;
  readonly position: number;
  readonly photoId: string;
}

export class ApplicationPhotoRepository {
  /** Returns how many are new with this paper; those of another one are not written. */
  async insertPhotos(
    tx: Transaction,
    paper: { readonly applicationId: string; readonly position: number },
    photoIds: readonly string[],
  ): Promise<number> {
    const written = await tx.query(
      `/* application.insertPhotos */
       INSERT INTO policy_application_photo (application_id, position, photo_id) SELECT $1, $2, unnest($3::uuid[])
       ON CONFLICT (photo_id) DO NOTHING RETURNING photo_id`,
      [paper.applicationId, paper.position, photoIds],
    );
    return written.length;
  }

  photosOf(statements: Statements, applicationIds: readonly string[]): Promise<PhotoOfDocument[]> {
    return statements.query<PhotoOfDocument>(
      `/* application.photosOf */
       SELECT application_id AS "applicationId", position, photo_id AS "photoId" FROM policy_application_photo
        WHERE application_id = ANY ($1::uuid[]) ORDER BY position, photo_id`,
      [applicationIds],
    );
  }
}
