/** Promises the only SQL for rules, awards and commendations; how many points there are the ledger alone says. */
import type { Statements, Transaction } from '../database/database';
import type { CommendationEntity, PointsAwardEntity, PointsRuleEntity } from './points.entity';

export type PointsRuleRow = PointsRuleEntity;
export type PointsAwardRow = PointsAwardEntity & { readonly ruleTitle: string };
export type CommendationRow = CommendationEntity;

const ruleColumns = `id, area_code AS "areaCode", title, points, yearly_maximum AS "yearlyMaximum", made_by AS "madeBy",
  made_at AS "madeAt", ended_at AS "endedAt"`;
const awards = `SELECT a.id, a.adviser_id AS "adviserId", a.rule_id AS "ruleId", a.points, a.earned_on AS "earnedOn", a.note,
    a.awarded_by AS "awardedBy", a.awarded_at AS "awardedAt", a.withdrawn_at AS "withdrawnAt", r.title AS "ruleTitle"
  FROM points_award a JOIN points_rule r ON r.id = a.rule_id`;
const commendationColumns = `id, adviser_id AS "adviserId", area_code AS "areaCode", title, citation, commended_on AS "commendedOn",
  commended_by AS "commendedBy", commended_at AS "commendedAt"`;

export class PointsRepository {
  async findRule(statements: Statements, id: string): Promise<PointsRuleRow | undefined> {
    const [row] = await statements.query<PointsRuleRow>(
      `/* points.findRule */ SELECT ${ruleColumns} FROM points_rule WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The rules that hold in an area: its own and those of areas above. */
  listRules(
    statements: Statements,
    areaCode: string,
    after: string | undefined,
    limit: number,
  ): Promise<PointsRuleRow[]> {
    return statements.query<PointsRuleRow>(
      `/* points.listRules */
       SELECT ${ruleColumns} FROM points_rule
        WHERE starts_with($1, area_code) AND ended_at IS NULL AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [areaCode, after ?? null, limit],
    );
  }

  async insertRule(tx: Transaction, row: Omit<PointsRuleRow, 'madeAt' | 'endedAt'>): Promise<PointsRuleRow> {
    const [inserted] = await tx.query<PointsRuleRow>(
      `/* points.insertRule */
       INSERT INTO points_rule (id, area_code, title, points, yearly_maximum, made_by) VALUES ($1, $2, $3, $4, $5, $6)
       RETURNING ${ruleColumns}`,
      [row.id, row.areaCode, row.title, row.points, row.yearlyMaximum, row.madeBy],
    );
    return inserted!;
  }

  async endRule(tx: Transaction, id: string): Promise<PointsRuleRow | undefined> {
    const [row] = await tx.query<PointsRuleRow>(
      `/* points.endRule */ UPDATE points_rule SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING ${ruleColumns}`,
      [id],
    );
    return row;
  }

  async findAward(statements: Statements, id: string): Promise<PointsAwardRow | undefined> {
    const [row] = await statements.query<PointsAwardRow>(`/* points.findAward */ ${awards} WHERE a.id = $1`, [id]);
    return row;
  }

  /** The newest awards of advisers, each as far back as the limit. */
  awardsOf(statements: Statements, adviserIds: readonly string[], limit: number): Promise<PointsAwardRow[]> {
    return statements.query<PointsAwardRow>(
      `/* points.awardsOf */
       SELECT newest.* FROM unnest($1::uuid[]) AS whose (adviser_id),
         LATERAL (${awards} WHERE a.adviser_id = whose.adviser_id ORDER BY a.earned_on DESC, a.id DESC LIMIT $2) newest`,
      [adviserIds, limit],
    );
  }

  /** How many points of a rule an adviser was given in the year of a day; the holding is held by the caller. */
  async givenInYear(tx: Transaction, adviserId: string, ruleId: string, day: string): Promise<number> {
    const [row] = await tx.query<{ sum: number }>(
      `/* points.givenInYear */
       SELECT coalesce(sum(points), 0)::int AS sum FROM points_award
        WHERE adviser_id = $1 AND rule_id = $2 AND withdrawn_at IS NULL
          AND extract(year FROM earned_on) = extract(year FROM $3::date)`,
      [adviserId, ruleId, day],
    );
    return row!.sum;
  }

  async insertAward(
    tx: Transaction,
    row: Omit<PointsAwardRow, 'awardedAt' | 'withdrawnAt' | 'ruleTitle'>,
  ): Promise<void> {
    await tx.query(
      `/* points.insertAward */
       INSERT INTO points_award (id, adviser_id, rule_id, points, earned_on, note, awarded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.adviserId, row.ruleId, row.points, row.earnedOn, row.note, row.awardedBy],
    );
  }

  /** False when they were withdrawn before. */
  async withdrawAward(tx: Transaction, id: string): Promise<boolean> {
    const rows = await tx.query(
      '/* points.withdrawAward */ UPDATE points_award SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL RETURNING id',
      [id],
    );
    return rows.length > 0;
  }

  /** What each adviser was given and may keep: what the ledger must say of its holding. */
  async wholes(statements: Statements): Promise<Map<string, bigint>> {
    const rows = await statements.query<{ id: string; whole: bigint }>(
      '/* points.wholes */ SELECT adviser_id AS id, sum(points)::bigint AS whole FROM points_award GROUP BY adviser_id',
    );
    return new Map(rows.map((row) => [row.id, row.whole]));
  }

  async findCommendation(statements: Statements, id: string): Promise<CommendationRow | undefined> {
    const [row] = await statements.query<CommendationRow>(
      `/* points.findCommendation */ SELECT ${commendationColumns} FROM commendation WHERE id = $1`,
      [id],
    );
    return row;
  }

  commendationsOf(statements: Statements, adviserIds: readonly string[]): Promise<CommendationRow[]> {
    return statements.query<CommendationRow>(
      `/* points.commendationsOf */
       SELECT ${commendationColumns} FROM commendation WHERE adviser_id = ANY ($1::uuid[]) ORDER BY commended_on DESC, id DESC`,
      [adviserIds],
    );
  }

  /** Those of an area subtree, the newest day first. */
  listCommendations(
    statements: Statements,
    areaCode: string,
    after: { readonly day: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<CommendationRow[]> {
    return statements.query<CommendationRow>(
      `/* points.listCommendations */
       SELECT ${commendationColumns} FROM commendation
        WHERE starts_with(area_code, $1) AND ($2::date IS NULL OR (commended_on, id) < ($2::date, $3::uuid))
        ORDER BY commended_on DESC, id DESC LIMIT $4`,
      [areaCode, after?.day ?? null, after?.id ?? null, limit],
    );
  }

  async insertCommendation(tx: Transaction, row: Omit<CommendationRow, 'commendedAt'>): Promise<CommendationRow> {
    const [inserted] = await tx.query<CommendationRow>(
      `/* points.insertCommendation */
       INSERT INTO commendation (id, adviser_id, area_code, title, citation, commended_on, commended_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${commendationColumns}`,
      [row.id, row.adviserId, row.areaCode, row.title, row.citation, row.commendedOn, row.commendedBy],
    );
    return inserted!;
  }
}
