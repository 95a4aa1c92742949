/** Promises what is counted of needs, and what rooms above may take of a need when they count. */
import type { Measure } from '../measure';

/** `JOIN ${needPlace} AS need ON need.id = …`: whose need it is, where, for what, and who took it down. */
export const needPlace = `(SELECT id, household_id, area_code, service_kind, kind, restricted, created_by, referred_by, referred_at FROM need)`;

const serviceKind = { zh: '服务类别', en: 'kind of service' };

export const needMeasures: readonly Measure[] = [
  {
    code: 'NEEDS_VERIFIED',
    title: { zh: '核实的需求', en: 'Needs verified' },
    definition: {
      zh: '已核实（不再是草稿）的需求，按采集时间计（案例第 45 行）',
      en: 'Needs that were verified (no drafts any more), by the time at which they were taken down (row 45 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: serviceKind,
    rows: `SELECT id AS counted, 1::bigint AS amount, created_at AS at, area_code AS community, NULL::uuid AS organisation,
      created_by AS adviser, 'Need' AS subject_type, id AS subject, service_kind AS facet FROM need WHERE status <> 'DRAFT'`,
  },
  {
    code: 'NEEDS_REFERRED',
    title: { zh: '转介的需求', en: 'Needs referred' },
    definition: {
      zh: '转介推送给社会组织的需求，按首次转介时间计（案例第 46 行）',
      en: 'Needs referred to social organisations, by the time of their first referral (row 46 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: serviceKind,
    rows: `SELECT id AS counted, 1::bigint AS amount, referred_at AS at, area_code AS community, NULL::uuid AS organisation,
      referred_by AS adviser, 'Need' AS subject_type, id AS subject, service_kind AS facet FROM need WHERE referred_at IS NOT NULL`,
  },
  {
    code: 'HOUSEHOLDS_WITH_NEEDS',
    title: { zh: '有需求的家庭', en: 'Households with needs' },
    definition: {
      zh: '有已核实需求的家庭，每户只计一次（案例第 45 行）',
      en: 'Households of which a need was verified, each once (row 45 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: serviceKind,
    rows: `SELECT household_id AS counted, 1::bigint AS amount, created_at AS at, area_code AS community, NULL::uuid AS organisation,
      created_by AS adviser, 'Household' AS subject_type, household_id AS subject, service_kind AS facet
      FROM need WHERE status <> 'DRAFT'`,
  },
  {
    code: 'NEEDS_TRULY_CLOSED',
    title: { zh: '真正结案的需求', en: 'Needs truly closed' },
    definition: {
      zh: '服务方报告、家庭确认且回访认可后结案的需求（案例第 36 行）',
      en: 'Needs closed after provider, household and revisit agreed (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: serviceKind,
    rows: `SELECT id AS counted, 1::bigint AS amount, status_since AS at, area_code AS community, NULL::uuid AS organisation,
      created_by AS adviser, 'Need' AS subject_type, id AS subject, service_kind AS facet FROM need WHERE status = 'CLOSED'`,
  },
  {
    code: 'REFERRED_NEEDS_TRULY_CLOSED',
    title: { zh: '转介后真正结案', en: 'Referred, then truly closed' },
    definition: {
      zh: '期内首次转介的需求中，至今真正结案的，按转介时间计（案例第 36 行）',
      en: 'Of the needs first referred in the period, those truly closed by now, by the time of the referral (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: serviceKind,
    rows: `SELECT id AS counted, 1::bigint AS amount, referred_at AS at, area_code AS community, NULL::uuid AS organisation,
      referred_by AS adviser, 'Need' AS subject_type, id AS subject, service_kind AS facet
      FROM need WHERE status = 'CLOSED' AND referred_at IS NOT NULL`,
  },
];
