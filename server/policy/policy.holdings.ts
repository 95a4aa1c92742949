/** Promises what is held of a household that was linked to policies. */
import { household, type Holding } from '../household/holding';

export const policyHoldings: readonly Holding[] = [
  {
    table: 'policy_link',
    title: { zh: '政策链接', en: 'Policies it was linked to' },
    rows: `SELECT id, policy_id, kind, linked_on FROM policy_link WHERE household_id = ${household} ORDER BY linked_on, id`,
    erase: `UPDATE policy_link SET area_code = left(area_code, 12) WHERE household_id = ${household}`,
    kept: { zh: '政策、方式与日期，用于统计', en: 'policy, kind and day, for statistics' },
  },
];
