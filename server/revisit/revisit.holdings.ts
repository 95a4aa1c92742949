/** Promises what is held of a household where it was revisited. */
import { household, type Holding } from '../household/holding';

export const revisitHoldings: readonly Holding[] = [
  {
    table: 'revisit',
    title: { zh: '回访', en: 'Revisits' },
    rows: `SELECT id, occasion, need_id, entry_id, due_on, visited_on, done_at, satisfaction, outcome, remark
             FROM revisit WHERE household_id = ${household} ORDER BY due_on, id`,
    sealed: { remark: 'remark' },
    // Who is not known any more can not be visited.
    erase: `UPDATE revisit SET remark = NULL, area_code = left(area_code, 12), outcome = coalesce(outcome, 'NOT_REACHED'),
                   visited_on = coalesce(visited_on, (now() AT TIME ZONE 'Asia/Shanghai')::date), done_at = coalesce(done_at, now())
             WHERE household_id = ${household}`,
    kept: { zh: '回访日期、满意度与结果', en: 'days, satisfaction and outcome' },
  },
];
