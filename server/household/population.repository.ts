/** Promises how many households of a district are alike, counted in one statement; who they are stays where it is. */
import type { AgeBand, LowIncomeCategory } from '../../schema/household/household';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Statements } from '../database/database';

/** Which households: in one of the areas, in one of the situations, of one of the categories; nothing named: all. */
export interface Within {
  readonly areaCodes?: readonly string[];
  readonly situations?: readonly Situation[];
  readonly lowIncomeCategories?: readonly LowIncomeCategory[];
}

export interface CountedHouseholds {
  readonly areaCode: string;
  readonly situations: readonly Situation[];
  /** Of the head. */
  readonly ageBand: AgeBand | null;
  readonly households: number;
}

/** Registered and not erased, of an area; every one of the conditions must hold. */
const registered = (area: string, within: string) =>
  `h.data_key IS NOT NULL AND h.area_code >= ${area} AND h.area_code < ${area} || '~' AND NOT EXISTS (
  SELECT FROM jsonb_array_elements(${within}::jsonb) w WHERE NOT (
    (jsonb_typeof(w->'areaCodes') IS NULL OR EXISTS (SELECT FROM jsonb_array_elements_text(w->'areaCodes') code WHERE starts_with(h.area_code, code)))
    AND (jsonb_typeof(w->'situations') IS NULL OR w->'situations' ?| h.situations)
    AND (jsonb_typeof(w->'lowIncomeCategories') IS NULL OR w->'lowIncomeCategories' ? h.low_income_category)))`;

export class PopulationRepository {
  /** The registered households of a district that meet all conditions, counted by what they have in common. */
  countAlike(
    statements: Statements,
    districtCode: string,
    within: readonly Within[] = [],
  ): Promise<CountedHouseholds[]> {
    return statements.query<CountedHouseholds>(
      `/* household.countAlike */
       SELECT h.area_code AS "areaCode", h.situations, m.age_band AS "ageBand", count(*)::int AS households
         FROM household h LEFT JOIN household_member m ON m.household_id = h.id AND m.relation = 'HEAD'
        WHERE ${registered('$1', '$2')} GROUP BY 1, 2, 3`,
      [districtCode, JSON.stringify(within)],
    );
  }

  /** Of each of some groups, in their order: whether so many registered households of its area meet all its conditions. */
  async haveAtLeast(
    statements: Statements,
    least: number,
    groups: readonly { readonly areaCode: string; readonly within: readonly Within[] }[],
  ): Promise<boolean[]> {
    const rows = await statements.query<{ enough: boolean }>(
      `/* household.haveAtLeast */
       SELECT (SELECT count(*) FROM (SELECT FROM household h WHERE ${registered('g.area', 'g.within')} LIMIT $3) met) >= $3 AS enough
         FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS g (area, within, place) ORDER BY g.place`,
      [groups.map((one) => one.areaCode), groups.map((one) => JSON.stringify(one.within)), least],
    );
    return rows.map((row) => row.enough);
  }

  /** The same of single households, whether they are counted or not. */
  async findAlike(
    statements: Statements,
    householdIds: readonly string[],
  ): Promise<Map<string, Omit<CountedHouseholds, 'households'>>> {
    const rows = await statements.query<CountedHouseholds & { readonly id: string }>(
      `/* household.findAlike */
       SELECT h.id, h.area_code AS "areaCode", h.situations, m.age_band AS "ageBand"
         FROM household h LEFT JOIN household_member m ON m.household_id = h.id AND m.relation = 'HEAD'
        WHERE h.id = ANY ($1::uuid[])`,
      [householdIds],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
