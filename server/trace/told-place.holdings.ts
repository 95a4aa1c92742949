/** Promises what donors were told of the place of a household's need. */
import { needs, type Holding } from '../household/holding';

export const toldPlaceHoldings: readonly Holding[] = [
  {
    table: 'told_place',
    title: { zh: '向捐赠人说明的范围', en: 'What donors were told' },
    rows: `SELECT need_id, given_for, area_code, situations, age_bands FROM told_place WHERE need_id IN ${needs} ORDER BY need_id, given_for`,
    kept: { zh: '至少五户共有的范围', en: 'a range that at least five households share' },
  },
];
