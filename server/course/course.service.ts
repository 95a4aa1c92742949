/** Promises courses whose places are never given twice: enrolled, waiting in order, attended, certified. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import {
  EnrolmentStatus,
  type AnnounceCourseInput,
  type CompleteCourseInput,
  type EnrolInCourseInput,
  type RecordAttendanceInput,
  type WithdrawEnrolmentInput,
} from '../../schema/course/course';
import { localId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository } from '../household/household.repository';
import { organisationsOf, servesArea, type Actor } from '../identity/actor';
import { areasManaged } from '../need/need.policy';
import type { CourseRepository, CourseRow, EnrolmentRow } from './course.repository';

export interface CourseParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly households: HouseholdRepository;
  readonly courses: CourseRepository;
}

const attendanceMaximum = 500;

export class CourseService {
  constructor(private readonly parts: CourseParts) {}

  announceCourse(actor: Actor, input: AnnounceCourseInput): Promise<CourseRow | Refusal> {
    const { areas, audit, courses } = this.parts;
    const id = input.courseId;
    const organisationId = input.organisationId ? localId('Organisation', input.organisationId) : null;
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, lineOf(actor, 'announceCourse', 'Course', id), id, input);
      if (isRefusal(once)) return once;
      if (!runs(actor, { organisationId, areaCode: input.areaCode }))
        return new NotFound(organisationId === null ? 'Area' : 'Organisation');
      if (once === 'repeated') return (await courses.findCourse(tx, id))!;
      if ((await areas.findArea(tx, input.areaCode)) === undefined) return new NotFound('Area');
      const title = requireText('title', input.title, { minimum: 2, maximum: 60 });
      if (isRefusal(title)) return title;
      const venue = requireText('venue', input.venue, { minimum: 2, maximum: 100 });
      if (isRefusal(venue)) return venue;
      const mistake = checkCourse(input);
      if (mistake) return mistake;
      const { areaCode, places, sessions, startsOn, endsOn } = input;
      const course = await courses.insertCourse(tx, {
        ...{ id, organisationId, title, areaCode, venue, places, sessions, startsOn, endsOn },
        ...{ situations: [...new Set(input.situations)], announcedBy: actor.accountId },
      });
      await this.tell(tx, 'CourseAnnounced', course.areaCode, { courseId: id });
      return course;
    });
  }

  /** With a place while there is one, and on the waiting list after that. */
  enrolInCourse(actor: Actor, input: EnrolInCourseInput): Promise<EnrolmentRow | Refusal> {
    const { audit, courses, households } = this.parts;
    const id = input.enrolmentId;
    const householdId = localId('Household', input.householdId);
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, lineOf(actor, 'enrolInCourse', 'CourseEnrolment', id), id, input);
      if (isRefusal(once)) return once;
      const household = await households.findHousehold(tx, householdId);
      if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      if (once === 'repeated') return (await courses.findEnrolment(tx, id))!;
      const memberId = localId('HouseholdMember', input.memberId);
      const members = await households.membersOf(tx, [householdId]);
      if (!members.some((member) => member.id === memberId)) return new NotFound('HouseholdMember');
      const course = await courses.findCourse(tx, localId('Course', input.courseId));
      if (course === undefined) return new NotFound('Course');
      if (course.completedAt !== null || course.endsOn < (await courses.today(tx)))
        return new WrongState('ENDED', ['OPEN']);
      if (course.situations.length > 0 && !course.situations.some((one) => household.situations.includes(one)))
        return wrong('householdId', '该培训班不面向此类家庭。', 'The course is for households in other situations.');
      const { areaCode } = household;
      const enrolment = { id, courseId: course.id, householdId, memberId, areaCode, enrolledBy: actor.accountId };
      const row = await courses.enrol(tx, enrolment);
      await this.tell(tx, 'CourseEnrolled', areaCode, { enrolmentId: id, enrolmentStatus: row.status });
      return row;
    });
  }

  /** The place goes to the first who waits, who is told. */
  withdrawEnrolment(actor: Actor, input: WithdrawEnrolmentInput): Promise<EnrolmentRow | Refusal> {
    const { audit, courses } = this.parts;
    const id = localId('CourseEnrolment', input.enrolmentId);
    const line = lineOf(actor, 'withdrawEnrolment', 'CourseEnrolment', id);
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const found = await courses.findEnrolment(tx, id);
      if (found === undefined || !householdPolicy.maySee(actor, found)) return new NotFound('CourseEnrolment');
      await courses.lockCourse(tx, found.courseId);
      const row = (await courses.findEnrolment(tx, id))!;
      if (once === 'repeated') return row;
      const held = [EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING];
      if (!held.includes(row.status)) return new WrongState(row.status, held);
      const next = await courses.withdraw(tx, row);
      await this.tell(tx, 'CourseEnrolmentWithdrawn', row.areaCode, { enrolmentId: id });
      const moved = next === undefined ? undefined : await courses.findEnrolment(tx, next);
      if (moved)
        await this.tell(tx, 'CourseEnrolled', moved.areaCode, { enrolmentId: moved.id, enrolmentStatus: moved.status });
      return (await courses.findEnrolment(tx, id))!;
    });
  }

  recordAttendance(actor: Actor, input: RecordAttendanceInput): Promise<CourseRow | Refusal> {
    return this.change(actor, 'recordAttendance', input, async (tx, course) => {
      if (course.startsOn > (await this.parts.courses.today(tx))) return new WrongState('NOT_BEGUN', ['BEGUN']);
      if (!Number.isInteger(input.session) || input.session < 1 || input.session > course.sessions)
        return wrong('session', `课次为 1 到 ${course.sessions}。`, `There are ${course.sessions} sessions.`);
      const ids = [...new Set(input.enrolmentIds.map((id) => localId('CourseEnrolment', id)))];
      if (ids.length === 0 || ids.length > attendanceMaximum)
        return wrong('enrolmentIds', '请填写 1 到 500 个报名。', 'Name 1 to 500 enrolments.');
      const seated = await this.parts.courses.attend(tx, course.id, input.session, ids, actor.accountId);
      return seated < ids.length ? new NotFound('CourseEnrolment') : undefined;
    });
  }

  completeCourse(actor: Actor, input: CompleteCourseInput): Promise<CourseRow | Refusal> {
    return this.change(actor, 'completeCourse', input, async (tx, course) => {
      if (course.endsOn > (await this.parts.courses.today(tx))) return new WrongState('RUNNING', ['ENDED']);
      await this.parts.courses.complete(tx, course);
      await this.tell(tx, 'CourseCompleted', course.areaCode, { courseId: course.id });
      return undefined;
    });
  }

  async findCourse(id: string): Promise<CourseRow | undefined> {
    return this.parts.courses.findCourse(this.parts.database, id);
  }

  async findEnrolment(statements: Statements, actor: Actor, id: string): Promise<EnrolmentRow | undefined> {
    const row = await this.parts.courses.findEnrolment(statements, id);
    if (row === undefined || householdPolicy.maySee(actor, row)) return row;
    const course = await this.parts.courses.findCourse(statements, row.courseId);
    return runs(actor, course!) ? row : undefined;
  }

  listCourses(areaCode: string, after: { day: string; id: string } | undefined, limit: number): Promise<CourseRow[]> {
    return this.parts.courses.listCourses(this.parts.database, areaCode, after, limit);
  }

  /** All of it for its organiser; for others those of households that they serve. */
  async enrolmentsOf(actor: Actor, courseId: string): Promise<EnrolmentRow[]> {
    const course = await this.parts.courses.findCourse(this.parts.database, courseId);
    const whole = course !== undefined && runs(actor, course);
    return this.parts.courses.listEnrolments(this.parts.database, courseId, whole ? undefined : areasManaged(actor));
  }

  private change(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly courseId: string },
    work: (tx: Transaction, course: CourseRow) => Promise<Refusal | undefined>,
  ): Promise<CourseRow | Refusal> {
    const { audit, courses } = this.parts;
    const id = localId('Course', input.courseId);
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, lineOf(actor, operation, 'Course', id), input.commandId, input);
      if (isRefusal(once)) return once;
      const found = await courses.findCourse(tx, id);
      if (found === undefined || !runs(actor, found)) return new NotFound('Course');
      const course = (await courses.lockCourse(tx, id))!;
      if (once === 'repeated') return course;
      if (course.completedAt !== null) return new WrongState('COMPLETED', ['RUNNING']);
      return (await work(tx, course)) ?? (await courses.findCourse(tx, id))!;
    });
  }

  private tell(tx: Transaction, type: EventType, areaCode: string, payload: Record<string, string>): Promise<void> {
    const subjectId = payload.enrolmentId ?? payload.courseId!;
    return append(tx, { type, subjectId, audience: areaChainScopes(areaCode), payload });
  }

  private async writing<Row extends object>(work: (tx: Transaction) => Promise<Row | Refusal>): Promise<Row | Refusal> {
    try {
      return await this.parts.database.transaction(work);
    } catch (error) {
      const constraint = violatedConstraint(error) ?? '';
      if (constraint === 'a_person_is_in_a_course_once') return new WrongState('ENROLLED', ['NOT_ENROLLED']);
      if (constraint.endsWith('_pkey')) return new IdempotencyMismatch();
      throw error;
    }
  }
}

/** Its organiser: people of the organisation, or those who serve the area of a course that nobody else runs. */
function runs(actor: Actor, course: { readonly organisationId: string | null; readonly areaCode: string }): boolean {
  if (actor.apiKey !== undefined) return false;
  return course.organisationId === null
    ? servesArea(actor, course.areaCode, ...areaRoles)
    : organisationsOf(actor, { approvedOnly: true }).includes(course.organisationId);
}

function checkCourse(input: AnnounceCourseInput): InvalidInput | undefined {
  const { places, sessions } = input;
  if (!Number.isInteger(places) || places < 1 || places > 500)
    return wrong('places', '名额为 1 到 500。', 'There are 1 to 500 places.');
  if (!Number.isInteger(sessions) || sessions < 1 || sessions > 60)
    return wrong('sessions', '课次为 1 到 60。', 'There are 1 to 60 sessions.');
  return input.endsOn < input.startsOn
    ? wrong('endsOn', '结班日不能早于开班日。', 'The last day lies before the first.')
    : undefined;
}

function wrong(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh, en });
}

function lineOf(actor: Actor, operation: string, subjectType: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType, subjectId };
}
