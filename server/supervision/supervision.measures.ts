/** Promises what is counted of obligations: what is owed by law, and what was done in time. */
import type { Measure } from '../measure';

export const supervisionMeasures: readonly Measure[] = [
  {
    code: 'STATUTORY_OBLIGATIONS_DUE',
    title: { zh: '到期的法定义务', en: 'Statutory obligations due' },
    definition: {
      zh: '到期日在期内的法定义务（案例第 25 行）',
      en: 'Obligations by law whose day falls into the period (row 25 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '规则', en: 'rule' },
    rows: `SELECT id AS counted, 1::bigint AS amount, due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, area_code AS community,
      organisation_id AS organisation, NULL::uuid AS adviser, 'Obligation' AS subject_type, id AS subject, rule AS facet
      FROM obligation WHERE void_on IS NULL AND organisation_id IS NOT NULL`,
  },
  {
    code: 'STATUTORY_OBLIGATIONS_IN_TIME',
    title: { zh: '按时履行的法定义务', en: 'Statutory obligations done in time' },
    definition: {
      zh: '到期日在期内且按时履行的法定义务（案例第 25 行）',
      en: 'Obligations by law whose day falls into the period and that were fulfilled by it (row 25 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '规则', en: 'rule' },
    rows: `SELECT id AS counted, 1::bigint AS amount, due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, area_code AS community,
      organisation_id AS organisation, NULL::uuid AS adviser, 'Obligation' AS subject_type, id AS subject, rule AS facet
      FROM obligation WHERE void_on IS NULL AND organisation_id IS NOT NULL AND fulfilled_on <= due_on`,
  },
];
