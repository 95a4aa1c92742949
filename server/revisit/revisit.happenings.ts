/** Promises what of revisits is in the timeline of their household. */
import type { Happening } from '../happening';
import { needPlace } from '../need/need.measures';
import { needReaders } from '../need/need.signals';

export const revisitHappenings: readonly Happening[] = [
  {
    kind: 'REVISITED',
    definition: { zh: '回访', en: 'A revisit was made.' },
    rows: `SELECT r.household_id AS household, r.visited_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, r.id AS source,
                  'Revisit' AS subject_type, r.id AS subject, r.outcome AS code, ${needReaders('n')} AS readers
             FROM revisit r LEFT JOIN ${needPlace} AS n ON n.id = r.need_id
            WHERE r.done_at IS NOT NULL AND r.household_id IS NOT NULL`,
  },
];
