/** Promises what is held of a household's people in courses: told whole, and erased to what statistics and certificates need. */
import { household, type Holding } from '../household/holding';

const mine = `(SELECT id FROM course_enrolment WHERE household_id = ${household})`;

export const courseHoldings: readonly Holding[] = [
  {
    table: 'course_enrolment',
    title: { zh: '培训报名', en: 'Enrolments in courses' },
    rows: `SELECT e.id, c.title AS course, e.member_id, e.status, e.queued_at, e.certificate
             FROM course_enrolment e JOIN course c ON c.id = e.course_id WHERE e.household_id = ${household} ORDER BY e.queued_at, e.id`,
    erase: `UPDATE course_enrolment SET area_code = left(area_code, 12) WHERE household_id = ${household}`,
    touched: `SELECT household_id, queued_at FROM course_enrolment`,
    kept: { zh: '状态与证号，用于核验', en: 'state and number, for whoever checks a certificate' },
  },
  {
    table: 'course_attendance',
    title: { zh: '培训签到', en: 'Attendance of courses' },
    rows: `SELECT enrolment_id, session, recorded_at FROM course_attendance WHERE enrolment_id IN ${mine} ORDER BY recorded_at, session`,
    kept: { zh: '课次与时间', en: 'sessions and times' },
  },
];
