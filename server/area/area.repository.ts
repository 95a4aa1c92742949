/** Promises the only SQL for areas. */
import type { Statements, Transaction } from '../database/database';
import { liftTransactionLimit } from '../database/transaction-limit';
import type { AreaEntity } from './area.entity';

const columns = `code, parent_code AS "parentCode", level, name, edition_year AS "editionYear", pilot_since AS "pilotSince"`;

export class AreaRepository {
  async findArea(statements: Statements, code: string): Promise<AreaEntity | undefined> {
    const [row] = await statements.query<AreaEntity>(
      `/* area.findArea */ SELECT ${columns} FROM area WHERE code = $1`,
      [code],
    );
    return row;
  }

  findAreas(statements: Statements, codes: readonly string[]): Promise<AreaEntity[]> {
    return statements.query<AreaEntity>(`/* area.findAreas */ SELECT ${columns} FROM area WHERE code = ANY ($1)`, [
      codes,
    ]);
  }

  /** The children of an area in the order of their codes, after a code. */
  listChildren(statements: Statements, parentCode: string, after: string, limit: number): Promise<AreaEntity[]> {
    return statements.query<AreaEntity>(
      `/* area.listChildren */ SELECT ${columns} FROM area WHERE parent_code = $1 AND code > $2 ORDER BY code LIMIT $3`,
      [parentCode, after, limit],
    );
  }

  /** The areas of one level in the subtree of a code, in the order of their codes. */
  listOfLevel(statements: Statements, code: string, level: string): Promise<AreaEntity[]> {
    return statements.query<AreaEntity>(
      `/* area.listOfLevel */
       SELECT ${columns} FROM area WHERE code >= $1 AND code < $1 || '~' AND level = $2 ORDER BY code`,
      [code, level],
    );
  }

  /** Whether every area that there is lies in one of the subtrees, or above one. */
  async isCoveredBy(statements: Statements, codes: readonly string[]): Promise<boolean> {
    const rows = await statements.query(
      `/* area.isCoveredBy */
       SELECT 1 FROM area WHERE NOT EXISTS
         (SELECT 1 FROM unnest($1::text[]) held WHERE starts_with(area.code, held) OR starts_with(held, area.code)) LIMIT 1`,
      [codes],
    );
    return rows.length === 0;
  }

  /** The pilot streets in some subtrees with their communities, each with the day since which the scheme holds in it. */
  listPilots(statements: Statements, codes: readonly string[]): Promise<(AreaEntity & { readonly since: string })[]> {
    return statements.query(
      `/* area.listPilots */
       SELECT a.code, a.parent_code AS "parentCode", a.level, a.name, a.edition_year AS "editionYear",
              a.pilot_since AS "pilotSince", p.pilot_since AS since
         FROM area p JOIN area a ON a.code = p.code OR a.parent_code = p.code
        WHERE p.pilot_since IS NOT NULL AND EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(a.code, code))
        ORDER BY a.code`,
      [codes],
    );
  }

  /** How many areas of each level lie in the subtree of a code (itself included). */
  countByLevel(statements: Statements, code: string): Promise<{ level: string; count: number }[]> {
    return statements.query(
      `/* area.countByLevel */ SELECT level, count(*)::int AS count FROM area WHERE code >= $1 AND code < $1 || '~' GROUP BY level`,
      [code],
    );
  }

  /** Inserts areas, or renews name and edition of those that are there. Returns how many rows were written. */
  async upsertAreas(tx: Transaction, areas: readonly Omit<AreaEntity, 'pilotSince'>[]): Promise<number> {
    const rows = await tx.query(
      `/* area.upsertAreas */
       INSERT INTO area (code, parent_code, level, name, edition_year)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, edition_year = excluded.edition_year
        WHERE area.name <> excluded.name OR area.edition_year <> excluded.edition_year
       RETURNING code`,
      [
        areas.map((area) => area.code),
        areas.map((area) => area.parentCode),
        areas.map((area) => area.level),
        areas.map((area) => area.name),
        areas.map((area) => area.editionYear),
      ],
    );
    return rows.length;
  }

  /** One import at a time, without the time limits of ordinary requests; ends with the transaction. */
  async beginImport(tx: Transaction): Promise<void> {
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query('SET LOCAL lock_timeout = 0');
    await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await liftTransactionLimit(tx, 'transaction');
    await tx.query("/* area.beginImport */ SELECT pg_advisory_xact_lock(hashtext('area import'))");
    // Parents come first: checked statement by statement, so that half a million checks need not be kept until the commit.
    await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
  }

  /** How many areas of the national list (grids are local) have another edition than this one. */
  async countOfOtherEditions(statements: Statements, editionYear: number): Promise<number> {
    const [row] = await statements.query<{ count: number }>(
      `/* area.countOfOtherEditions */
       SELECT count(*)::int AS count FROM area WHERE level <> 'GRID' AND edition_year <> $1`,
      [editionYear],
    );
    return row!.count;
  }

  async markPilot(tx: Transaction, code: string, since: string): Promise<AreaEntity> {
    const [row] = await tx.query<AreaEntity>(
      `/* area.markPilot */ UPDATE area SET pilot_since = $2 WHERE code = $1 RETURNING ${columns}`,
      [code, since],
    );
    return row!;
  }
}
