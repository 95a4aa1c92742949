/** Promises what an obligation of a household is a sign of. */
import type { Signal } from '../signal';

export const obligationSignals: readonly Signal[] = [
  {
    code: 'RECOGNITION_ENDING',
    definition: {
      zh: '刚性支出困难家庭认定有效期（十二个月）届满前未复核，自届满日起计。',
      en: 'A recognition of rigid expenditure, valid for twelve months, that was not looked at again; from its last day.',
    },
    rows: `SELECT subject_id AS household, area_code AS area, id AS source, due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  NULL::text AS grade, '{}'::uuid[] AS readers
             FROM obligation
            WHERE rule = 'RIGID_EXPENDITURE_VALIDITY' AND fulfilled_on IS NULL AND void_on IS NULL`,
  },
];
