/** Promises what an exit from the register is a sign of. */
import { today } from '../database/today';
import type { Signal } from '../signal';

/** A sign for so many days after the exit, unless somebody of the household is in the register again. */
const watchedDays = 90;

export const registerSignals: readonly Signal[] = [
  {
    code: 'REGISTER_LEFT',
    definition: {
      zh: `退出低收入人口名册后 ${watchedDays} 日内（死亡、迁出、转入其他类别除外，家庭仍有人在册的除外），自退出之日起计；重新就业的等级为 WORKING，其余为 OTHER。`,
      en: `An exit from the register within ${watchedDays} days (not by death, moving away or another category, and nobody of the household is in it still), from its day; graded WORKING after re-employment, else OTHER.`,
    },
    rows: `SELECT e.household_id AS household, e.area_code AS area, e.id AS source,
                  e.exited_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  CASE WHEN e.exit_reason = 'EXIT_REEMPLOYED' THEN 'WORKING' ELSE 'OTHER' END AS grade, '{}'::uuid[] AS readers
             FROM register_entry e
            WHERE e.household_id IS NOT NULL AND e.exited_on > ${today} - ${watchedDays}
              AND e.exit_reason NOT IN ('EXIT_DECEASED', 'EXIT_MOVED_AWAY', 'EXIT_CATEGORY_CHANGED')
              AND NOT EXISTS (SELECT FROM register_entry o WHERE o.household_id = e.household_id AND o.exited_on IS NULL)`,
  },
];
