/** Promises what revisits are signs of. That of a restricted need only those know who took it down or referred it. */
import { needPlace } from '../need/need.measures';
import { needReaders } from '../need/need.signals';
import type { Signal } from '../signal';

export const revisitSignals: readonly Signal[] = [
  {
    code: 'REVISIT_OWED',
    definition: {
      zh: '尚未完成的回访，自到期日起计。',
      en: 'A revisit that was not made yet, from the day on which it is due.',
    },
    rows: `SELECT r.household_id AS household, r.area_code AS area, r.id AS source,
                  r.due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, NULL::text AS grade, ${needReaders('n')} AS readers
             FROM revisit r LEFT JOIN ${needPlace} AS n ON n.id = r.need_id
            WHERE r.done_at IS NULL AND r.household_id IS NOT NULL`,
  },
];
