/** Promises the only SQL for courses: a place is taken by the statement that finds it free, and a freed one goes to the first who waits. */
import { EnrolmentStatus } from '../../schema/course/course';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { CourseEnrolmentEntity, CourseEntity } from './course.entity';

export type CourseRow = CourseEntity;
export type EnrolmentRow = CourseEnrolmentEntity & { readonly attended: number };
export type NewEnrolment = Pick<
  CourseEnrolmentEntity,
  'id' | 'courseId' | 'householdId' | 'memberId' | 'areaCode' | 'enrolledBy'
>;

const columns = `id, organisation_id AS "organisationId", title, area_code AS "areaCode", venue, situations, places,
  places_taken AS "placesTaken", sessions, starts_on AS "startsOn", ends_on AS "endsOn", completed_at AS "completedAt",
  announced_by AS "announcedBy", announced_at AS "announcedAt"`;
const enrolmentColumns = `e.id, e.course_id AS "courseId", e.household_id AS "householdId", e.member_id AS "memberId",
  e.area_code AS "areaCode", e.status, e.queued_at AS "queuedAt", e.enrolled_by AS "enrolledBy", e.certificate,
  (SELECT count(*)::int FROM course_attendance a WHERE a.enrolment_id = e.id) AS attended`;

export class CourseRepository {
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ day: string }>(`/* course.today */ SELECT ${today}::text AS day`);
    return row!.day;
  }

  async findCourse(statements: Statements, id: string): Promise<CourseRow | undefined> {
    const [row] = await statements.query<CourseRow>(
      `/* course.findCourse */ SELECT ${columns} FROM course WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockCourse(tx: Transaction, id: string): Promise<CourseRow | undefined> {
    const [row] = await tx.query<CourseRow>(
      `/* course.lockCourse */ SELECT ${columns} FROM course WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  async insertCourse(
    tx: Transaction,
    one: Omit<CourseEntity, 'placesTaken' | 'completedAt' | 'announcedAt'>,
  ): Promise<CourseRow> {
    const [row] = await tx.query<CourseRow>(
      `/* course.insertCourse */
       INSERT INTO course (id, organisation_id, title, area_code, venue, situations, places, sessions, starts_on, ends_on, announced_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10::date, $11) RETURNING ${columns}`,
      [
        ...[one.id, one.organisationId, one.title, one.areaCode, one.venue, one.situations, one.places, one.sessions],
        ...[one.startsOn, one.endsOn, one.announcedBy],
      ],
    );
    return row!;
  }

  /** Courses of an area subtree, those that begin first first. */
  listCourses(
    statements: Statements,
    areaCode: string,
    after: { readonly day: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<CourseRow[]> {
    return statements.query<CourseRow>(
      `/* course.listCourses */
       SELECT ${columns} FROM course
        WHERE starts_with(area_code, $1) AND ($2::date IS NULL OR (starts_on, id) > ($2::date, $3::uuid))
        ORDER BY starts_on, id LIMIT $4`,
      [areaCode, after?.day ?? null, after?.id ?? null, limit],
    );
  }

  /** With a place when one is free, else on the waiting list: one statement over the course and the enrolment. */
  async enrol(tx: Transaction, one: NewEnrolment): Promise<EnrolmentRow> {
    await tx.query(
      `/* course.enrol */
       WITH place AS (UPDATE course SET places_taken = places_taken + 1 WHERE id = $2 AND places_taken < places RETURNING id)
       INSERT INTO course_enrolment (id, course_id, household_id, member_id, area_code, enrolled_by, status)
       SELECT $1, $2, $3, $4, $5, $6, CASE WHEN EXISTS (SELECT FROM place) THEN 'ENROLLED' ELSE 'WAITING' END`,
      [one.id, one.courseId, one.householdId, one.memberId, one.areaCode, one.enrolledBy],
    );
    return (await this.findEnrolment(tx, one.id))!;
  }

  async findEnrolment(statements: Statements, id: string): Promise<EnrolmentRow | undefined> {
    const [row] = await statements.query<EnrolmentRow>(
      `/* course.findEnrolment */ SELECT ${enrolmentColumns} FROM course_enrolment e WHERE e.id = $1`,
      [id],
    );
    return row;
  }

  /** Withdraws an enrolment; the place it held goes to the first who waits, or is free. The course is held by the caller. */
  async withdraw(tx: Transaction, row: EnrolmentRow): Promise<string | undefined> {
    await tx.query("/* course.withdraw */ UPDATE course_enrolment SET status = 'WITHDRAWN' WHERE id = $1", [row.id]);
    if (row.status !== EnrolmentStatus.ENROLLED) return undefined;
    const [next] = await tx.query<{ id: string }>(
      `/* course.moveUp */
       UPDATE course_enrolment SET status = 'ENROLLED'
        WHERE id = (SELECT id FROM course_enrolment WHERE course_id = $1 AND status = 'WAITING' ORDER BY queued_at, id LIMIT 1)
       RETURNING id`,
      [row.courseId],
    );
    if (next === undefined)
      await tx.query('/* course.freePlace */ UPDATE course SET places_taken = places_taken - 1 WHERE id = $1', [
        row.courseId,
      ]);
    return next?.id;
  }

  /** Writes attendance of those of the ids that have a place in the course, once. Returns how many of the ids have one. */
  async attend(
    tx: Transaction,
    courseId: string,
    session: number,
    ids: readonly string[],
    accountId: string,
  ): Promise<number> {
    const [row] = await tx.query<{ seated: number }>(
      `/* course.attend */
       WITH seated AS (SELECT id FROM course_enrolment WHERE course_id = $1 AND status = 'ENROLLED' AND id = ANY ($3::uuid[])),
            written AS (INSERT INTO course_attendance (enrolment_id, session, recorded_by) SELECT id, $2, $4 FROM seated
                        ON CONFLICT DO NOTHING)
       SELECT count(*)::int AS seated FROM seated`,
      [courseId, session, ids, accountId],
    );
    return row!.seated;
  }

  /** Ends a course: certificates, numbered without a gap in the order of asking, for who attended four sessions in five. */
  async complete(tx: Transaction, course: CourseRow): Promise<void> {
    await tx.query(
      `/* course.complete */
       WITH ended AS (UPDATE course SET completed_at = now() WHERE id = $1),
       counted AS (
         SELECT e.id, e.status = 'ENROLLED' AND 5 * (SELECT count(*) FROM course_attendance a WHERE a.enrolment_id = e.id) >= 4 * $2::int AS earned,
                e.queued_at
           FROM course_enrolment e WHERE e.course_id = $1 AND e.status IN ('ENROLLED', 'WAITING')),
       numbered AS (SELECT id, row_number() OVER (ORDER BY queued_at, id) AS number FROM counted WHERE earned)
       UPDATE course_enrolment e
          SET status = CASE WHEN n.id IS NULL THEN 'NOT_CERTIFIED' ELSE 'CERTIFIED' END,
              certificate = CASE WHEN n.id IS NOT NULL THEN upper(left(replace($1::text, '-', ''), 12)) || '-' || lpad(n.number::text, 3, '0') END
         FROM counted c LEFT JOIN numbered n USING (id) WHERE e.id = c.id`,
      [course.id, course.sessions],
    );
  }

  /** Who is in a course, in the order of asking; of these areas only, unless the whole course is the reader's. */
  listEnrolments(
    statements: Statements,
    courseId: string,
    areas: readonly string[] | undefined,
  ): Promise<EnrolmentRow[]> {
    return statements.query<EnrolmentRow>(
      `/* course.listEnrolments */
       SELECT ${enrolmentColumns} FROM course_enrolment e
        WHERE e.course_id = $1
          AND ($2::text[] IS NULL OR EXISTS (SELECT FROM unnest($2::text[]) code WHERE starts_with(e.area_code, code)))
        ORDER BY e.queued_at, e.id LIMIT 1000`,
      [courseId, areas ?? null],
    );
  }
}
