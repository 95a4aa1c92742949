/** Promises the only SQL by which pictures belong to things: to needs, visits and records of services, each in a table of one shape. */
import type { Statements, Transaction } from '../database/database';

export type PhotoOwner = 'need' | 'visit' | 'service_record';

export interface PhotoLink {
  readonly ownerId: string;
  readonly photoId: string;
}

export class PhotoLinkRepository {
  constructor(private readonly owner: PhotoOwner) {}

  /** Returns the pictures that belong to another thing of this kind; those are not written. */
  async insertLinks(tx: Transaction, ownerId: string, photoIds: readonly string[]): Promise<string[]> {
    const written = await tx.query<{ id: string }>(
      `/* photo.insertLinks */
       INSERT INTO ${this.owner}_photo (${this.owner}_id, photo_id) SELECT $1, unnest($2::uuid[])
       ON CONFLICT (photo_id) DO NOTHING RETURNING photo_id AS id`,
      [ownerId, photoIds],
    );
    const done = new Set(written.map((row) => row.id));
    return photoIds.filter((id) => !done.has(id));
  }

  linksOf(statements: Statements, ownerIds: readonly string[]): Promise<PhotoLink[]> {
    return statements.query<PhotoLink>(
      `/* photo.linksOf */
       SELECT ${this.owner}_id AS "ownerId", photo_id AS "photoId"
         FROM ${this.owner}_photo WHERE ${this.owner}_id = ANY ($1::uuid[]) ORDER BY photo_id`,
      [ownerIds],
    );
  }

  /** To what a picture belongs. */
  async ownerOf(statements: Statements, photoId: string): Promise<string | undefined> {
    const [row] = await statements.query<{ id: string }>(
      `/* photo.ownerOf */ SELECT ${this.owner}_id AS id FROM ${this.owner}_photo WHERE photo_id = $1`,
      [photoId],
    );
    return row?.id;
  }
}
