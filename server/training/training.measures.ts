/** Promises what is counted of training: trainings held and advisers who came (row 32 of the published case). */
import { adviserColumn } from '../adviser/adviser.measures';
import type { Measure } from '../measure';

const at = "t.held_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at";
const subject = { zh: '培训科目', en: 'Subject of the training' };

export const trainingMeasures: readonly Measure[] = [
  {
    code: 'TRAININGS_HELD',
    title: { zh: '已举办培训', en: 'Trainings held' },
    definition: {
      zh: '已登记出勤的培训，按举办日计（案例第32行）。',
      en: 'Trainings whose attendance was recorded, by the day they were held (row 32 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    facet: subject,
    rows: `SELECT t.id AS counted, 1::bigint AS amount, ${at}, t.area_code AS community, NULL::uuid AS organisation,
                  NULL::uuid AS adviser, 'Training' AS subject_type, t.id AS subject, t.subject AS facet
             FROM training t WHERE t.status = 'HELD'`,
  },
  {
    code: 'ADVISERS_TRAINED',
    title: { zh: '参训顾问', en: 'Advisers trained' },
    definition: {
      zh: '期内至少参加过一次培训的顾问（案例第32行）。',
      en: 'Advisers who came to at least one training in the period (row 32 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    facet: subject,
    rows: `SELECT a.adviser_id AS counted, 1::bigint AS amount, ${at}, ${adviserColumn('a.adviser_id', 'area_code')} AS community,
                  NULL::uuid AS organisation, ${adviserColumn('a.adviser_id', 'account_id')} AS adviser,
                  'Adviser' AS subject_type, a.adviser_id AS subject, t.subject AS facet
             FROM training_attendance a JOIN training t ON t.id = a.training_id WHERE a.outcome = 'ATTENDED'`,
  },
];
