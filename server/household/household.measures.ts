/** Promises what is counted of households, and what rooms above may take of a household when they count. */
import type { Measure } from '../measure';

/** `JOIN ${householdPlace} AS household ON household.id = …`: where it lives, and of which category it is. */
export const householdPlace = `(SELECT id, area_code, low_income_category, situations FROM household)`;

export const householdMeasures: readonly Measure[] = [
  {
    code: 'HOUSEHOLDS_REGISTERED',
    title: { zh: '登记的家庭', en: 'Households registered' },
    definition: {
      zh: '登记到平台的家庭，按登记时间计，按低收入人口类别细分（案例第 51 行）',
      en: 'Households registered, by the time of registration and by category of low-income population (row 51 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '低收入人口类别', en: 'category of low-income population' },
    rows: `SELECT id AS counted, 1::bigint AS amount, registered_at AS at, area_code AS community, NULL::uuid AS organisation,
      registered_by AS adviser, 'Household' AS subject_type, id AS subject, low_income_category AS facet FROM household`,
  },
  {
    code: 'CONTACT_CARDS_ISSUED',
    title: { zh: '发放的沟通联络卡', en: 'Contact cards issued' },
    definition: {
      zh: '发给家庭的沟通联络卡，按发放时间计（案例第 38 行）',
      en: 'Contact cards issued to households, by the time of issue (row 38 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT c.id AS counted, 1::bigint AS amount, c.issued_at AS at, h.area_code AS community, NULL::uuid AS organisation,
      c.issued_by AS adviser, 'Household' AS subject_type, h.id AS subject
      FROM contact_card c JOIN household h ON h.id = c.household_id`,
  },
];
