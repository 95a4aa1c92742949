/** Promises training courses of the contract: places, a waiting list, attendance, and certificates. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';
import { Situation } from '../taxonomy/situation';

export enum EnrolmentStatus {
  ENROLLED = 'ENROLLED',
  WAITING = 'WAITING',
  WITHDRAWN = 'WITHDRAWN',
  CERTIFIED = 'CERTIFIED',
  NOT_CERTIFIED = 'NOT_CERTIFIED',
}

registerEnumType(EnrolmentStatus, {
  name: 'EnrolmentStatus',
  description: '报名状态 How an enrolment stands.',
  valuesConfig: {
    ENROLLED: { description: '已录取 Has a place.' },
    WAITING: { description: '候补 Waits for a place, in the order of asking.' },
    WITHDRAWN: { description: '已退出 Withdrawn; a place that was held went to the first who waits.' },
    CERTIFIED: { description: '已结业 Attended at least four sessions in five, and has a certificate.' },
    NOT_CERTIFIED: { description: '未结业 Had no place, or attended less.' },
  },
});

@ObjectType({ implements: Node, description: '培训班 A course that people of households learn in.' })
export class Course extends Node {
  @Field(() => String, { description: '名称 What is taught.' })
  title!: string;

  @Field(() => String, { description: '区划代码 The area of the venue.' })
  areaCode!: string;

  @Field(() => String, { description: '地点 Where.' })
  venue!: string;

  @Field(() => [Situation], { description: '面向人群 The situations it is for; empty: anybody.' })
  situations!: Situation[];

  @Field(() => Int, { description: '名额 How many places.' })
  places!: number;

  @Field(() => Int, { description: '剩余名额 Places that are free.' })
  placesLeft!: number;

  @Field(() => Int, { description: '课次 How many sessions.' })
  sessions!: number;

  @Field(() => CalendarDate, { description: '开班日 First day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结班日 Last day.' })
  endsOn!: string;

  @Field(() => Boolean, { description: '是否结班 Whether it is over and certificates were given.' })
  completed!: boolean;

  /** Not in the contract. */
  courseId!: string;
}

export const CourseConnection = connectionOf('Course', () => Course);

@ObjectType({
  implements: Node,
  description: '报名 A person in a course; the organiser sees it without knowing who the person is.',
})
export class CourseEnrolment extends Node {
  @Field(() => EnrolmentStatus, { description: '状态 How it stands.' })
  status!: EnrolmentStatus;

  @Field(() => Int, { description: '出勤次数 Sessions attended.' })
  attended!: number;

  @Field(() => String, { nullable: true, description: '结业证号 Number of the certificate.' })
  certificate?: string;

  /** Not in the contract. */
  courseId!: string;
  householdId!: string;
}

@InputType({ description: '开班 A course.' })
export class AnnounceCourseInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the course, made by the client, kept across retries.' })
  courseId!: string;

  @Field(() => ID, { nullable: true, description: '举办单位 Your organisation; left out by those who serve the area.' })
  organisationId?: string | null;

  @Field(() => String, { description: '名称 What is taught, 2 to 60 characters.' })
  title!: string;

  @Field(() => String, {
    description: '区划代码 The area of the venue; those who serve areas name one that they serve.',
  })
  areaCode!: string;

  @Field(() => String, { description: '地点 Where, 2 to 100 characters.' })
  venue!: string;

  @Field(() => [Situation], { description: '面向人群 The situations it is for; empty: anybody.' })
  situations!: Situation[];

  @Field(() => Int, { description: '名额 1 to 500 places.' })
  places!: number;

  @Field(() => Int, { description: '课次 1 to 60 sessions.' })
  sessions!: number;

  @Field(() => CalendarDate, { description: '开班日 First day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结班日 Last day, the first at the earliest.' })
  endsOn!: string;
}

@InputType({ description: '报名 A person for a course.' })
export class EnrolInCourseInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the enrolment, made by the client, kept across retries.',
  })
  enrolmentId!: string;

  @Field(() => ID, { description: '培训班 The course.' })
  courseId!: string;

  @Field(() => ID, { description: '家庭 The household; of one of the situations of the course.' })
  householdId!: string;

  @Field(() => ID, { description: '成员 Global id of its member.' })
  memberId!: string;
}

@InputType({ description: '退出 Who does not come any more.' })
export class WithdrawEnrolmentInput extends CommandInput {
  @Field(() => ID, { description: '报名 The enrolment.' })
  enrolmentId!: string;
}

@InputType({ description: '签到 Who attended a session. Those named before stay named.' })
export class RecordAttendanceInput extends CommandInput {
  @Field(() => ID, { description: '培训班 The course.' })
  courseId!: string;

  @Field(() => Int, { description: '课次 Which session, from 1.' })
  session!: number;

  @Field(() => [ID], { description: '报名 The enrolments that attended, each with a place; at most 500.' })
  enrolmentIds!: string[];
}

@InputType({ description: '结班 The end of a course: certificates for who attended four sessions in five.' })
export class CompleteCourseInput extends CommandInput {
  @Field(() => ID, { description: '培训班 The course, its last day over or today.' })
  courseId!: string;
}

export const AnnounceCourseResult = createUnionType({
  name: 'AnnounceCourseResult',
  description: '开班结果 The course, or why not.',
  types: () => [Course, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const EnrolInCourseResult = createUnionType({
  name: 'EnrolInCourseResult',
  description: '报名结果 The enrolment, with a place or waiting, or why not.',
  types: () => [CourseEnrolment, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const WithdrawEnrolmentResult = createUnionType({
  name: 'WithdrawEnrolmentResult',
  description: '退出结果 The enrolment, withdrawn, or why not.',
  types: () => [CourseEnrolment, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const RecordAttendanceResult = createUnionType({
  name: 'RecordAttendanceResult',
  description: '签到结果 The course, or why not.',
  types: () => [Course, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const CompleteCourseResult = createUnionType({
  name: 'CompleteCourseResult',
  description: '结班结果 The course, or why not.',
  types: () => [Course, NotFound, WrongState, IdempotencyMismatch] as const,
});
