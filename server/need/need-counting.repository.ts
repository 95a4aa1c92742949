/** Promises how many households were seen in need, counted in one statement; restricted needs are in none of the counts. */
import type { Statements } from '../database/database';

export interface HouseholdsSeen {
  /** The grid or community in which they are registered. */
  readonly areaCode: string;
  readonly recent: number;
  readonly before: number;
}

export class NeedCountingRepository {
  /** Households of a district of which a need was taken down within so many days, counted once each. */
  countSeen(
    statements: Statements,
    districtCode: string,
    days: { readonly recent: number; readonly before: number },
  ): Promise<HouseholdsSeen[]> {
    return statements.query<HouseholdsSeen>(
      `/* need.countSeen */
       SELECT area_code AS "areaCode", count(DISTINCT household_id) FILTER (WHERE age < $2)::int AS recent,
              count(DISTINCT household_id)::int AS before
         FROM (SELECT area_code, household_id,
                      (now() AT TIME ZONE 'Asia/Shanghai')::date - (created_at AT TIME ZONE 'Asia/Shanghai')::date AS age
                 FROM need WHERE starts_with(area_code, $1) AND NOT restricted AND status <> 'WITHDRAWN') seen
        WHERE age < $3 GROUP BY area_code ORDER BY area_code`,
      [districtCode, days.recent, days.before],
    );
  }
}
