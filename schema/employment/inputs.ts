/** Promises the inputs and results of the commands on employment. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { GateResult } from '../matching/explanation';
import { Literacy } from '../need/enums';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Fen, Uuid } from '../scalars';
import { Situation } from '../taxonomy/situation';
import { JobPlacement, JobPost, JobSeeker } from './employment';
import { JobPostKind, PlacementEnd, PlacementStatus, WorkAbility } from './enums';

@InputType({ description: '发布岗位 A post and what it demands.' })
export class PublishJobPostInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the post, made by the client, kept across retries.' })
  postId!: string;

  @Field(() => JobPostKind, { description: '类别 What kind.' })
  kind!: JobPostKind;

  @Field(() => ID, { nullable: true, description: '用人单位 Your organisation; left out by those who serve the area.' })
  organisationId?: string | null;

  @Field(() => String, { description: '名称 What the work is, 2 to 60 characters.' })
  title!: string;

  @Field(() => [String], {
    description: '招用区域 1 to 20 area codes; those who serve areas name areas that they serve.',
  })
  areaCodes!: string[];

  @Field(() => [Situation], { description: '面向人群 The situations it is for; empty: anybody.' })
  situations!: Situation[];

  @Field(() => Int, { description: '最低年龄 From 16.' })
  ageFrom!: number;

  @Field(() => Int, { description: '最高年龄 To 100, included.' })
  ageTo!: number;

  @Field(() => Literacy, { description: '文化程度 At least this schooling.' })
  education!: Literacy;

  @Field(() => [WorkAbility], { description: '身体条件 What it asks of the body.' })
  abilities!: WorkAbility[];

  @Field(() => [String], { description: '技能 At most 10 skills of 1 to 40 characters.' })
  skills!: string[];

  @Field(() => Fen, { description: '月薪（分） Pay for a month, 1 fen to 1,000,000 yuan.' })
  monthlyFen!: bigint;

  @Field(() => Int, { description: '招用人数 1 to 500 places.' })
  places!: number;

  @Field(() => CalendarDate, { description: '截止日 The last day, today or later.' })
  closesOn!: string;
}

@InputType({ description: '关闭岗位 A post to which nobody is referred any more.' })
export class CloseJobPostInput extends CommandInput {
  @Field(() => ID, { description: '岗位 The post.' })
  postId!: string;
}

@InputType({ description: '求职登记 A member of a household that seeks work.' })
export class RegisterJobSeekerInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id, made by the client, kept across retries.' })
  seekerId!: string;

  @Field(() => ID, { description: '家庭 The household.' })
  householdId!: string;

  @Field(() => ID, { description: '成员 Global id of its member.' })
  memberId!: string;

  @Field(() => Int, {
    description:
      '出生年份 Year of birth, that of the resident number where there is one; the person is at least 16 for certain. Sealed.',
  })
  birthYear!: number;

  @Field(() => Literacy, { description: '文化程度 Schooling.' })
  education!: Literacy;

  @Field(() => [WorkAbility], { description: '身体条件 What the health of the person allows.' })
  abilities!: WorkAbility[];

  @Field(() => [String], { description: '技能 At most 10 skills of 1 to 40 characters.' })
  skills!: string[];
}

@InputType({ description: '修订求职登记 What changed of who seeks work; what is left out stays.' })
export class ReviseJobSeekerInput extends CommandInput {
  @Field(() => ID, { description: '求职人员 Who.' })
  seekerId!: string;

  @Field(() => Literacy, { nullable: true, description: '文化程度 Schooling.' })
  education?: Literacy | null;

  @Field(() => [WorkAbility], {
    nullable: true,
    description: '身体条件 All that the health of the person allows, anew.',
  })
  abilities?: WorkAbility[] | null;

  @Field(() => [String], { nullable: true, description: '技能 All of them anew; at most 10 of 1 to 40 characters.' })
  skills?: string[] | null;
}

@InputType({ description: '推荐就业 A person to a post that suits.' })
export class ReferToPostInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the placement, made by the client, kept across retries.',
  })
  placementId!: string;

  @Field(() => ID, { description: '求职人员 Who.' })
  seekerId!: string;

  @Field(() => ID, { description: '岗位 To which post.' })
  postId!: string;
}

@InputType({ description: '登记进展 The next step of a placement.' })
export class AdvancePlacementInput extends CommandInput {
  @Field(() => ID, { description: '安置 The placement.' })
  placementId!: string;

  @Field(() => PlacementStatus, { description: '状态 What it has become; never REFERRED.' })
  status!: PlacementStatus;

  @Field(() => CalendarDate, {
    description:
      '日期 The day of it, not before the referral and the step before, today at the latest; three or six months after the hiring for what was kept.',
  })
  on!: string;

  @Field(() => PlacementEnd, { nullable: true, description: '结束原因 Needed with ENDED, and only then.' })
  endReason?: PlacementEnd | null;
}

@ObjectType({ implements: Refusal, description: '岗位不符 The post does not suit the person: some gates are closed.' })
export class PostNotSuitable extends Refusal {
  @Field(() => [GateResult], { description: '未过门槛 The closed gates, each with what would open it.' })
  gates: GateResult[];

  constructor(gates: GateResult[]) {
    super({
      zh: '该岗位与此人条件不符。请看各项门槛，另选岗位或先参加培训。',
      en: 'The post does not suit this person. See the gates; choose another post, or a course first.',
    });
    this.gates = gates;
  }
}

@ObjectType({ implements: Refusal, description: '名额已满 Every place is taken.' })
export class NoPlaceLeft extends Refusal {
  constructor() {
    super({ zh: '名额已满。请选择其他岗位。', en: 'Every place is taken. Choose another post.' });
  }
}

export const PublishJobPostResult = createUnionType({
  name: 'PublishJobPostResult',
  description: '发布结果 The post, or why not.',
  types: () => [JobPost, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const CloseJobPostResult = createUnionType({
  name: 'CloseJobPostResult',
  description: '关闭结果 The post, closed, or why not.',
  types: () => [JobPost, NotFound, IdempotencyMismatch] as const,
});

export const RegisterJobSeekerResult = createUnionType({
  name: 'RegisterJobSeekerResult',
  description: '登记结果 The person as registered, or why not; one that is registered answers WrongState.',
  types: () => [JobSeeker, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const ReviseJobSeekerResult = createUnionType({
  name: 'ReviseJobSeekerResult',
  description: '修订结果 The person as registered now, or why not.',
  types: () => [JobSeeker, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const ReferToPostResult = createUnionType({
  name: 'ReferToPostResult',
  description: '推荐结果 The placement, or why not.',
  types: () => [JobPlacement, NotFound, PostNotSuitable, WrongState, IdempotencyMismatch] as const,
});

export const AdvancePlacementResult = createUnionType({
  name: 'AdvancePlacementResult',
  description: '登记结果 The placement as it is now, or why not.',
  types: () => [JobPlacement, NotFound, InvalidInput, WrongState, NoPlaceLeft, IdempotencyMismatch] as const,
});
