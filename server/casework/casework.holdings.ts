/**
 * Promises what is held of a household in its cases. A copy has general cases only: a restricted one may be about another member of the
 * household, so its worker gives it to whom it is about. An erasure takes all of them.
 */
import { erasedText, household, type Holding } from '../household/holding';

const general = `(SELECT id FROM care_case WHERE household_id = ${household} AND kind = 'GENERAL')`;
const every = `(SELECT id FROM care_case WHERE household_id = ${household})`;
const watches = `(SELECT id FROM household_watch WHERE household_id = ${household})`;
const facts = { zh: '种类、状态与时间，用于统计', en: 'kinds, states and times, for statistics' };

export const caseworkHoldings: readonly Holding[] = [
  {
    table: 'care_case',
    title: { zh: '个案（受限个案由个案工作者另行提供）', en: 'Cases (restricted ones are given by their worker)' },
    rows: `SELECT id, kind, status, resilience_before, resilience_after, closure_reason, closing_note, opened_at, closed_at
             FROM care_case WHERE id IN ${general} ORDER BY opened_at, id`,
    sealed: { closing_note: 'closing_note' },
    erase: `UPDATE care_case SET area_code = left(area_code, 12), next_review_on = NULL, status = 'CLOSED', closing_note = '',
                   closure_reason = coalesce(closure_reason, 'HOUSEHOLD_WITHDREW'), closed_at = coalesce(closed_at, now())
             WHERE household_id = ${household}`,
    touched: `SELECT household_id, coalesce(closed_at, now()) FROM care_case`,
    kept: facts,
  },
  {
    table: 'care_access',
    title: { zh: '个案查看名单', en: 'Who may see its cases' },
    rows: `SELECT id, case_id, ground, since, until FROM care_access WHERE case_id IN ${general} ORDER BY since, id`,
    erase: `UPDATE care_access SET reason = '${erasedText}' WHERE case_id IN ${every} AND reason IS NOT NULL`,
    kept: { zh: '谁在何时可以查看', en: 'who could see it, and when' },
  },
  {
    table: 'care_assessment',
    title: { zh: '个案评估', en: 'Assessments' },
    rows: `SELECT id, case_id, domains, strengths, risks, assessed_at FROM care_assessment WHERE case_id IN ${general} ORDER BY assessed_at, id`,
    sealed: { strengths: 'strengths', risks: 'risks' },
    erase: `UPDATE care_assessment SET strengths = '', risks = '' WHERE case_id IN ${every}`,
    kept: facts,
  },
  {
    table: 'care_goal',
    title: { zh: '个案目标', en: 'Goals' },
    rows: `SELECT id, case_id, kind, sealed AS goal, status, set_at FROM care_goal WHERE case_id IN ${general} ORDER BY set_at, id`,
    sealed: { goal: 'sealed' },
    erase: `UPDATE care_goal SET sealed = '' WHERE case_id IN ${every}`,
    kept: facts,
  },
  {
    table: 'care_step',
    title: { zh: '个案步骤', en: 'Steps' },
    rows: `SELECT id, case_id, goal_id, sealed AS step, due_on, done_on FROM care_step WHERE case_id IN ${general} ORDER BY due_on, id`,
    sealed: { step: 'sealed' },
    erase: `UPDATE care_step SET sealed = '' WHERE case_id IN ${every}`,
    kept: facts,
  },
  {
    table: 'care_review',
    title: { zh: '个案复评', en: 'Reviews' },
    rows: `SELECT id, case_id, note, resilience, reviewed_at FROM care_review WHERE case_id IN ${general} ORDER BY reviewed_at, id`,
    sealed: { note: 'note' },
    erase: `UPDATE care_review SET note = '' WHERE case_id IN ${every}`,
    kept: facts,
  },
  {
    table: 'care_service',
    title: { zh: '个案中的服务', en: 'What serves its cases' },
    rows: `SELECT case_id, subject_type, subject_id, linked_at FROM care_service WHERE case_id IN ${general} ORDER BY linked_at, subject_id`,
    kept: { zh: '编号与时间', en: 'ids and times' },
  },
  {
    table: 'household_watch',
    title: { zh: '长期关注', en: 'Long-term watch' },
    rows: `SELECT id, reason, interval_days, started_at, ended_at FROM household_watch WHERE household_id = ${household} ORDER BY started_at, id`,
    sealed: { reason: 'reason' },
    erase: `UPDATE household_watch SET reason = '', area_code = left(area_code, 12), next_review_on = NULL, ended_at = coalesce(ended_at, now())
             WHERE household_id = ${household}`,
    kept: facts,
  },
  {
    table: 'household_watch_review',
    title: { zh: '长期关注复核', en: 'Reviews of the watch' },
    rows: `SELECT id, outcome, note, reviewed_at FROM household_watch_review WHERE watch_id IN ${watches} ORDER BY reviewed_at, id`,
    sealed: { note: 'note' },
    erase: `UPDATE household_watch_review SET note = '' WHERE watch_id IN ${watches}`,
    kept: facts,
  },
  {
    table: 'media_appeal',
    title: { zh: '公共媒体求助', en: 'Appeals to the public' },
    rows: `SELECT id, case_id, status, text, until, published_at FROM media_appeal WHERE case_id IN ${general} ORDER BY drafted_at, id`,
    erase: `UPDATE media_appeal SET status = 'WITHDRAWN', text = NULL WHERE case_id IN ${every}`,
    kept: facts,
  },
];
