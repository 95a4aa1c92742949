/** Promises what is held of a household's people who seek work: told whole, and erased to what statistics need. */
import { household, type Holding } from '../household/holding';

export const employmentHoldings: readonly Holding[] = [
  {
    table: 'job_seeker',
    title: { zh: '求职登记', en: 'Who seeks work' },
    rows: `SELECT id, member_id, birth_year, education, abilities, skills, registered_at FROM job_seeker
            WHERE household_id = ${household} ORDER BY registered_at, id`,
    sealed: { birth_year: 'birth_year' },
    erase: `UPDATE job_seeker SET birth_year = '', abilities = '{}', skills = '{}', area_code = left(area_code, 12)
             WHERE household_id = ${household}`,
    kept: { zh: '文化程度与时间，用于统计', en: 'schooling and times, for statistics' },
  },
  {
    table: 'job_placement',
    title: { zh: '就业安置', en: 'Placements' },
    rows: `SELECT id, status, score, referred_at, interviewed_on, hired_on, kept_3_on, kept_6_on, ended_on, end_reason
             FROM job_placement WHERE household_id = ${household} ORDER BY referred_at, id`,
    erase: `UPDATE job_placement SET area_code = left(area_code, 12) WHERE household_id = ${household}`,
    touched: `SELECT household_id, coalesce(ended_on::timestamptz, now()) FROM job_placement`,
    kept: { zh: '进展与日期，用于统计', en: 'how it went and when, for statistics' },
  },
];
