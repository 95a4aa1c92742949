/** Promises the only SQL for records of visits and the needs found by them. */
import type { Statements, Transaction } from '../database/database';
import type { VisitEntity } from './visit.entity';

export interface VisitRow extends Omit<VisitEntity, 'findings'> {
  readonly hasFindings: boolean;
}

export type VisitToInsert = Omit<VisitEntity, 'recordedAt'>;

export interface VisitListing {
  readonly areaCodes: readonly string[];
  readonly householdId?: string;
  readonly after?: { readonly instant: string; readonly id: string };
  readonly limit: number;
}

const columns = `id, household_id AS "householdId", found_person_id AS "foundPersonId", area_code AS "areaCode",
  visited_at AS "visitedAt", visited_by AS "visitedBy", result, root_causes AS "rootCauses", barriers, next_step AS "nextStep",
  findings IS NOT NULL AS "hasFindings", recorded_at AS "recordedAt"`;

export class VisitRepository {
  /** Whether a time of a device lies within so many days back and so many minutes ahead, by the clock of the database. */
  async isAcceptable(statements: Statements, at: Date, days: number, minutes: number): Promise<boolean> {
    const [row] = await statements.query<{ acceptable: boolean }>(
      `/* visit.isAcceptable */
       SELECT $1::timestamptz BETWEEN now() - make_interval(days => $2) AND now() + make_interval(mins => $3) AS acceptable`,
      [at, days, minutes],
    );
    return row!.acceptable;
  }

  findVisits(statements: Statements, ids: readonly string[]): Promise<VisitRow[]> {
    return statements.query<VisitRow>(
      `/* visit.findVisits */ SELECT ${columns} FROM visit WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async findVisit(statements: Statements, id: string): Promise<VisitRow | undefined> {
    return (await this.findVisits(statements, [id]))[0];
  }

  async findFindings(statements: Statements, id: string): Promise<Buffer | undefined> {
    const [row] = await statements.query<{ findings: Buffer | null }>(
      '/* visit.findFindings */ SELECT findings FROM visit WHERE id = $1',
      [id],
    );
    return row?.findings ?? undefined;
  }

  /** The newest first; the cursor has microseconds, which a date of JavaScript has not. */
  listVisits(statements: Statements, listing: VisitListing): Promise<(VisitRow & { readonly key: string })[]> {
    const { areaCodes, householdId, after, limit } = listing;
    return statements.query(
      `/* visit.listVisits */
       SELECT ${columns}, visited_at::text AS key FROM visit
        WHERE EXISTS (SELECT FROM unnest($1::text[]) served WHERE starts_with(area_code, served))
          AND ($2::uuid IS NULL OR household_id = $2)
          AND ($3::timestamptz IS NULL OR (visited_at, id) < ($3::timestamptz, $4::uuid))
        ORDER BY visited_at DESC, id DESC LIMIT $5`,
      [areaCodes, householdId ?? null, after?.instant ?? null, after?.id ?? null, limit],
    );
  }

  async insertVisit(tx: Transaction, visit: VisitToInsert): Promise<VisitRow> {
    const [row] = await tx.query<VisitRow>(
      `/* visit.insertVisit */
       INSERT INTO visit (id, household_id, found_person_id, area_code, visited_at, visited_by, result, root_causes, barriers,
                          next_step, findings)
       VALUES ($1, $2, $3, $4, least($5::timestamptz, now()), $6, $7, $8, $9, $10, $11) RETURNING ${columns}`,
      [
        ...[visit.id, visit.householdId, visit.foundPersonId, visit.areaCode, visit.visitedAt, visit.visitedBy],
        ...[visit.result, visit.rootCauses, visit.barriers, visit.nextStep, visit.findings],
      ],
    );
    return row!;
  }

  /** Returns the needs that an earlier visit found; those are not written. */
  async insertNeeds(tx: Transaction, visitId: string, needIds: readonly string[]): Promise<string[]> {
    const written = await tx.query<{ id: string }>(
      `/* visit.insertNeeds */
       INSERT INTO visit_need (visit_id, need_id) SELECT $1, unnest($2::uuid[])
       ON CONFLICT (need_id) DO NOTHING RETURNING need_id AS id`,
      [visitId, needIds],
    );
    const done = new Set(written.map((row) => row.id));
    return needIds.filter((id) => !done.has(id));
  }

  needsOf(statements: Statements, visitIds: readonly string[]): Promise<{ visitId: string; needId: string }[]> {
    return statements.query(
      `/* visit.needsOf */
       SELECT visit_id AS "visitId", need_id AS "needId" FROM visit_need WHERE visit_id = ANY ($1::uuid[]) ORDER BY need_id`,
      [visitIds],
    );
  }
}
