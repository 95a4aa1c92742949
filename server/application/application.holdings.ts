/** Promises what is held of a household in its applications: for whom, by whose authority, and what the department decided. */
import { household, type Holding } from '../household/holding';

const own = `(SELECT id FROM policy_application WHERE household_id = ${household})`;

export const applicationHoldings: readonly Holding[] = [
  {
    table: 'policy_application',
    title: { zh: '代办申请', en: 'Applications' },
    rows: `SELECT id, policy_code, mode, status, begun_on, authority_scope, authority_until, authority_method, submitted_on, accepted_on,
                  review_due_on, decided_on, decision_number, appeal_until, withdrawal_reason
             FROM policy_application WHERE household_id = ${household} ORDER BY begun_on, id`,
    // What is not decided ends; a decision keeps its day without its number.
    erase: `UPDATE policy_application
               SET area_code = left(area_code, 12), decision_number = CASE WHEN decided_on IS NOT NULL THEN '—' END,
                   withdrawal_reason = CASE WHEN decided_on IS NULL THEN coalesce(withdrawal_reason, 'HOUSEHOLD_WISH') END,
                   status = CASE WHEN decided_on IS NULL THEN 'WITHDRAWN' ELSE status END
             WHERE household_id = ${household}`,
    touched: `SELECT household_id, recorded_at FROM policy_application`,
    kept: { zh: '政策、状态与日期，用于统计', en: 'policy, state and days, for statistics' },
  },
  {
    table: 'policy_application_person',
    title: { zh: '申请人', en: 'Applicants' },
    rows: `SELECT application_id, member_id FROM policy_application_person WHERE application_id IN ${own} ORDER BY application_id, member_id`,
    kept: { zh: '申请人数', en: 'how many people' },
  },
  {
    table: 'policy_application_document',
    title: { zh: '申请材料', en: 'Documents of applications' },
    rows: `SELECT application_id, position, title, provided_on, is_waived FROM policy_application_document
            WHERE application_id IN ${own} ORDER BY application_id, position`,
    kept: { zh: '材料名称与日期', en: 'titles and days' },
  },
  {
    table: 'policy_application_photo',
    title: { zh: '申请材料照片', en: 'Pictures of documents' },
    rows: `SELECT application_id, position, photo_id FROM policy_application_photo
            WHERE application_id IN ${own} ORDER BY application_id, position, photo_id`,
    kept: { zh: '照片属于哪份材料，不含画面', en: 'which picture was of which document, without the picture' },
  },
];
