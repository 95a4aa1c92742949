/** Promises what of the register is in the timeline of a household: that members entered and left. */
import type { Happening } from '../happening';

const of = (
  day: string,
  code: string,
) => `SELECT household_id AS household, ${day}::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source,
  'RegisterEntry' AS subject_type, id AS subject, ${code} AS code, '{}'::uuid[] AS readers
  FROM register_entry WHERE household_id IS NOT NULL AND ${day} IS NOT NULL`;

export const registerHappenings: readonly Happening[] = [
  {
    kind: 'REGISTER_ENTERED',
    definition: { zh: '纳入在册', en: 'A member entered the register of low-income people.' },
    rows: of('entered_on', 'category'),
  },
  {
    kind: 'REGISTER_EXITED',
    definition: { zh: '退出在册', en: 'A member left the register.' },
    rows: of('exited_on', 'exit_reason'),
  },
];
