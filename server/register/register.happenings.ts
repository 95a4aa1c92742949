/** Promises what of the register is in the timeline of a household. */
import type { Happening } from '../happening';

const rows = (day: string, code: string, where: string) => `SELECT household_id AS household,
  ${day}::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source, 'RegisterEntry' AS subject_type, id AS subject,
  ${code} AS code, '{}'::uuid[] AS readers FROM register_entry WHERE household_id IS NOT NULL${where}`;

export const registerHappenings: readonly Happening[] = [
  {
    kind: 'REGISTER_ENTERED',
    definition: { zh: '纳入名册', en: 'Somebody of the household entered the register.' },
    rows: rows('entered_on', 'category', ''),
  },
  {
    kind: 'REGISTER_EXITED',
    definition: { zh: '退出名册', en: 'Somebody of the household left the register.' },
    rows: rows('exited_on', 'exit_reason', ' AND exited_on IS NOT NULL'),
  },
];
