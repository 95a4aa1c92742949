/** Promises courses and enrolments as the contract has them. */
import { Course, CourseEnrolment } from '../../schema/course/course';
import { globalId } from '../../schema/global-id';
import type { CourseRow, EnrolmentRow } from './course.repository';

export function presentCourse(row: CourseRow): Course {
  const { title, areaCode, venue, situations, places, sessions, startsOn, endsOn } = row;
  return Object.assign(new Course(), {
    ...{ id: globalId('Course', row.id), courseId: row.id, title, areaCode, venue, situations, places, sessions },
    ...{ startsOn, endsOn, placesLeft: places - row.placesTaken, completed: row.completedAt !== null },
  });
}

export function presentEnrolment(row: EnrolmentRow): CourseEnrolment {
  return Object.assign(new CourseEnrolment(), {
    ...{ id: globalId('CourseEnrolment', row.id), status: row.status, attended: row.attended },
    ...{ certificate: row.certificate ?? undefined, courseId: row.courseId, householdId: row.householdId },
  });
}
