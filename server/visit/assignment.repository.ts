/** Promises the only SQL that gives obligations to advisers: always to who has the least open, the same for one as for a hundred thousand. */
import type { Statements, Transaction } from '../database/database';
import { obligationColumns, stillOwed, type VisitObligationRow } from './visit-obligation.repository';

/** Who may be given what is owed in some areas; of those with equally much open, who stands first. */
export interface Team {
  readonly key: string;
  readonly areaCodes: readonly string[];
  readonly accountIds: readonly string[];
}

export interface Held {
  readonly areaCode: string;
  readonly adviserId: string;
}

const assigning = `WITH lacking AS (
         SELECT id AS lacking_id, team, row_number() OVER (PARTITION BY team ORDER BY due_on, id) AS turn
           FROM visit_obligation JOIN unnest($1::text[], $2::text[]) AS covered (code, team) ON code = area_code
          WHERE ${stillOwed} AND adviser_id IS NULL),
       wanted AS (SELECT team, count(*) AS total FROM lacking GROUP BY team),
       load AS (
         SELECT adviser_id AS account_id, count(*) AS open FROM visit_obligation
          WHERE ${stillOwed} AND adviser_id = ANY ($4::uuid[]) GROUP BY adviser_id),
       seat AS (
         SELECT team, account_id,
                row_number() OVER (PARTITION BY team ORDER BY coalesce(open, 0) + step, place, account_id) AS turn
           FROM unnest($3::text[], $4::uuid[], $5::int[]) AS member (team, account_id, place)
           JOIN wanted USING (team) LEFT JOIN load USING (account_id) CROSS JOIN LATERAL generate_series(1, total) step)
       UPDATE visit_obligation SET adviser_id = seat.account_id, assigned_at = now()
         FROM lacking JOIN seat USING (team, turn) WHERE id = lacking_id`;

function seatsOf(teams: readonly Team[]): unknown[] {
  const places = teams.flatMap((team) => team.areaCodes.map((code) => [code, team.key] as const));
  const members = teams.flatMap((team) => team.accountIds.map((id, place) => [team.key, id, place] as const));
  return [
    ...[places.map(([code]) => code), places.map(([, team]) => team)],
    ...[members.map(([team]) => team), members.map(([, id]) => id), members.map(([, , place]) => place)],
  ];
}

export class AssignmentRepository {
  /** One assignment at a time in these areas, so that each sees what the one before gave. */
  async lockAreas(tx: Transaction, areaCodes: readonly string[]): Promise<void> {
    await tx.query(
      `/* visitAssignment.lockAreas */
       SELECT pg_advisory_xact_lock(hashtextextended(code, 550)) FROM (SELECT unnest($1::text[]) AS code ORDER BY 1) ordered`,
      [areaCodes],
    );
  }

  /** Areas with open obligations that nobody has. */
  async areasLacking(statements: Statements): Promise<string[]> {
    const rows = await statements.query<{ code: string }>(
      `/* visitAssignment.areasLacking */
       SELECT DISTINCT area_code AS code FROM visit_obligation WHERE ${stillOwed} AND adviser_id IS NULL ORDER BY 1`,
    );
    return rows.map((row) => row.code);
  }

  /** Who has open obligations, and where. */
  heldOpen(statements: Statements): Promise<Held[]> {
    return statements.query<Held>(
      `/* visitAssignment.heldOpen */
       SELECT DISTINCT area_code AS "areaCode", adviser_id AS "adviserId" FROM visit_obligation
        WHERE ${stillOwed} AND adviser_id IS NOT NULL`,
    );
  }

  /** Takes what is open away from advisers who may not have it any more. */
  async release(tx: Transaction, held: readonly Held[]): Promise<number> {
    const rows = await tx.query(
      `/* visitAssignment.release */
       UPDATE visit_obligation SET adviser_id = NULL, assigned_at = NULL
         FROM unnest($1::text[], $2::uuid[]) AS lost (code, account_id)
        WHERE ${stillOwed} AND area_code = code AND adviser_id = account_id RETURNING id`,
      [held.map((one) => one.areaCode), held.map((one) => one.adviserId)],
    );
    return rows.length;
  }

  /**
   * Gives every open obligation that nobody has in the areas of the teams. Each member offers a seat one above what it has open, two
   * above and so on; the lowest seats of a team are taken in turn by what is due first. So it comes out as if they were given one
   * after the other, each to who has least.
   */
  assign(tx: Transaction, teams: readonly Team[]): Promise<VisitObligationRow[]> {
    return tx.query<VisitObligationRow>(
      `/* visitAssignment.assign */ ${assigning} RETURNING ${obligationColumns}`,
      seatsOf(teams),
    );
  }

  /** The same for very many, of which only the number is told. */
  async assignMany(tx: Transaction, teams: readonly Team[]): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `/* visitAssignment.assignMany */ WITH given AS (${assigning} RETURNING id) SELECT count(*)::int AS count FROM given`,
      seatsOf(teams),
    );
    return row!.count;
  }
}
