/** Promises what is counted of revisits: due, done, in time, overdue, and how satisfied people are at entry and exit. */
import type { Measure } from '../measure';

const startOf = (day: string) => `(${day})::timestamp AT TIME ZONE 'Asia/Shanghai'`;
const place = `id AS counted, 1::bigint AS amount, area_code AS community, NULL::uuid AS organisation, done_by AS adviser,
  'Revisit' AS subject_type, id AS subject, occasion AS facet`;
const occasion = { zh: '回访事由', en: 'occasion' };

export const revisitMeasures: readonly Measure[] = [
  {
    code: 'REVISITS_DUE',
    title: { zh: '应回访', en: 'Revisits due' },
    definition: {
      zh: '应访日期在期内的回访（案例第 36 行：30 天回访制度）',
      en: 'Revisits whose due day is in the period (row 36 of the case: the 30-day rule).',
    },
    unit: 'COUNT',
    personal: true,
    facet: occasion,
    rows: `SELECT ${place}, ${startOf('due_on')} AS at FROM revisit`,
  },
  {
    code: 'REVISITS_DONE',
    title: { zh: '已回访', en: 'Revisits done' },
    definition: {
      zh: '回访日期在期内的回访（案例第 36 行）',
      en: 'Revisits that took place in the period (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: occasion,
    rows: `SELECT ${place}, ${startOf('visited_on')} AS at FROM revisit WHERE done_at IS NOT NULL`,
  },
  {
    code: 'REVISITS_DONE_IN_TIME',
    title: { zh: '按时回访', en: 'Revisits done in time' },
    definition: {
      zh: '不晚于应访日期完成的回访，按应访日期计（案例第 36 行）',
      en: 'Revisits that took place on their due day or before, by the due day (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: occasion,
    rows: `SELECT ${place}, ${startOf('due_on')} AS at FROM revisit WHERE visited_on <= due_on`,
  },
  {
    code: 'REVISITS_OVERDUE',
    title: { zh: '逾期未访', en: 'Revisits overdue' },
    definition: {
      zh: '期末已过应访日期而尚未回访的（案例第 36 行）',
      en: 'Revisits whose due day is over and that have not taken place at the end of the period (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    lasting: true,
    facet: occasion,
    rows: `SELECT ${place}, ${startOf('due_on + 1')} AS at, ${startOf('visited_on')} AS ended FROM revisit
            WHERE visited_on IS NULL OR visited_on > due_on`,
  },
  {
    code: 'REVISITS_SATISFIED',
    title: { zh: '回访满意（含基本满意）', en: 'Satisfied at the revisit' },
    definition: {
      zh: '回访时表示满意或基本满意的，按回访日期，可按纳入、退出、送达细分（案例第 37 行：纳入高兴、退出也满意）',
      en: 'Revisits at which people were satisfied, wholly or partly, by the day, divided by entry, exit and delivery (row 37 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: occasion,
    rows: `SELECT ${place}, ${startOf('visited_on')} AS at FROM revisit WHERE satisfaction IN ('SATISFIED', 'PARTLY_SATISFIED')`,
  },
  {
    code: 'REVISITS_WITH_SATISFACTION',
    title: { zh: '已询问满意度的回访', en: 'Revisits that asked for satisfaction' },
    definition: {
      zh: '记录了满意度的回访，按回访日期（案例第 37 行）',
      en: 'Revisits at which people said how satisfied they are, by the day (row 37 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: occasion,
    rows: `SELECT ${place}, ${startOf('visited_on')} AS at FROM revisit WHERE satisfaction IS NOT NULL`,
  },
];
