/** Promises what is held of a household where claims on its needs changed hands. */
import { needs, type Holding } from '../household/holding';

export const swapHoldings: readonly Holding[] = [
  {
    table: 'swap_leg',
    title: { zh: '认领交换', en: 'Swaps of claims' },
    rows: `SELECT swap_id, need_id, claim_id, from_organisation_id, to_organisation_id FROM swap_leg WHERE need_id IN ${needs} ORDER BY swap_id, position`,
    kept: { zh: '组织、编号与评分', en: 'organisations, ids and scores' },
  },
];
