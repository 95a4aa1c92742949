/** Promises what is counted of the register: who is in it, who entered and who left, each person once. */
import type { Measure } from '../measure';

/** One uuid for a person in all its entries; an erased person counts as its entry. */
const person = `coalesce(md5(encode(person_index, 'hex'))::uuid, id)`;
const startOf = (day: string) => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;
const place = `1::bigint AS amount, area_code AS community, NULL::uuid AS organisation, NULL::uuid AS adviser,
  'RegisterEntry' AS subject_type, id AS subject`;

export const registerMeasures: readonly Measure[] = [
  {
    code: 'NEW_DIBAO_PEOPLE',
    title: { zh: '新增低保（人）', en: 'New dibao people' },
    definition: {
      zh: '进入日期在期内的低保对象（案例：2023 年 1 至 8 月新增 1,455 人，较上年末 +22%，即期末在册 DIBAO_PEOPLE 6,614 人）。',
      en: 'People whose first day with the allowance is in the period (the case: 1,455 from January to August 2023, +22 % on DIBAO_PEOPLE at the end of 2022, 6,614).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT ${person} AS counted, ${startOf('entered_on')} AS at, ${place} FROM register_entry WHERE category = 'DIBAO'`,
  },
  {
    code: 'DIBAO_PEOPLE',
    title: { zh: '在册低保（人）', en: 'Dibao people in the register' },
    definition: {
      zh: '期末仍在册的低保对象，每人计一次。',
      en: 'People who have the allowance at the end of the period, each once.',
    },
    unit: 'COUNT',
    personal: true,
    lasting: true,
    rows: `SELECT ${person} AS counted, ${startOf('entered_on')} AS at, ${startOf('exited_on')} AS ended, ${place}
             FROM register_entry WHERE category = 'DIBAO'`,
  },
  {
    code: 'REGISTERED_PEOPLE',
    title: { zh: '在册低收入人口（人）', en: 'Low-income people in the register' },
    definition: {
      zh: '期末仍在册的低收入人口，可按类别细分。',
      en: 'People in the register at the end of the period, divided by category.',
    },
    unit: 'COUNT',
    personal: true,
    lasting: true,
    facet: { zh: '低收入人口类别', en: 'Category' },
    rows: `SELECT ${person} AS counted, category AS facet, ${startOf('entered_on')} AS at, ${startOf('exited_on')} AS ended, ${place}
             FROM register_entry`,
  },
  {
    code: 'REGISTER_EXITS',
    title: { zh: '退出在册（人）', en: 'People who left the register' },
    definition: {
      zh: '退出日期在期内的人，可按退出原因细分。',
      en: 'People whose first day without is in the period, divided by the reason.',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '退出原因', en: 'Reason' },
    rows: `SELECT ${person} AS counted, exit_reason AS facet, ${startOf('exited_on')} AS at, ${place}
             FROM register_entry WHERE exited_on IS NOT NULL`,
  },
  {
    code: 'EXITS_AFTER_REEMPLOYMENT',
    title: { zh: '重新就业后退出低保（人）', en: 'Left dibao after re-employment' },
    definition: {
      zh: '因重新就业退出低保的人，按退出日期（案例第 64 项：三个试点街道 17 人）。',
      en: 'People who left the allowance because they found work again, by their first day without (row 64: 17 in three pilot streets).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT ${person} AS counted, ${startOf('exited_on')} AS at, ${place}
             FROM register_entry WHERE category = 'DIBAO' AND exit_reason = 'EXIT_REEMPLOYED'`,
  },
];
