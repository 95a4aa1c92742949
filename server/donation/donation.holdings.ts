/** Promises what is held of a household where a donation is bound to one of its wishes. */
import { needs, type Holding } from '../household/holding';

export const donationHoldings: readonly Holding[] = [
  {
    table: 'donation',
    title: { zh: '指定用于其心愿的捐赠', en: 'Donations bound to its wishes' },
    rows: `SELECT id, earmark_need_id AS need_id, form, status, pledged_at FROM donation WHERE earmark_need_id IN ${needs} ORDER BY id`,
    kept: { zh: '金额与编号：账目须保存', en: 'amounts and ids: accounts must be kept' },
  },
];
