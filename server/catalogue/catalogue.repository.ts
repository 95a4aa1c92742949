/** Promises the only SQL for versions of the list of resources. */
import type { ResourceKind } from '../../schema/catalogue/catalogue';
import type { Statements, Transaction } from '../database/database';
import type { ResourceSource } from '../resource';
import type { CatalogueEntryEntity, CatalogueVersionEntity } from './catalogue.entity';

export type VersionRow = CatalogueVersionEntity & {
  readonly entryCount: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
};
export type EntryRow = CatalogueEntryEntity;

export interface EntryListing {
  readonly versionId: string;
  readonly kind?: ResourceKind;
  readonly areaCode?: string;
  readonly after?: { readonly kind: string; readonly subjectId: string };
  readonly limit: number;
}

const columns = `v.id, v.number, v.status, v.drafted_by AS "draftedBy", v.drafted_at AS "draftedAt", v.published_by AS "publishedBy",
  v.published_at AS "publishedAt", counts.*`;
const counts = `CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE change <> 'REMOVED')::int AS "entryCount",
  count(*) FILTER (WHERE change = 'ADDED')::int AS added, count(*) FILTER (WHERE change = 'CHANGED')::int AS changed,
  count(*) FILTER (WHERE change = 'REMOVED')::int AS removed FROM catalogue_entry e WHERE e.version_id = v.id) counts`;
const entryColumns = `version_id AS "versionId", kind, subject_id AS "subjectId", title, provider, service_kinds AS "serviceKinds",
  area_codes AS "areaCodes", available, unit, valid_until AS "validUntil", note, change`;
const content = 'title, provider, service_kinds, area_codes, available, unit, valid_until, note';
const newest = `(SELECT id FROM catalogue_version WHERE status = 'PUBLISHED' ORDER BY number DESC LIMIT 1)`;

export class CatalogueRepository {
  async findVersion(statements: Statements, id: string): Promise<VersionRow | undefined> {
    const [row] = await statements.query<VersionRow>(
      `/* catalogue.findVersion */ SELECT ${columns} FROM catalogue_version v ${counts} WHERE v.id = $1`,
      [id],
    );
    return row;
  }

  /** The version of a number, or the newest that was published. */
  async findByNumber(statements: Statements, number: number | undefined): Promise<VersionRow | undefined> {
    const [row] = await statements.query<VersionRow>(
      `/* catalogue.findByNumber */
       SELECT ${columns} FROM catalogue_version v ${counts}
        WHERE CASE WHEN $1::int IS NULL THEN v.id = ${newest} ELSE v.number = $1::int END`,
      [number ?? null],
    );
    return row;
  }

  listPublished(statements: Statements, below: number | undefined, limit: number): Promise<VersionRow[]> {
    return statements.query<VersionRow>(
      `/* catalogue.listPublished */
       SELECT ${columns} FROM catalogue_version v ${counts}
        WHERE v.status = 'PUBLISHED' AND ($1::int IS NULL OR v.number < $1::int) ORDER BY v.number DESC LIMIT $2`,
      [below ?? null, limit],
    );
  }

  listEntries(statements: Statements, listing: EntryListing): Promise<EntryRow[]> {
    return statements.query<EntryRow>(
      `/* catalogue.listEntries */
       SELECT ${entryColumns} FROM catalogue_entry
        WHERE version_id = $1 AND ($2::text IS NULL OR kind = $2)
          AND ($3::text IS NULL OR EXISTS (SELECT FROM unnest(area_codes) a WHERE starts_with(a, $3) OR starts_with($3, a)))
          AND ($4::text IS NULL OR (kind, subject_id) > ($4, $5::uuid))
        ORDER BY kind, subject_id LIMIT $6`,
      [
        ...[listing.versionId, listing.kind ?? null, listing.areaCode ?? null],
        ...[listing.after?.kind ?? null, listing.after?.subjectId ?? null, listing.limit],
      ],
    );
  }

  /** One draft at a time: of two drafters at once the second waits for the first. */
  async replaceDraft(tx: Transaction, id: string, accountId: string): Promise<void> {
    await tx.query(`/* catalogue.lock */ SELECT pg_advisory_xact_lock(hashtext('catalogue'))`);
    await tx.query(
      `/* catalogue.replaceDraft */ UPDATE catalogue_version SET status = 'REPLACED' WHERE status = 'DRAFT'`,
    );
    await tx.query(
      `/* catalogue.insertVersion */
       INSERT INTO catalogue_version (id, number, drafted_by)
       SELECT $1, coalesce(max(number), 0) + 1, $2 FROM catalogue_version`,
      [id, accountId],
    );
  }

  /** What the sources have now, each marked against the newest published version. */
  async fill(tx: Transaction, id: string, sources: readonly ResourceSource[]): Promise<void> {
    const rows = sources.map(
      ({ kind, rows: select }) =>
        `SELECT '${kind}'::text AS kind, subject, title, provider, service_kinds, area_codes, available, unit, valid_until, note FROM (${select}) one`,
    );
    await tx.query(
      `/* catalogue.fill */
       INSERT INTO catalogue_entry (version_id, kind, subject_id, ${content}, change)
       SELECT $1, kind, subject, ${content}, 'ADDED' FROM (${rows.join(' UNION ALL ')}) now_there`,
      [id],
    );
  }

  /** Marks each entry of a draft against the newest published version, and adds what is gone. */
  async compare(tx: Transaction, id: string): Promise<void> {
    await tx.query(`/* catalogue.forget */ DELETE FROM catalogue_entry WHERE version_id = $1 AND change = 'REMOVED'`, [
      id,
    ]);
    const said = (row: string) => `(${content.replaceAll(/\b(?=[a-z_]+\b)/g, `${row}.`)})`;
    await tx.query(
      `/* catalogue.compare */
       UPDATE catalogue_entry e SET change = CASE
           WHEN before.subject_id IS NULL THEN 'ADDED'
           WHEN ${said('before')} IS DISTINCT FROM ${said('e')} THEN 'CHANGED' ELSE 'SAME' END
         FROM catalogue_entry mine LEFT JOIN catalogue_entry before
           ON before.version_id = ${newest} AND before.kind = mine.kind AND before.subject_id = mine.subject_id AND before.change <> 'REMOVED'
        WHERE e.version_id = $1 AND mine.version_id = $1 AND mine.kind = e.kind AND mine.subject_id = e.subject_id`,
      [id],
    );
    await tx.query(
      `/* catalogue.addRemoved */
       INSERT INTO catalogue_entry (version_id, kind, subject_id, ${content}, change)
       SELECT $1, kind, subject_id, ${content}, 'REMOVED' FROM catalogue_entry gone
        WHERE version_id = ${newest} AND change <> 'REMOVED'
          AND NOT EXISTS (SELECT FROM catalogue_entry e WHERE e.version_id = $1 AND e.kind = gone.kind AND e.subject_id = gone.subject_id)`,
      [id],
    );
  }

  async lockVersion(tx: Transaction, id: string): Promise<CatalogueVersionEntity | undefined> {
    await tx.query(`/* catalogue.lock */ SELECT pg_advisory_xact_lock(hashtext('catalogue'))`);
    const [row] = await tx.query<CatalogueVersionEntity>(
      `/* catalogue.lockVersion */
       SELECT id, number, status, drafted_by AS "draftedBy", drafted_at AS "draftedAt", published_by AS "publishedBy",
              published_at AS "publishedAt" FROM catalogue_version WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  async publish(tx: Transaction, id: string, accountId: string): Promise<void> {
    await tx.query(
      `/* catalogue.publish */
       UPDATE catalogue_version SET status = 'PUBLISHED', published_by = $2, published_at = now() WHERE id = $1 AND status = 'DRAFT'`,
      [id, accountId],
    );
  }
}
