/** Promises what of employment is in the timeline of a household. */
import type { Happening } from '../happening';

const rows = (table: string, type: string, at: string, code: string, where = '') =>
  `SELECT household_id AS household, ${at} AS at, id AS source, '${type}' AS subject_type, id AS subject, ${code} AS code,
          '{}'::uuid[] AS readers FROM ${table}${where}`;
const day = (column: string) => `${column}::timestamp AT TIME ZONE 'Asia/Shanghai'`;

export const employmentHappenings: readonly Happening[] = [
  {
    kind: 'JOB_SOUGHT',
    definition: { zh: '求职登记', en: 'A member was registered as seeking work.' },
    rows: rows('job_seeker', 'JobSeeker', 'registered_at', 'NULL::text'),
  },
  {
    kind: 'JOB_STARTED',
    definition: { zh: '就业', en: 'A member was hired, on that day.' },
    rows: rows('job_placement', 'JobPlacement', day('hired_on'), 'NULL::text', ' WHERE hired_on IS NOT NULL'),
  },
  {
    kind: 'JOB_ENDED',
    definition: { zh: '离岗或未录用', en: 'A placement ended, on that day.' },
    rows: rows('job_placement', 'JobPlacement', day('ended_on'), 'end_reason', ' WHERE ended_on IS NOT NULL'),
  },
];
