/** Promises what is held of a household in the plan of all open needs. */
import { needs, type Holding } from '../household/holding';

export const planHoldings: readonly Holding[] = [
  {
    table: 'plan_line',
    title: { zh: '统筹方案', en: 'Lines of the plan' },
    rows: `SELECT need_id, service_kind, urgency FROM plan_line WHERE need_id IN ${needs} ORDER BY need_id`,
    kept: { zh: '需求结束后由方案自行移除', en: 'leaves by itself when its need has ended' },
  },
];
