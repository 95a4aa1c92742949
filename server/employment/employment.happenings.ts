/** Promises what of work is in the timeline of a household. */
import type { Happening } from '../happening';

const rows = (at: string, code: string, where: string) => `SELECT household_id AS household, ${at} AS at, id AS source,
  'JobPlacement' AS subject_type, id AS subject, ${code} AS code, '{}'::uuid[] AS readers FROM job_placement${where}`;
const startOf = (day: string) => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;

export const employmentHappenings: readonly Happening[] = [
  {
    kind: 'JOB_REFERRED',
    definition: { zh: '推荐就业', en: 'Somebody was referred to a job.' },
    rows: rows('referred_at', 'NULL::text', ''),
  },
  {
    kind: 'JOB_FOUND',
    definition: { zh: '就业', en: 'Somebody was hired.' },
    rows: rows(startOf('hired_on'), 'NULL::text', ' WHERE hired_on IS NOT NULL'),
  },
  {
    kind: 'JOB_ENDED',
    definition: { zh: '就业终止', en: 'A job, or a referral to one, ended.' },
    rows: rows(startOf('ended_on'), 'end_reason', ' WHERE ended_on IS NOT NULL'),
  },
];
