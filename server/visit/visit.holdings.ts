/** Promises what is held of a household where it was visited, and why. */
import { household, type Holding } from '../household/holding';

const visits = `(SELECT id FROM visit WHERE household_id = ${household})`;

export const visitHoldings: readonly Holding[] = [
  {
    table: 'visit',
    title: { zh: '走访', en: 'Visits' },
    rows: `SELECT id, visited_at, result, root_causes, barriers, next_step, findings FROM visit WHERE household_id = ${household} ORDER BY visited_at, id`,
    sealed: { findings: 'findings' },
    erase: `UPDATE visit SET findings = NULL, area_code = left(area_code, 12) WHERE household_id = ${household}`,
    touched: 'SELECT household_id, visited_at FROM visit WHERE household_id IS NOT NULL',
    kept: { zh: '日期、结果与原因代码，用于统计', en: 'day, result and codes of causes, for statistics' },
  },
  {
    table: 'visit_need',
    title: { zh: '走访发现的需求', en: 'Needs found by visits' },
    rows: `SELECT visit_id, need_id FROM visit_need WHERE visit_id IN ${visits} ORDER BY visit_id, need_id`,
    kept: { zh: '编号', en: 'ids' },
  },
  {
    table: 'visit_photo',
    title: { zh: '走访所附照片', en: 'Pictures of visits' },
    rows: `SELECT visit_id, photo_id FROM visit_photo WHERE visit_id IN ${visits} ORDER BY visit_id, photo_id`,
    kept: { zh: '编号', en: 'ids' },
  },
  {
    table: 'visit_obligation',
    title: { zh: '五必访', en: 'Visits that were owed' },
    rows: `SELECT id, trigger_kind, occurred_on, channel, reported_on, due_on, done_at, closed_at, closing_reason FROM visit_obligation
            WHERE household_id = ${household} ORDER BY reported_on, id`,
    // Another number that recognises nobody: the old one could be computed from a resident number.
    erase: `UPDATE visit_obligation SET area_code = left(area_code, 12),
                   person_index = CASE WHEN person_index IS NULL THEN NULL ELSE uuid_send(gen_random_uuid()) END
             WHERE household_id = ${household}`,
    kept: { zh: '触发种类与日期，用于统计', en: 'kind of trigger and days, for statistics' },
  },
  {
    table: 'found_person',
    title: { zh: '登记前的发现', en: 'Found before it was registered' },
    rows: `SELECT id, outcome, found_at, settled_at FROM found_person WHERE household_id = ${household} ORDER BY found_at, id`,
    erase: `UPDATE found_person SET area_code = left(area_code, 12) WHERE household_id = ${household}`,
    kept: { zh: '日期与结果', en: 'days and outcome' },
  },
];
