/** Promises the only SQL that sums, groups and lists what rooms count; each question is one statement. */
import { IndicatorGrouping } from '../../schema/indicator/indicator';
import type { Statements } from '../database/database';
import { compose, type Bind } from '../database/part';
import type { Measure } from '../measure';
import type { Scope } from './indicator.policy';
import type { Period } from './period';

export interface Sum {
  /** Null: no duration to take a median or another percentile of. */
  readonly value: bigint | null;
  /** How many different ones stand behind it. */
  readonly heads: number;
}

export interface SumRow {
  readonly code: string;
  readonly value: bigint | null;
  readonly heads: number;
  readonly previousValue: bigint | null;
  readonly previousHeads: number;
}

export interface GroupRow extends Sum {
  readonly key: string | null;
}

export interface SubjectRow {
  readonly type: string;
  readonly id: string;
  /** When it counted last, as PostgreSQL writes it. */
  readonly instant: string;
}

/** A statement of the records behind a figure, as a part of one that does something with them: type, id, and when it counted last (at). */
export type RecordsPart = (bind: Bind) => string;

const zone = 'Asia/Shanghai';
const groupMaximum = 10_000;

/** Parameters in the order in which they are named. */
class Binding {
  readonly values: unknown[] = [];
  bind = (value: unknown): string => `$${this.values.push(value)}`;
}

export class IndicatorRepository {
  /** The figures of several measures over a period and the one before. */
  async sumMeasures(
    statements: Statements,
    asked: readonly { readonly measure: Measure; readonly scope: Scope }[],
    before: Period,
  ): Promise<SumRow[]> {
    if (asked.length === 0) return [];
    const binding = new Binding();
    const parts = asked.map(({ measure, scope }) => {
      const [now, earlier] = [within(measure, scope, binding), within(measure, before, binding)];
      return `SELECT ${binding.bind(measure.code)}::text AS code, ${aggregate(measure, now)} AS value, ${heads(now)} AS heads,
        ${aggregate(measure, earlier)} AS "previousValue", ${heads(earlier)} AS "previousHeads"
        FROM (${measure.rows}) AS r WHERE ${inScope(scope, binding)}`;
    });
    return statements.query<SumRow>(`/* indicator.sumMeasures */ ${parts.join(' UNION ALL ')}`, binding.values);
  }

  /** One figure for each group that has any, the greatest first; areas are those with codes of one length, directly below unless told. */
  groupMeasure(
    statements: Statements,
    measure: Measure,
    scope: Scope,
    by: IndicatorGrouping,
    areaLength = childLength(scope.areaCode),
  ): Promise<GroupRow[]> {
    const binding = new Binding();
    return statements.query<GroupRow>(
      `/* indicator.groupMeasure */
       SELECT ${groupKey(measure, by, areaLength, binding)} AS key, ${aggregate(measure)} AS value, ${heads()} AS heads
         FROM (${measure.rows}) AS r WHERE ${within(measure, scope, binding)} AND ${inScope(scope, binding)}
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${groupMaximum}`,
      binding.values,
    );
  }

  /** One figure for each month, YYYY-MM, that the period touches. */
  sumMonths(statements: Statements, measure: Measure, scope: Scope): Promise<(Sum & { month: string })[]> {
    const binding = new Binding();
    const [from, to] = [binding.bind(scope.from), binding.bind(scope.to)];
    const inMonth = measure.lasting
      ? 'r.at < month.ends AND (r.ended IS NULL OR r.ended >= month.ends)'
      : 'r.at >= month.begins AND r.at < month.ends';
    return statements.query(
      `/* indicator.sumMonths */
       SELECT month.name AS month, ${aggregate(measure)} AS value, ${heads()} AS heads
         FROM (SELECT to_char(first, 'YYYY-MM') AS name,
                      greatest(first::timestamp, ${from}::date::timestamp) AT TIME ZONE '${zone}' AS begins,
                      least(first + interval '1 month', ${to}::date + 1) AT TIME ZONE '${zone}' AS ends
                 FROM generate_series(date_trunc('month', ${from}::date::timestamp), ${to}::date::timestamp, interval '1 month') first) month
         LEFT JOIN (SELECT * FROM (${measure.rows}) AS r WHERE ${inScope(scope, binding)}) AS r ON ${inMonth}
        GROUP BY month.name ORDER BY month.name`,
      binding.values,
    );
  }

  /** The records behind a figure, what counted last first. */
  listSubjects(
    statements: Statements,
    measure: Measure,
    scope: Scope,
    page: { readonly after?: { readonly instant: string; readonly id: string }; readonly limit: number },
  ): Promise<SubjectRow[]> {
    return statements.query<SubjectRow>(
      ...compose((bind) => {
        const rows = this.recordsOf(measure, scope)(bind);
        const after = page.after
          ? `WHERE (at, id) < (${bind(page.after.instant)}::timestamptz, ${bind(page.after.id)}::uuid)`
          : '';
        return `/* indicator.listSubjects */ SELECT type, id, at::text AS instant FROM (${rows}) AS s ${after}
        ORDER BY s.at DESC, id DESC LIMIT ${bind(page.limit)}`;
      }),
    );
  }

  /** The records behind a figure, each once. */
  recordsOf(measure: Measure, scope: Scope): RecordsPart {
    return (bind) =>
      `SELECT r.subject_type AS type, r.subject AS id, max(r.at) AS at FROM (${measure.rows}) AS r
        WHERE ${within(measure, scope, { bind })} AND ${inScope(scope, { bind })} GROUP BY 1, 2`;
  }
}

function aggregate({ unit, percentile = 50 }: Measure, filter?: string): string {
  const where = filter ? ` FILTER (WHERE ${filter})` : '';
  if (unit === 'COUNT') return `count(DISTINCT r.counted)${where}`;
  if (unit === 'FEN') return `coalesce(sum(r.amount)${where}, 0)::bigint`;
  return `percentile_disc(${percentile / 100}) WITHIN GROUP (ORDER BY r.amount)${where}`;
}

function heads(filter?: string): string {
  return `count(DISTINCT r.counted)${filter ? ` FILTER (WHERE ${filter})` : ''}::int`;
}

function within(measure: Measure, { from, to }: Period, { bind }: Pick<Binding, 'bind'>): string {
  const ends = `(${bind(to)}::date + 1)::timestamp AT TIME ZONE '${zone}'`;
  if (measure.lasting) return `r.at < ${ends} AND (r.ended IS NULL OR r.ended >= ${ends})`;
  return `r.at >= ${bind(from)}::date::timestamp AT TIME ZONE '${zone}' AND r.at < ${ends}`;
}

/** What has no area of its own is the district's as a whole: it counts for a district and above it. */
function inScope({ areaCode, organisationId, adviserId, facet }: Scope, { bind }: Pick<Binding, 'bind'>): string {
  const conditions = ['true'];
  if (areaCode !== undefined)
    conditions.push(
      areaCode.length <= 6
        ? `coalesce(starts_with(r.community, ${bind(areaCode)}), true)`
        : `starts_with(r.community, ${bind(areaCode)})`,
    );
  if (organisationId !== undefined) conditions.push(`r.organisation = ${bind(organisationId)}::uuid`);
  if (adviserId !== undefined) conditions.push(`r.adviser = ${bind(adviserId)}::uuid`);
  if (facet !== undefined) conditions.push(`r.facet = ${bind(facet)}`);
  return conditions.join(' AND ');
}

function groupKey(
  measure: Measure,
  by: IndicatorGrouping,
  areaLength: number,
  { bind }: Pick<Binding, 'bind'>,
): string {
  if (by === IndicatorGrouping.ORGANISATION) return 'r.organisation::text';
  if (by === IndicatorGrouping.ADVISER) return 'r.adviser::text';
  if (by === IndicatorGrouping.FACET) return measure.facet ? 'r.facet' : 'NULL::text';
  const length = bind(areaLength);
  return `CASE WHEN length(r.community) >= ${length}::int THEN left(r.community, ${length}::int) END`;
}

/** How long the code of an area directly below is: province 2, prefecture 4, district 6, then three more each. */
export function childLength(areaCode: string | undefined): number {
  if (areaCode === undefined) return 6;
  return areaCode.length < 6 ? areaCode.length + 2 : areaCode.length + 3;
}
