/** Promises what is counted of applications: people found and helped to apply, and what departments decided. */
import type { Measure } from '../measure';

const startOf = (day: string) => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;
const place = `1::bigint AS amount, a.area_code AS community, NULL::uuid AS organisation, a.begun_by AS adviser,
  'PolicyApplication' AS subject_type, a.id AS subject`;

export const applicationMeasures: readonly Measure[] = [
  {
    code: 'PEOPLE_HELPED_TO_APPLY',
    title: { zh: '发现并协助申请（人）', en: 'People found and helped to apply' },
    definition: {
      zh: '由顾问协办或代办并已提交申请的人，按提交日期，每人计一次（案例第 7、41 项：120 人）。',
      en: 'People for whom an application was handed in with the help of an adviser, by that day, each once (rows 7 and 41: 120).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '办理方式', en: 'Assisted or acted for' },
    rows: `SELECT p.member_id AS counted, a.mode AS facet, ${startOf('a.submitted_on')} AS at, ${place}
             FROM policy_application a JOIN policy_application_person p ON p.application_id = a.id
            WHERE a.submitted_on IS NOT NULL`,
  },
  {
    code: 'APPLICATIONS_DECIDED',
    title: { zh: '已办结申请（件）', en: 'Applications decided' },
    definition: {
      zh: '部门已作出决定的申请，按决定日期，可按结果细分。',
      en: 'Applications that the department decided, by that day, divided by the result.',
    },
    unit: 'COUNT',
    personal: false,
    facet: { zh: '结果', en: 'Result' },
    rows: `SELECT a.id AS counted, a.status AS facet, ${startOf('a.decided_on')} AS at, ${place}
             FROM policy_application a WHERE a.decided_on IS NOT NULL`,
  },
];
