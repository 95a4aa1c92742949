/** Promises what is held of a household in the register: that its members were in it, by an index that an erasure takes away. */
import { household, type Holding } from '../household/holding';

export const registerHoldings: readonly Holding[] = [
  {
    table: 'register_entry',
    title: { zh: '低收入人口在册记录', en: 'Stays in the register of low-income people' },
    rows: `SELECT id, category, entered_on, decision_number, exited_on, exit_reason, exit_decision_number
             FROM register_entry WHERE household_id = ${household} ORDER BY entered_on, id`,
    erase: `UPDATE register_entry SET person_index = NULL, decision_number = NULL, exit_decision_number = NULL, area_code = left(area_code, 12)
             WHERE household_id = ${household}`,
    touched: `SELECT household_id, recorded_at FROM register_entry WHERE household_id IS NOT NULL`,
    kept: { zh: '类别与进出日期，用于统计', en: 'category and days, for statistics' },
  },
];
