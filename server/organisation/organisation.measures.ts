/** Promises what is counted of organisations, and where rooms above find an organisation when they count. */
import type { Measure } from '../measure';

/** `JOIN ${organisationPlace} AS organisation ON organisation.id = …`: whose work it is, of which kind and district. */
export const organisationPlace = `(SELECT id, area_code, kind FROM organisation)`;

export const organisationMeasures: readonly Measure[] = [
  {
    code: 'ORGANISATIONS_LINKED',
    title: { zh: '链接的社会组织、慈善总会和爱心企业', en: 'Organisations linked' },
    definition: {
      zh: '期末已核准的社会组织、慈善组织和爱心企业，不含只捐物的商户（案例第 48 行：14 家）',
      en: 'Approved social organisations, charities and companies at the end of the period, without shops that only give goods (row 48 of the case: 14).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    lasting: true,
    facet: { zh: '组织类型', en: 'kind of organisation' },
    rows: `SELECT id AS counted, 1::bigint AS amount, created_at AS at, area_code AS community, id AS organisation,
      NULL::uuid AS adviser, 'Organisation' AS subject_type, id AS subject, kind AS facet,
      CASE status WHEN 'SUSPENDED' THEN status_since END AS ended
      FROM organisation WHERE kind NOT IN ('SHOP', 'INDIVIDUAL') AND status IN ('APPROVED', 'RECERTIFICATION_REQUIRED', 'SUSPENDED')`,
  },
  {
    code: 'SERVICES_OFFERED',
    title: { zh: '提供的服务项目', en: 'Services offered' },
    definition: {
      zh: '期末仍在提供的服务项目（案例第 27 行）',
      en: 'Service offerings that stand at the end of the period (row 27 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    lasting: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT s.id AS counted, 1::bigint AS amount, s.created_at AS at, o.area_code AS community, s.organisation_id AS organisation,
      NULL::uuid AS adviser, 'Organisation' AS subject_type, s.organisation_id AS subject, s.service_kind AS facet,
      s.withdrawn_at AS ended FROM service_offering s JOIN organisation o ON o.id = s.organisation_id`,
  },
];
