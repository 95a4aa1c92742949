/** Promises what is held of a household where donors shared its micro-wish, and what it said to them. */
import { erasedText, needs, type Holding } from '../household/holding';

export const wishHoldings: readonly Holding[] = [
  {
    table: 'wish_share',
    title: { zh: '微心愿认捐', en: 'Shares of its wishes' },
    rows: `SELECT id, need_id, amount_fen, status, shared_at FROM wish_share WHERE need_id IN ${needs} ORDER BY shared_at, id`,
    kept: { zh: '金额与捐赠编号：账目须保存', en: 'amounts and ids of donations: accounts must be kept' },
  },
  {
    table: 'wish_label',
    title: { zh: '物品标签', en: 'Labels of goods' },
    rows: `SELECT id, need_id, item, quantity, condition, note, checked_at FROM wish_label WHERE need_id IN ${needs} ORDER BY checked_at, id`,
    kept: { zh: '所验物品，不涉及个人', en: 'the goods that were checked; nothing of the household' },
  },
  {
    table: 'wish_thanks',
    title: { zh: '感谢', en: 'Thanks' },
    rows: `SELECT id, need_id, status, sealed_text AS text, approved_text, rejection_reason, said_at FROM wish_thanks WHERE need_id IN ${needs} ORDER BY said_at, id`,
    sealed: { text: 'sealed_text' },
    erase: `UPDATE wish_thanks SET status = CASE status WHEN 'PENDING' THEN 'REJECTED' ELSE status END, sealed_text = NULL,
                   approved_text = CASE WHEN approved_text IS NULL THEN NULL ELSE '${erasedText}' END,
                   rejection_reason = CASE status WHEN 'PENDING' THEN 'HOUSEHOLD_ERASED' ELSE rejection_reason END,
                   decided_at = coalesce(decided_at, now()), decided_by = coalesce(decided_by, (SELECT account_id FROM subject))
             WHERE need_id IN ${needs}`,
    kept: { zh: '曾致谢这一事实', en: 'that there was a thank-you' },
  },
];
