/** Promises what an application that nobody decides is a sign of. */
import type { Signal } from '../signal';

export const applicationSignals: readonly Signal[] = [
  {
    code: 'APPLICATION_UNDER_REVIEW',
    definition: {
      zh: '部门受理后尚未作出决定的申请，自审核期限届满之日起计。',
      en: 'An application that its department has not decided yet, from the last day of its review.',
    },
    rows: `SELECT household_id AS household, area_code AS area, id AS source,
                  review_due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, NULL::text AS grade, '{}'::uuid[] AS readers
             FROM policy_application WHERE status = 'UNDER_REVIEW'`,
  },
];
