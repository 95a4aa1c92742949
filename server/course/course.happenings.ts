/** Promises what of courses is in the timeline of a household. */
import type { Happening } from '../happening';

const rows = (at: string, code: string, from: string) =>
  `SELECT e.household_id AS household, ${at} AS at, e.id AS source, 'CourseEnrolment' AS subject_type, e.id AS subject,
          ${code} AS code, '{}'::uuid[] AS readers FROM course_enrolment e${from}`;

export const courseHappenings: readonly Happening[] = [
  {
    kind: 'COURSE_ENROLLED',
    definition: { zh: '报名培训', en: 'A member was enrolled in a course.' },
    rows: rows('e.queued_at', 'NULL::text', ''),
  },
  {
    kind: 'COURSE_COMPLETED',
    definition: { zh: '培训结班', en: 'A course of a member ended.' },
    rows: rows(
      'c.completed_at',
      'e.status',
      " JOIN course c ON c.id = e.course_id WHERE e.status IN ('CERTIFIED', 'NOT_CERTIFIED')",
    ),
  },
];
