/** Promises what is held of a household in the plan of all open needs. */
import { needs, type Holding } from '../household/holding';

export const planHoldings: readonly Holding[] = [
  {
    table: 'plan_line',
    title: { zh: '统筹方案', en: 'Lines of the plan' },
    rows: `SELECT need_id, service_kind, urgency FROM plan_line WHERE need_id IN ${needs} ORDER BY need_id`,
    kept: { zh: '需求结束后由方案自行移除', en: 'leaves by itself when its need has ended' },
  },
  {
    table: 'plan_acceptance_line',
    title: { zh: '采纳的方案行', en: 'Accepted lines of the plan' },
    rows: `SELECT acceptance_id, need_id, outcome, offer_id FROM plan_acceptance_line WHERE need_id IN ${needs} ORDER BY acceptance_id, need_id`,
    kept: { zh: '联合会采纳了哪一行及其结果', en: 'which line the federation accepted, and what became of it' },
  },
];
