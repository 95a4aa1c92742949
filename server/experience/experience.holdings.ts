/** Promises what is held of a household whose case gave experience: only that it did. */
import { household, type Holding } from '../household/holding';

export const experienceHoldings: readonly Holding[] = [
  {
    table: 'case_experience',
    title: { zh: '案例经验（不含身份）', en: 'Experience from its case, without identity' },
    rows: `SELECT id, title, status, written_at, published_at FROM case_experience WHERE household_id = ${household} ORDER BY written_at, id`,
    erase: `UPDATE case_experience SET household_id = NULL WHERE household_id = ${household}`,
    kept: { zh: '经核对不含身份信息的文字', en: 'a text that was checked to show nobody' },
  },
];
