/** Promises what is held of a household in the early-warning ledger. */
import { household, type Holding } from '../household/holding';

export const warningHoldings: readonly Holding[] = [
  {
    table: 'warning',
    title: { zh: '监测预警', en: 'Warnings' },
    rows: `SELECT id, rule, level, state, cases, since, raised_at, times_raised, ended_at, outcome FROM warning
            WHERE household_id = ${household} AND readers = '{}' ORDER BY raised_at, id`,
    erase: `UPDATE warning SET area_code = left(area_code, 12), holds = false, ended_at = coalesce(ended_at, now()),
                   state = CASE WHEN state IN ('OPEN', 'ACKNOWLEDGED') THEN 'LAPSED' ELSE state END
             WHERE household_id = ${household}`,
    kept: { zh: '规则、等级与时间', en: 'rule, level and times' },
  },
];
