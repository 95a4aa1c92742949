/** Promises what of policies is in the timeline of a household. */
import type { Happening } from '../happening';

export const policyHappenings: readonly Happening[] = [
  {
    kind: 'POLICY_LINKED',
    definition: { zh: '政策链接', en: 'A policy was explained, handed over or brought to a department.' },
    rows: `SELECT household_id AS household, linked_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source,
                  'Policy' AS subject_type, policy_id AS subject, kind AS code, '{}'::uuid[] AS readers FROM policy_link`,
  },
];
