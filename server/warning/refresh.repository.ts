/** Promises the one statement that brings the ledger in line with the signs: what holds is raised or kept, what holds no longer lapses. */
import type { WarningLevel, WarningRule } from '../../schema/warning/warning';
import type { Transaction } from '../database/database';
import type { Position } from '../event/cursor';
import type { Signal } from '../signal';
import { levels, ruleLines } from './rules';

/** KEPT: its level sank or its cases changed. CEASED: it was resolved before, and now its sign is gone too. */
export type RefreshStep = 'RAISED' | 'ESCALATED' | 'LAPSED' | 'KEPT' | 'CEASED';

export interface Refreshed {
  readonly id: string;
  readonly householdId: string;
  readonly areaCode: string;
  readonly rule: WarningRule;
  readonly readers: string[];
  readonly level: WarningLevel;
  readonly step: RefreshStep;
}

/** Which households: these, or the slice of all whose id ends with a digit. */
export type RefreshScope = { readonly householdIds: readonly string[] } | { readonly lastDigit: string };

export const slices = [...'0123456789abcdef'];

const names = `ARRAY[${levels.map((level) => `'${level}'`).join(', ')}]`;
const day = (instant: string) => `(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
const within = (scope: RefreshScope, id: string) =>
  'householdIds' in scope ? `${id} = ANY ($2::uuid[])` : `right(${id}::text, 1) = $2`;

/** A name from what makes the line unique, in the form of a UUID: the same ledger has the same ids. */
const idOf = (parts: string) => `regexp_replace(md5(${parts}), '^(.{12}).(.{3}).(.{15})$', '\\14\\28\\3')::uuid`;

export class RefreshRepository {
  /** @param living SQL for the ids of the households that there are */
  constructor(
    private readonly signals: readonly Signal[],
    private readonly living: string,
  ) {}

  /** Changes only what differs: asked twice it changes nothing the second time. The cursor is held by the caller. */
  refresh(tx: Transaction, scope: RefreshScope): Promise<Refreshed[]> {
    return tx.query<Refreshed>(
      `/* warning.refresh */
       WITH ${this.found(scope)},
       before AS (
         SELECT *, array_position(${names}, level) AS rank FROM warning WHERE ${within(scope, 'household_id')} FOR UPDATE),
       change AS (
         SELECT coalesce(b.id, ${idOf("concat_ws(' ', f.household, f.rule, f.readers)")}) AS id, b.id IS NULL AS is_new,
                coalesce(f.household, b.household_id) AS household, coalesce(f.area, b.area_code) AS area,
                coalesce(f.rule, b.rule) AS rule, coalesce(f.readers, b.readers) AS readers,
                coalesce((${names})[f.rank], b.level) AS level, coalesce(f.cases, b.cases) AS cases, f.since,
                CASE WHEN f.rank = b.rank THEN b.level_since ELSE coalesce(f.level_since, b.level_since) END AS level_since,
                f.level_since AS reached,
                CASE WHEN f.household IS NULL AND b.state IN ('OPEN', 'ACKNOWLEDGED') THEN 'LAPSED'
                     WHEN f.household IS NULL THEN 'CEASED'
                     WHEN b.id IS NULL THEN 'RAISED'
                     WHEN b.state IN ('RESOLVED', 'LAPSED') AND (NOT b.holds OR f.since > b.ended_at
                          OR f.rank > b.rank AND f.level_since > b.ended_at) THEN 'RAISED'
                     WHEN b.state IN ('OPEN', 'ACKNOWLEDGED') AND f.rank > b.rank THEN 'ESCALATED'
                     WHEN f.rank <> b.rank OR f.cases <> b.cases THEN 'KEPT' END AS step
           FROM found f FULL JOIN before b ON b.household_id = f.household AND b.rule = f.rule AND b.readers = f.readers
          WHERE f.household IS NOT NULL OR b.holds),
       inserted AS (
         INSERT INTO warning (id, household_id, area_code, rule, readers, level, state, cases, since, level_since, holds, raised_at)
         SELECT id, household, area, rule, readers, level, 'OPEN', cases, since, level_since, true, now()
           FROM change WHERE is_new),
       updated AS (
         UPDATE warning w SET level = c.level, level_since = CASE WHEN c.step = 'RAISED' THEN c.reached ELSE c.level_since END,
                cases = c.cases, holds = c.step NOT IN ('LAPSED', 'CEASED'),
                state = CASE WHEN c.step = 'LAPSED' THEN 'LAPSED' WHEN c.step IN ('RAISED', 'ESCALATED') THEN 'OPEN' ELSE w.state END,
                since = CASE WHEN c.step <> 'RAISED' THEN w.since WHEN w.holds AND c.since <= w.ended_at THEN c.reached ELSE c.since END,
                raised_at = CASE WHEN c.step = 'RAISED' THEN now() ELSE w.raised_at END,
                times_raised = w.times_raised + (c.step = 'RAISED')::int,
                acknowledged_at = CASE WHEN c.step NOT IN ('RAISED', 'ESCALATED') THEN w.acknowledged_at END,
                acknowledged_by = CASE WHEN c.step NOT IN ('RAISED', 'ESCALATED') THEN w.acknowledged_by END,
                ended_at = CASE WHEN c.step = 'LAPSED' THEN now() WHEN c.step <> 'RAISED' THEN w.ended_at END,
                resolved_by = CASE WHEN c.step <> 'RAISED' THEN w.resolved_by END,
                outcome = CASE WHEN c.step <> 'RAISED' THEN w.outcome END
           FROM change c WHERE w.id = c.id AND NOT c.is_new AND c.step IS NOT NULL)
       SELECT id, household AS "householdId", area AS "areaCode", rule, readers, level, step
         FROM change WHERE step IS NOT NULL ORDER BY id`,
      [JSON.stringify(ruleLines()), 'householdIds' in scope ? scope.householdIds : scope.lastDigit],
    );
  }

  /** Holds the place up to which the outbox was read; who holds it refreshes alone. */
  async lockCursor(tx: Transaction): Promise<Position> {
    const [row] = await tx.query<Position>(
      '/* warning.lockCursor */ SELECT transaction::text, position::text FROM warning_cursor FOR UPDATE',
    );
    return row!;
  }

  async moveCursor(tx: Transaction, to: Position): Promise<void> {
    await tx.query('/* warning.moveCursor */ UPDATE warning_cursor SET transaction = $1::xid8, position = $2::bigint', [
      to.transaction,
      to.position,
    ]);
  }

  /** What holds now by the rules: for each household, rule and circle of readers the highest level, and since when. */
  private found(scope: RefreshScope): string {
    const signs = this.signals.map(({ code, rows }) => `SELECT '${code}' AS signal, sign.* FROM (${rows}) sign`);
    return `line AS (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS l (rule text, signal text, unless text, grade text, rank int,
           days int, count int, within_days int)),
       fact AS MATERIALIZED (
         SELECT signal, household, area, source, at, grade, readers FROM (${signs.join('\n UNION ALL ')}) sign
          WHERE ${within(scope, 'household')} AND household IN (${this.living})),
       aged AS (
         SELECT l.rule, f.household, f.area, f.readers, f.source, l.rank,
                CASE WHEN l.days = 0 THEN f.at ELSE (${day('f.at')} + l.days)::timestamp AT TIME ZONE 'Asia/Shanghai' END AS reached
           FROM fact f JOIN line l ON l.signal = f.signal AND l.days IS NOT NULL AND (l.grade IS NULL OR l.grade = f.grade)
          WHERE l.unless IS NULL OR NOT EXISTS (
            SELECT FROM fact u WHERE u.signal = l.unless AND u.household = f.household AND u.at >= f.at AND u.readers = '{}')),
       counted AS (
         SELECT l.rule, f.household, f.area, f.readers, f.source, l.rank, l.count, f.at,
                row_number() OVER (circle ORDER BY f.at, f.source) AS nth, count(*) OVER circle AS total
           FROM fact f JOIN line l ON l.signal = f.signal AND l.count IS NOT NULL
          WHERE ${day('f.at')} > ${day('now()')} - l.within_days AND f.at <= now()
         WINDOW circle AS (PARTITION BY l.rule, l.rank, f.household, f.readers)),
       reached AS (
         SELECT rule, household, area, readers, source, rank, reached, NULL::bigint AS total FROM aged WHERE reached <= now()
         UNION ALL
         SELECT rule, household, area, readers, source, rank, at, total FROM counted WHERE nth = count),
       found AS (
         SELECT rule, household, min(area) AS area, readers, max(rank) AS rank, min(reached) AS since,
                (array_agg(reached ORDER BY rank DESC, reached))[1] AS level_since,
                coalesce(max(total), count(DISTINCT source))::int AS cases
           FROM reached GROUP BY rule, household, readers)`;
  }
}
