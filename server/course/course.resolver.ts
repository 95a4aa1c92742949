/** Promises the operations on courses: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, toConnection, readDayCursor } from '../../schema/connection';
import {
  AnnounceCourseInput,
  AnnounceCourseResult,
  CompleteCourseInput,
  CompleteCourseResult,
  Course,
  CourseConnection,
  CourseEnrolment,
  EnrolInCourseInput,
  EnrolInCourseResult,
  RecordAttendanceInput,
  RecordAttendanceResult,
  WithdrawEnrolmentInput,
  WithdrawEnrolmentResult,
} from '../../schema/course/course';
import { Household } from '../../schema/household/household';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import type { CourseRow, EnrolmentRow } from './course.repository';
import type { CourseService } from './course.service';
import { presentCourse, presentEnrolment } from './present';

const organisers = [...areaRoles, ...organisationRoles];

@Resolver(() => Course)
export class CourseResolver {
  constructor(private readonly service: CourseService) {}

  @Allow(organisers)
  @Mutation(() => AnnounceCourseResult, { description: '开班 Announce a course.' })
  async announceCourse(
    @Arg('input', () => AnnounceCourseInput, { description: '培训班 The course.' }) input: AnnounceCourseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AnnounceCourseResult> {
    return ofCourse(await this.service.announceCourse(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => EnrolInCourseResult, { description: '报名 Enrol a person; without a free place it waits in order.' })
  async enrolInCourse(
    @Arg('input', () => EnrolInCourseInput, { description: '报名 Who, in which course.' }) input: EnrolInCourseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EnrolInCourseResult> {
    return ofEnrolment(await this.service.enrolInCourse(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => WithdrawEnrolmentResult, {
    description: '退出 Withdraw a person; the place goes to the first who waits.',
  })
  async withdrawEnrolment(
    @Arg('input', () => WithdrawEnrolmentInput, { description: '报名 Which.' }) input: WithdrawEnrolmentInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawEnrolmentResult> {
    return ofEnrolment(await this.service.withdrawEnrolment(actorOf(context), input));
  }

  @Allow(organisers)
  @Mutation(() => RecordAttendanceResult, { description: '签到 Write down who attended a session.' })
  async recordAttendance(
    @Arg('input', () => RecordAttendanceInput, { description: '签到 Which session, and who.' })
    input: RecordAttendanceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordAttendanceResult> {
    return ofCourse(await this.service.recordAttendance(actorOf(context), input));
  }

  @Allow(organisers)
  @Mutation(() => CompleteCourseResult, { description: '结班 End a course, with certificates.' })
  async completeCourse(
    @Arg('input', () => CompleteCourseInput, { description: '培训班 Which.' }) input: CompleteCourseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CompleteCourseResult> {
    return ofCourse(await this.service.completeCourse(actorOf(context), input));
  }

  @Allow('SIGNED_IN')
  @Query(() => CourseConnection, { description: '培训班 The courses of an area subtree, what begins first first.' })
  async courses(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 15 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const first = pageSize(page);
    const rows = await this.service.listCourses(areaCode, readDayCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.startsOn, row.id), presentCourse);
  }

  @FieldResolver(() => [CourseEnrolment], {
    description:
      '报名名单 Who is in it, in the order of asking: all for its organiser, else those of households that you serve.',
  })
  async enrolments(@Root() course: Course, @Ctx() context: RequestContext): Promise<CourseEnrolment[]> {
    return (await this.service.enrolmentsOf(actorOf(context), course.courseId)).map(presentEnrolment);
  }
}

@Resolver(() => CourseEnrolment)
export class EnrolmentResolver {
  constructor(
    private readonly service: CourseService,
    private readonly households: HouseholdLoader,
  ) {}

  @FieldResolver(() => Course, { description: '培训班 The course.' })
  async course(@Root() enrolment: CourseEnrolment): Promise<Course> {
    return presentCourse((await this.service.findCourse(enrolment.courseId))!);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: '家庭 The household of the person, for those who serve its area; null for the organiser.',
  })
  household(@Root() enrolment: CourseEnrolment, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, enrolment.householdId);
  }
}

function ofCourse<Result>(row: CourseRow | Refusal): Result {
  return (isRefusal(row) ? row : presentCourse(row)) as Result;
}

function ofEnrolment<Result>(row: EnrolmentRow | Refusal): Result {
  return (isRefusal(row) ? row : presentEnrolment(row)) as Result;
}
