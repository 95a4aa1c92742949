/** Promises what of warnings is in the timeline of their household. */
import type { Happening } from '../happening';

const rows = (at: string, code: string, where: string) => `SELECT household_id AS household, ${at} AS at, id AS source,
  'Warning' AS subject_type, id AS subject, ${code} AS code, readers FROM warning${where}`;

export const warningHappenings: readonly Happening[] = [
  {
    kind: 'WARNING_RAISED',
    definition: { zh: '触发预警', en: 'A warning was raised; the last time, when it was more than once.' },
    rows: rows('raised_at', 'rule', ''),
  },
  {
    kind: 'WARNING_RESOLVED',
    definition: { zh: '处置预警', en: 'A warning was dealt with.' },
    rows: rows('ended_at', 'outcome', " WHERE state = 'RESOLVED'"),
  },
];
