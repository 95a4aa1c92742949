/** Promises what is counted of policies: that households were linked to them. */
import type { Measure } from '../measure';

export const policyMeasures: readonly Measure[] = [
  {
    code: 'POLICY_LINKS',
    title: { zh: '政策链接服务（次）', en: 'Policy links' },
    definition: {
      zh: '顾问向家庭讲解政策、发放明白卡或对接部门，按办理日期计次（案例第 43 项：200 余次）。',
      en: 'Each time an adviser explained a policy to a household, handed over its card or brought it to the department, by day (row 43: 200+).',
    },
    unit: 'COUNT',
    personal: false,
    facet: { zh: '链接方式', en: 'How' },
    rows: `SELECT id AS counted, kind AS facet, 1::bigint AS amount, linked_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  area_code AS community, NULL::uuid AS organisation, linked_by AS adviser,
                  'Household' AS subject_type, household_id AS subject FROM policy_link`,
  },
  {
    code: 'HOUSEHOLDS_LINKED_TO_POLICIES',
    title: { zh: '接受政策链接的家庭（户）', en: 'Households linked to policies' },
    definition: {
      zh: '同期至少接受过一次政策链接的家庭，每户计一次。',
      en: 'Households that were linked to a policy at least once in the period, each once.',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT household_id AS counted, 1::bigint AS amount, linked_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  area_code AS community, NULL::uuid AS organisation, linked_by AS adviser,
                  'Household' AS subject_type, household_id AS subject FROM policy_link`,
  },
];
