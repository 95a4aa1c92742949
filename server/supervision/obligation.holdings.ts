/** Promises the clocks that run on the category of a household. */
import { erasedText, household, type Holding } from '../household/holding';

export const obligationHoldings: readonly Holding[] = [
  {
    table: 'obligation',
    title: { zh: '法定期限', en: 'Clocks of the law' },
    rows: `SELECT id, rule, anchor_on, due_on, fulfilled_on, evidence FROM obligation WHERE subject_id = ${household} ORDER BY due_on, id`,
    erase: `UPDATE obligation SET area_code = left(area_code, 12), evidence = CASE WHEN evidence IS NULL THEN NULL ELSE '${erasedText}' END,
                   void_on = CASE WHEN fulfilled_on IS NULL AND void_on IS NULL THEN (now() AT TIME ZONE 'Asia/Shanghai')::date ELSE void_on END
             WHERE subject_id = ${household}`,
    kept: { zh: '期限与是否履行', en: 'days, and whether it was done' },
  },
];
