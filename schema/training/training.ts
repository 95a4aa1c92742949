/** Promises the yearly training of advisers: what is planned in the three subjects, who came, and what each adviser still owes. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';

export enum TrainingSubject {
  SERVICE_SKILLS = 'SERVICE_SKILLS',
  SOCIAL_INTERACTION = 'SOCIAL_INTERACTION',
  COMMUNICATION = 'COMMUNICATION',
}

registerEnumType(TrainingSubject, {
  name: 'TrainingSubject',
  description: '培训科目 The three subjects of the yearly plan.',
  valuesConfig: {
    SERVICE_SKILLS: { description: '服务技能 Skills of the service.' },
    SOCIAL_INTERACTION: { description: '社会交往 Social interaction.' },
    COMMUNICATION: { description: '人际沟通 Communication between people.' },
  },
});

export enum TrainingStatus {
  PLANNED = 'PLANNED',
  HELD = 'HELD',
  CANCELLED = 'CANCELLED',
}

registerEnumType(TrainingStatus, {
  name: 'TrainingStatus',
  description: '培训状态 Where a training stands.',
  valuesConfig: {
    PLANNED: { description: '已计划 In the plan of its year.' },
    HELD: { description: '已举办 Held, with a record of who came.' },
    CANCELLED: { description: '已取消 Not held.' },
  },
});

export enum AttendanceOutcome {
  ATTENDED = 'ATTENDED',
  EXCUSED = 'EXCUSED',
  ABSENT = 'ABSENT',
}

registerEnumType(AttendanceOutcome, {
  name: 'AttendanceOutcome',
  description: '出勤情况 Whether an adviser who was expected came.',
  valuesConfig: {
    ATTENDED: { description: '参加 Came.' },
    EXCUSED: { description: '请假 Was excused.' },
    ABSENT: { description: '缺席 Did not come, and was not excused.' },
  },
});

@ObjectType({ implements: Node, description: '顾问培训 One training of the yearly plan, for the advisers of an area.' })
export class Training extends Node {
  @Field(() => TrainingSubject, { description: '科目 Its subject.' })
  subject!: TrainingSubject;

  @Field(() => String, { description: '主题 What it is about.' })
  title!: string;

  @Field(() => CalendarDate, { description: '日期 The day on which it is or was held.' })
  heldOn!: string;

  @Field(() => String, { description: '地点 Where.' })
  place!: string;

  @Field(() => Int, { description: '时长 How long, in minutes.' })
  minutes!: number;

  @Field(() => TrainingStatus, { description: '状态 Where it stands.' })
  status!: TrainingStatus;

  /** Not part of the contract. */
  trainingId!: string;
  areaCode!: string;
}

export const TrainingConnection = connectionOf('Training', () => Training);

@ObjectType({ description: '出勤 One adviser who was expected at a training.' })
export class TrainingAttendance {
  @Field(() => AttendanceOutcome, { description: '出勤情况 Whether the adviser came.' })
  outcome!: AttendanceOutcome;

  /** Not part of the contract. */
  adviserId!: string;
}

@ObjectType({ description: '年度培训计划 One subject of the plan of one year in one area.' })
export class TrainingPlanLine {
  @Field(() => TrainingSubject, { description: '科目 The subject.' })
  subject!: TrainingSubject;

  @Field(() => Int, { description: '已计划 How many trainings are still to come or to be recorded.' })
  planned!: number;

  @Field(() => Int, { description: '已举办 How many were held.' })
  held!: number;

  @Field(() => Boolean, { description: '缺科目 True when the year has no training in this subject.' })
  isMissing!: boolean;
}

@ObjectType({ description: '个人培训 What an adviser did of one subject in one year.' })
export class TrainingRecord {
  @Field(() => TrainingSubject, { description: '科目 The subject.' })
  subject!: TrainingSubject;

  @Field(() => Int, { description: '参加次数 How often the adviser came.' })
  attended!: number;

  @Field(() => Int, { description: '参加时长 Minutes attended.' })
  minutes!: number;

  @Field(() => Int, { description: '请假次数 How often it was excused.' })
  excused!: number;

  @Field(() => Int, { description: '缺席次数 How often it was absent.' })
  absent!: number;

  @Field(() => Boolean, { description: '尚欠 True until the adviser has come once in the year.' })
  isDue!: boolean;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '下次日期 The next planned day; null when none is planned.',
  })
  nextOn?: string;
}

@InputType({ description: '计划培训 A training for the plan of its year.' })
export class PlanTrainingInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the training, made by the client, kept across retries.',
  })
  trainingId!: string;

  @Field(() => String, {
    description: '区划代码 Its district (6 digits) or street (9 digits): all advisers in it are expected.',
  })
  areaCode!: string;

  @Field(() => TrainingSubject, { description: '科目 Its subject.' })
  subject!: TrainingSubject;

  @Field(() => String, { description: '主题 What it is about, 1 to 100 characters.' })
  title!: string;

  @Field(() => CalendarDate, { description: '日期 The day; its year is the plan to which it belongs.' })
  heldOn!: string;

  @Field(() => String, { description: '地点 Where, 1 to 100 characters.' })
  place!: string;

  @Field(() => Int, { description: '时长 How long, 1 to 1440 minutes.' })
  minutes!: number;
}

@InputType({ description: '登记培训 Who came to a training; whoever was expected and is not named was absent.' })
export class RecordTrainingInput extends CommandInput {
  @Field(() => ID, { description: '培训 The training, planned, its day today at the latest.' })
  trainingId!: string;

  @Field(() => [ID], {
    description: '参加者 The advisers who came, of those with an appointment in the area on that day.',
  })
  attended!: string[];

  @Field(() => [ID], { description: '请假者 The advisers who were excused; none of those who came.' })
  excused!: string[];
}

@InputType({ description: '取消培训 A planned training is not held.' })
export class CancelTrainingInput extends CommandInput {
  @Field(() => ID, { description: '培训 The training, planned.' })
  trainingId!: string;
}

export const PlanTrainingResult = createUnionType({
  name: 'PlanTrainingResult',
  description: '计划结果 The training, or why not.',
  types: () => [Training, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const RecordTrainingResult = createUnionType({
  name: 'RecordTrainingResult',
  description: '登记结果 The training, or why not.',
  types: () => [Training, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const CancelTrainingResult = createUnionType({
  name: 'CancelTrainingResult',
  description: '取消结果 The training, or why not.',
  types: () => [Training, NotFound, WrongState, IdempotencyMismatch] as const,
});
