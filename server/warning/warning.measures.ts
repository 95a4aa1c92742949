/** Promises what is counted of warnings. Those that only some accounts may see are in none of the counts. */
import type { Measure } from '../measure';

const rows = (
  at: string,
  adviser: string,
  where: string,
) => `SELECT household_id AS counted, 1::bigint AS amount, ${at} AS at,
  area_code AS community, NULL::uuid AS organisation, ${adviser} AS adviser, 'Warning' AS subject_type, id AS subject
  FROM warning WHERE readers = '{}'${where}`;

export const warningMeasures: readonly Measure[] = [
  {
    code: 'HOUSEHOLDS_WARNED_OF',
    title: { zh: '触发预警的家庭', en: 'Households warned of' },
    definition: {
      zh: '台账上触发过预警的家庭，按最近一次触发的时间计（案例第17行）。',
      en: 'Households for which a warning was raised, at the last time that it was (row 17 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: rows('raised_at', 'NULL::uuid', ''),
  },
  {
    code: 'HOUSEHOLDS_WARNING_RESOLVED',
    title: { zh: '预警已处置的家庭', en: 'Households whose warning was dealt with' },
    definition: {
      zh: '有人处置并说明结果的预警所涉家庭，按处置时间计（案例第17行）。',
      en: 'Households with a warning that somebody dealt with, when it was (row 17 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: rows('ended_at', 'resolved_by', " AND state = 'RESOLVED'"),
  },
];
