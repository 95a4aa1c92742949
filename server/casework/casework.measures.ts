/** Promises what is counted of casework. Of restricted cases only how many ended, by month and district: nothing tells of one. */
import type { Measure } from '../measure';

const district = 'left(area_code, 6)';
/** The month in which it happened: two periods that differ by days do not tell one from another. */
const month = (at: string) => `date_trunc('month', ${at} AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai'`;

export const caseworkMeasures: readonly Measure[] = [
  {
    code: 'CASES_OPENED',
    title: { zh: '一般个案建案', en: 'General cases opened' },
    definition: {
      zh: '每个一般个案在建案时计一次（案例第26行）。限定个案不计。',
      en: 'Each general case once, when it was opened (row 26 of the published case). Restricted cases are not counted.',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT id AS counted, 1::bigint AS amount, opened_at AS at, area_code AS community, NULL::uuid AS organisation,
             opened_by AS adviser, 'CareCase' AS subject_type, id AS subject FROM care_case WHERE kind = 'GENERAL'`,
  },
  {
    code: 'CASES_CLOSED',
    title: { zh: '一般个案结案', en: 'General cases closed' },
    definition: {
      zh: '每个一般个案在结案时计一次（案例第26行）。',
      en: 'Each general case once, when it was closed (row 26 of the published case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT id AS counted, 1::bigint AS amount, closed_at AS at, area_code AS community, NULL::uuid AS organisation,
             worker_id AS adviser, 'CareCase' AS subject_type, id AS subject
        FROM care_case WHERE kind = 'GENERAL' AND status = 'CLOSED'`,
  },
  {
    code: 'DISPUTES_RESOLVED',
    title: { zh: '化解家庭纠纷', en: 'Family disputes resolved' },
    definition: {
      zh: '结果为“已化解”的家庭纠纷，按结案月份计，只到县区（案例第61行：8起）。',
      en: 'Family disputes that ended as RESOLVED, in the month of their end, by district only (row 61 of the published case: 8).',
    },
    unit: 'COUNT',
    personal: true,
    restricted: true,
    rows: `SELECT id AS counted, 1::bigint AS amount, ${month('closed_at')} AS at, ${district} AS community, NULL::uuid AS organisation,
             NULL::uuid AS adviser, 'CareCase' AS subject_type, id AS subject
        FROM care_case WHERE dispute_outcome = 'RESOLVED'`,
  },
  {
    code: 'HOUSEHOLDS_WATCHED',
    title: { zh: '长期重点关注家庭', en: 'Households under long-term watch' },
    definition: {
      zh: '期末处于长期重点关注的家庭（案例第62行：3户）。',
      en: 'Households that are under long-term watch at the end of the period (row 62 of the published case: 3).',
    },
    unit: 'COUNT',
    personal: true,
    lasting: true,
    rows: `SELECT household_id AS counted, 1::bigint AS amount, started_at AS at, ended_at AS ended, area_code AS community, NULL::uuid AS organisation,
             started_by AS adviser, 'HouseholdWatch' AS subject_type, id AS subject FROM household_watch`,
  },
];
