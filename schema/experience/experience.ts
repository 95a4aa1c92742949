/** Promises experience from cases (案例经验): written by one, approved by another, public only when it names no household. */
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { TextRevealsIdentity } from '../household/refusals';
import { Node } from '../node';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';

export enum ExperienceStatus {
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ExperienceStatus, {
  name: 'ExperienceStatus',
  description: '经验状态 Where a text stands.',
  valuesConfig: {
    SUBMITTED: { description: '待审核 Waits for somebody other than its writer.' },
    RETURNED: { description: '已退回 Given back to its writer with a reason.' },
    PUBLISHED: { description: '已发布 Public to everybody who is signed in.' },
    WITHDRAWN: { description: '已撤下 Was public and is so no more.' },
  },
});

@ObjectType({ implements: Node, description: '案例经验 What was learned from a case, without the household.' })
export class CaseExperience extends Node {
  @Field(() => String, { description: '标题 Its title.' })
  title!: string;

  @Field(() => String, { description: '正文 The text.' })
  body!: string;

  @Field(() => ExperienceStatus, { description: '状态 Where it stands.' })
  status!: ExperienceStatus;

  @Field(() => String, { nullable: true, description: '退回原因 Why it was given back; null otherwise.' })
  returnReason?: string;

  @Field(() => Instant, { nullable: true, description: '发布时间 When it was published.' })
  publishedAt?: Date;

  /** Not part of the contract. */
  areaCode!: string;
}

export const CaseExperienceConnection = connectionOf('CaseExperience', () => CaseExperience);

@InputType({ description: '撰写经验 Experience from a case of your area.' })
export class WriteCaseExperienceInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the text, made by the client, kept across retries.' })
  experienceId!: string;

  @Field(() => String, { description: '区划代码 An area of yours, 6 to 15 digits.' })
  areaCode!: string;

  @Field(() => ID, {
    nullable: true,
    description: '家庭 Whose case it is from, so that the text is checked against what is known of it; never shown.',
  })
  householdId?: string | null;

  @Field(() => String, { description: '标题 1 to 100 characters.' })
  title!: string;

  @Field(() => String, { description: '正文 1 to 5000 characters, giving no household away.' })
  body!: string;
}

@InputType({ description: '修改经验 By its writer, before it is public.' })
export class ReviseCaseExperienceInput extends CommandInput {
  @Field(() => ID, { description: '经验 The text, yours.' })
  experienceId!: string;

  @Field(() => String, { description: '标题 1 to 100 characters.' })
  title!: string;

  @Field(() => String, { description: '正文 1 to 5000 characters, giving no household away.' })
  body!: string;
}

@InputType({ description: '发布经验 By somebody other than its writer.' })
export class PublishCaseExperienceInput extends CommandInput {
  @Field(() => ID, { description: '经验 The text, submitted in your area.' })
  experienceId!: string;
}

@InputType({ description: '退回经验 To its writer, with a reason.' })
export class ReturnCaseExperienceInput extends CommandInput {
  @Field(() => ID, { description: '经验 The text, submitted in your area.' })
  experienceId!: string;

  @Field(() => String, { description: '退回原因 Why, 1 to 200 characters.' })
  reason!: string;
}

@InputType({ description: '撤下经验 A text is public no more.' })
export class WithdrawCaseExperienceInput extends CommandInput {
  @Field(() => ID, { description: '经验 The text, published in your area.' })
  experienceId!: string;
}

@ObjectType({ implements: Refusal, description: '须由他人审核 Nobody decides on a text of its own.' })
export class ApproverIsWriter extends Refusal {
  constructor() {
    super({ zh: '撰写人不能审核自己的文章。请由另一位工作人员办理。', en: 'You wrote it. Ask a colleague to decide.' });
  }
}

export const WriteCaseExperienceResult = createUnionType({
  name: 'WriteCaseExperienceResult',
  description: '撰写结果 The text, or why not.',
  types: () => [CaseExperience, InvalidInput, NotFound, TextRevealsIdentity, IdempotencyMismatch] as const,
});

export const ReviseCaseExperienceResult = createUnionType({
  name: 'ReviseCaseExperienceResult',
  description: '修改结果 The text, or why not.',
  types: () => [CaseExperience, InvalidInput, NotFound, WrongState, TextRevealsIdentity, IdempotencyMismatch] as const,
});

export const PublishCaseExperienceResult = createUnionType({
  name: 'PublishCaseExperienceResult',
  description: '发布结果 The text, or why not.',
  types: () =>
    [CaseExperience, NotFound, WrongState, ApproverIsWriter, TextRevealsIdentity, IdempotencyMismatch] as const,
});

export const ReturnCaseExperienceResult = createUnionType({
  name: 'ReturnCaseExperienceResult',
  description: '退回结果 The text, or why not.',
  types: () => [CaseExperience, InvalidInput, NotFound, WrongState, ApproverIsWriter, IdempotencyMismatch] as const,
});

export const WithdrawCaseExperienceResult = createUnionType({
  name: 'WithdrawCaseExperienceResult',
  description: '撤下结果 The text, or why not.',
  types: () => [CaseExperience, NotFound, WrongState, IdempotencyMismatch] as const,
});
