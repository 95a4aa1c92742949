/** Promises what is counted of charity projects. */
import type { Measure } from '../measure';
import { organisationPlace } from '../organisation/organisation.measures';

export const projectMeasures: readonly Measure[] = [
  {
    code: 'PROJECTS_OPENED',
    title: { zh: '开展的慈善项目', en: 'Charity projects' },
    definition: {
      zh: '已开展的慈善项目，按项目开始日计（案例第 49 行：5 个）',
      en: 'Charity projects that were opened, by the day on which they start (row 49 of the case: 5).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '募捐方式', en: 'mode of fundraising' },
    rows: `SELECT p.id AS counted, 1::bigint AS amount, p.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
      o.area_code AS community, p.organisation_id AS organisation, NULL::uuid AS adviser, 'CharityProject' AS subject_type,
      p.id AS subject, p.fundraising_mode AS facet
      FROM charity_project p JOIN ${organisationPlace} AS o ON o.id = p.organisation_id WHERE p.status NOT IN ('DRAFT', 'FILED')`,
  },
];
