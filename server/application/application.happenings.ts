/** Promises what of applications is in the timeline of a household: handed in, and decided. */
import type { Happening } from '../happening';

const of = (
  day: string,
  code: string,
) => `SELECT household_id AS household, ${day}::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source,
  'PolicyApplication' AS subject_type, id AS subject, ${code} AS code, '{}'::uuid[] AS readers
  FROM policy_application WHERE ${day} IS NOT NULL`;

export const applicationHappenings: readonly Happening[] = [
  {
    kind: 'APPLICATION_SUBMITTED',
    definition: { zh: '提交申请', en: 'An application was handed in.' },
    rows: of('submitted_on', 'policy_code'),
  },
  {
    kind: 'APPLICATION_DECIDED',
    definition: { zh: '申请决定', en: 'A department decided an application.' },
    rows: of('decided_on', 'status'),
  },
];
