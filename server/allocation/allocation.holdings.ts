/** Promises what is held of a household where donations were set aside for it. */
import { needs, type Holding } from '../household/holding';

export const allocationHoldings: readonly Holding[] = [
  {
    table: 'allocation',
    title: { zh: '捐赠款物使用', en: 'What donations were used for it' },
    rows: `SELECT id, need_id, status, amount, delivered_amount, reserved_at, settled_at FROM allocation WHERE need_id IN ${needs} ORDER BY id`,
    kept: {
      zh: '金额与编号：会计法、会计档案管理办法及慈善法要求保存账目',
      en: 'amounts and ids: accounts must be kept (Accounting Law, rules on accounting archives, Charity Law)',
    },
  },
];
