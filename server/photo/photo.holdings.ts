/** Promises what is held of a household in pictures, and that they are emptied when it is erased. */
import { household, type Holding } from '../household/holding';

export const photoHoldings: readonly Holding[] = [
  {
    table: 'photo',
    title: { zh: '照片', en: 'Pictures' },
    rows: `SELECT id, width, height, received_at FROM photo WHERE household_id = ${household} ORDER BY received_at, id`,
    erase: `UPDATE photo SET contents = ''::bytea WHERE household_id = ${household}`,
    kept: { zh: '日期与尺寸，不含画面', en: 'day and size, without the picture' },
  },
];
