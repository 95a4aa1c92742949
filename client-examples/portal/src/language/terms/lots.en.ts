/** Promises the English words for the fields of goods, lot by lot. */
import type { SameWords } from '../language';
import type { LotWords } from './lots.zh';

export const lots: SameWords<LotWords> = {
  lot: {
    title: 'Lot {{number}}',
    item: 'What',
    quantity: 'How many',
    unit: 'Unit',
    unitYuan: 'Value of one (yuan)',
    condition: 'Condition',
    expiresOn: 'Usable until (optional)',
    evidence: 'Proof of value (optional)',
    evidenceHint: 'An invoice, customs paper or appraisal. Goods without one are welcome, but get no receipt.',
    value: 'This lot is worth {{value}}.',
    add: 'Another lot',
    remove: 'Remove lot {{number}}',
  },
  condition: { NEW: 'New', GOOD: 'Good', USED: 'Used' },
};
