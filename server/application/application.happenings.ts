/** Promises what of applications is in the timeline of a household. */
import type { Happening } from '../happening';

const rows = (day: string, code: string) => `SELECT household_id AS household,
  ${day}::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source, 'PolicyApplication' AS subject_type, id AS subject,
  ${code} AS code, '{}'::uuid[] AS readers FROM policy_application WHERE ${day} IS NOT NULL`;

export const applicationHappenings: readonly Happening[] = [
  {
    kind: 'APPLICATION_BEGUN',
    definition: { zh: '开始代办', en: 'An application was begun.' },
    rows: rows('begun_on', 'policy_code'),
  },
  {
    kind: 'APPLICATION_SUBMITTED',
    definition: { zh: '递交申请', en: 'An application was submitted.' },
    rows: rows('submitted_on', 'policy_code'),
  },
  {
    kind: 'APPLICATION_DECIDED',
    definition: { zh: '申请结果', en: 'An application was decided.' },
    rows: rows('decided_on', 'status'),
  },
];
