/** Promises what is counted of courses: sessions attended and certificates, each person once. */
import type { Measure } from '../measure';

const place = `'CourseEnrolment' AS subject_type, e.id AS subject, e.area_code AS community, e.enrolled_by AS adviser,
  c.organisation_id AS organisation`;

export const courseMeasures: readonly Measure[] = [
  {
    code: 'PEOPLE_TRAINED',
    title: { zh: '参加培训（人）', en: 'People who attended a course' },
    definition: {
      zh: '同期至少签到一次的人员，每人计一次（案例第63行）。',
      en: 'People who attended a session at least once in the period, each once (row 63 of the published case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT e.member_id AS counted, 1::bigint AS amount, a.recorded_at AS at, ${place}
             FROM course_attendance a JOIN course_enrolment e ON e.id = a.enrolment_id JOIN course c ON c.id = e.course_id`,
  },
  {
    code: 'COURSES_HELD',
    title: { zh: '举办培训班', en: 'Courses held' },
    definition: {
      zh: '已结班的培训班，按结班登记之时计（案例第63行）。',
      en: 'Courses that are over, when they were ended (row 63 of the published case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT id AS counted, 1::bigint AS amount, completed_at AS at, area_code AS community, organisation_id AS organisation,
                  announced_by AS adviser, 'Course' AS subject_type, id AS subject FROM course WHERE completed_at IS NOT NULL`,
  },
];
