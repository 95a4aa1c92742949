/** Promises what is held of a household where organisations were told of its needs. */
import { needs, type Holding } from '../household/holding';

export const referralHoldings: readonly Holding[] = [
  {
    table: 'referral',
    title: { zh: '转介', en: 'Referrals' },
    rows: `SELECT id, need_id, organisation_id, mode, status, reason, reason_note, referred_at FROM referral WHERE need_id IN ${needs} ORDER BY referred_at, id`,
    erase: `UPDATE referral SET reason_note = NULL WHERE need_id IN ${needs} AND reason_note IS NOT NULL`,
    kept: { zh: '告知了哪家组织及其答复', en: 'which organisation was told, and its answer' },
  },
];
