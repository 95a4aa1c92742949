/** Promises what a registered household is a sign of by itself. */
import type { Signal } from '../signal';

/** Whoever was erased gives no sign any more. For SQL: the ids of all others. */
export const livingHouseholds = 'SELECT id FROM household WHERE data_key IS NOT NULL';

export const householdSignals: readonly Signal[] = [
  {
    code: 'HARDSHIP_REGISTERED',
    definition: {
      zh: '已登记、属低收入人口或有困难情形的家庭，自登记起计；有两种以上困难情形的等级为 SEVERAL，其余为 ONE。',
      en: 'A registered household with a low-income category or a situation, from its registration; graded SEVERAL with two situations or more, else ONE.',
    },
    rows: `SELECT id AS household, area_code AS area, id AS source, registered_at AS at,
                  CASE WHEN cardinality(situations) > 1 THEN 'SEVERAL' ELSE 'ONE' END AS grade, '{}'::uuid[] AS readers
             FROM household
            WHERE data_key IS NOT NULL AND (low_income_category <> 'NOT_RECOGNISED' OR cardinality(situations) > 0)`,
  },
];
