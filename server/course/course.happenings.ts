/** Promises what of courses is in the timeline of a household. */
import type { Happening } from '../happening';

export const courseHappenings: readonly Happening[] = [
  {
    kind: 'COURSE_ENROLLED',
    definition: { zh: '报名培训', en: 'Somebody enrolled in a course.' },
    rows: `SELECT household_id AS household, queued_at AS at, id AS source, 'CourseEnrolment' AS subject_type, id AS subject,
                  status AS code, '{}'::uuid[] AS readers FROM course_enrolment`,
  },
];
