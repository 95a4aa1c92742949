/** Promises the published report of a project: what it raised and spent, from the ledger, with each correction as a note. */
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { CharityProject } from '../project/project';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Fen, Instant, Uuid } from '../scalars';

@ObjectType({ description: '公开数据 The figures of a project as the ledger had them at that moment.' })
export class DisclosedFigures {
  @Field(() => Fen, { description: '募得（分） Received and not given back, in fen.' })
  raisedFen!: bigint;

  @Field(() => Fen, { description: '支出（分） Spent on needs, in fen.' })
  spentFen!: bigint;

  @Field(() => Fen, { description: '剩余（分） Received and neither reserved nor spent, in fen.' })
  freeFen!: bigint;

  @Field(() => Fen, { description: '预算余额（分） What was left of the budget, in fen.' })
  budgetLeftFen!: bigint;
}

@ObjectType({ description: '更正说明 A correction: a note, and the figures of its day.' })
export class DisclosureNote {
  @Field(() => String, { description: '说明 What is corrected and why.' })
  note!: string;

  @Field(() => DisclosedFigures, { description: '数据 The figures as the ledger had them then.' })
  figures!: DisclosedFigures;

  @Field(() => Instant, { description: '时间 When it was written.' })
  writtenAt!: Date;
}

@ObjectType({ description: '信息公开 The full report of a project, as it was published.' })
export class ProjectDisclosure {
  @Field(() => CharityProject, { description: '项目 The project; its organisation is null without a sign-in.' })
  project!: CharityProject;

  @Field(() => String, { description: '慈善组织名称 The name of the charity that publishes it.' })
  charityName!: string;

  @Field(() => String, { description: '总结 What was done, in words.' })
  summary!: string;

  @Field(() => DisclosedFigures, { description: '数据 The figures as the ledger had them then.' })
  figures!: DisclosedFigures;

  @Field(() => Instant, { description: '公开时间 When it was published.' })
  publishedAt!: Date;

  @Field(() => [DisclosureNote], { description: '更正 Corrections, the oldest first.' })
  notes!: DisclosureNote[];
}

export const ProjectDisclosureConnection = connectionOf('ProjectDisclosure', () => ProjectDisclosure);

@InputType({ description: '公开 The full report of a settled project.' })
export class DiscloseCharityProjectInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project, settled.' })
  projectId!: string;

  @Field(() => String, { description: '总结 What was done, in words; never about a person.' })
  summary!: string;
}

@InputType({ description: '更正 A note on a published report.' })
export class CorrectDisclosureInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the note, made by the client, kept across retries.' })
  noteId!: string;

  @Field(() => ID, { description: '项目 The project, disclosed.' })
  projectId!: string;

  @Field(() => String, { description: '说明 What is corrected and why.' })
  note!: string;
}

export const DiscloseCharityProjectResult = createUnionType({
  name: 'DiscloseCharityProjectResult',
  description: '公开结果 The published report, or why not.',
  types: () => [ProjectDisclosure, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const CorrectDisclosureResult = createUnionType({
  name: 'CorrectDisclosureResult',
  description: '更正结果 The report with its notes, or why not.',
  types: () => [ProjectDisclosure, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});
