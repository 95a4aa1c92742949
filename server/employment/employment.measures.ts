/** Promises what is counted of employment: people referred to posts, and people who were hired. */
import type { Measure } from '../measure';

const columns = (
  at: string,
) => `SELECT p.seeker_id AS counted, 1::bigint AS amount, ${at} AS at, p.area_code AS community,
  NULL::uuid AS organisation, p.referred_by AS adviser, 'JobPlacement' AS subject_type, p.id AS subject FROM job_placement p`;

export const employmentMeasures: readonly Measure[] = [
  {
    code: 'JOB_SEEKERS_REFERRED',
    title: { zh: '推荐就业（人）', en: 'People referred to posts' },
    definition: {
      zh: '同期至少被推荐到一个岗位的人员，每人计一次（案例第28行）。',
      en: 'People who were referred to a post at least once in the period, each once (row 28 of the published case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: columns('p.referred_at'),
  },
  {
    code: 'PEOPLE_HIRED',
    title: { zh: '实现就业（人）', en: 'People hired' },
    definition: {
      zh: '同期被录用的人员，按录用日，每人计一次（案例第29、64行：17人）。',
      en: 'People who were hired in the period, by the day of it, each once (rows 29 and 64 of the published case: 17).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `${columns("p.hired_on::timestamp AT TIME ZONE 'Asia/Shanghai'")} WHERE p.hired_on IS NOT NULL`,
  },
];
