/** Promises what is held of a household where a need of it was found at an activity. */
import { needs, type Holding } from '../household/holding';

export const activityHoldings: readonly Holding[] = [
  {
    table: 'activity_need',
    title: { zh: '在活动中发现', en: 'Found at activities' },
    rows: `SELECT need_id, activity_id, linked_at FROM activity_need WHERE need_id IN ${needs} ORDER BY linked_at, need_id`,
    kept: { zh: '活动与编号', en: 'the activity, and ids' },
  },
];
