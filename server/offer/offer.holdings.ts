/** Promises what is held of a household where one organisation at a time was asked. */
import { needs, type Holding } from '../household/holding';

export const offerHoldings: readonly Holding[] = [
  {
    table: 'offer',
    title: { zh: '征询', en: 'Offers' },
    rows: `SELECT id, need_id, organisation_id, status, reason, reason_note, offered_at FROM offer WHERE need_id IN ${needs} ORDER BY offered_at, id`,
    erase: `UPDATE offer SET reason_note = NULL WHERE need_id IN ${needs} AND reason_note IS NOT NULL`,
    kept: { zh: '征询了哪家组织及其答复', en: 'which organisation was asked, and its answer' },
  },
];
