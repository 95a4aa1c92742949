/** Promises the media appeal: by consent only, naming nobody, let through by a second person, gone when the consent is. */
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';
import { AppealStatus } from './enums';
import { AppealRevealsIdentity, ConsentNeeded, SecondPersonNeeded } from './refusals';

@ObjectType({ description: '公共媒体发布线索 An appeal to the public for a household that nobody can name.' })
export class MediaAppeal {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => AppealStatus, { description: '状态 How it stands.' })
  status!: AppealStatus;

  @Field(() => String, { nullable: true, description: '文字 Its words; gone once it is withdrawn.' })
  text?: string;

  @Field(() => Instant, { nullable: true, description: '发布时间 When it was let through.' })
  publishedAt?: Date;

  /** Not in the contract: who publishes it. */
  organisationId!: string;
}

export const MediaAppealConnection = connectionOf('MediaAppeal', () => MediaAppeal);

@InputType({ description: '起草媒体线索 An appeal for the household of a general case.' })
export class DraftMediaAppealInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the appeal, made by the client, kept across retries.' })
  appealId!: string;

  @Field(() => ID, { description: '个案 The case, in service; never a restricted one.' })
  caseId!: string;

  @Field(() => ID, { description: '发布机构 The organisation that publishes it; the household must consent to it.' })
  organisationId!: string;

  @Field(() => String, { description: '文字 10 to 1000 characters that tell of nobody who could be found.' })
  text!: string;
}

@InputType({ description: '发布媒体线索 Let an appeal through, as a second person.' })
export class PublishMediaAppealInput extends CommandInput {
  @Field(() => ID, { description: '媒体线索 The appeal, a draft.' })
  appealId!: string;
}

@InputType({ description: '撤回媒体线索 Take an appeal back.' })
export class WithdrawMediaAppealInput extends CommandInput {
  @Field(() => ID, { description: '媒体线索 The appeal.' })
  appealId!: string;
}

export const DraftMediaAppealResult = createUnionType({
  name: 'DraftMediaAppealResult',
  description: '起草结果 The draft, or why not.',
  types: () =>
    [
      MediaAppeal,
      NotFound,
      InvalidInput,
      WrongState,
      ConsentNeeded,
      AppealRevealsIdentity,
      IdempotencyMismatch,
    ] as const,
});

export const PublishMediaAppealResult = createUnionType({
  name: 'PublishMediaAppealResult',
  description: '发布结果 The appeal, in public, or why not.',
  types: () =>
    [
      MediaAppeal,
      NotFound,
      WrongState,
      ConsentNeeded,
      AppealRevealsIdentity,
      SecondPersonNeeded,
      IdempotencyMismatch,
    ] as const,
});

export const WithdrawMediaAppealResult = createUnionType({
  name: 'WithdrawMediaAppealResult',
  description: '撤回结果 The appeal, taken back, or why not.',
  types: () => [MediaAppeal, NotFound, IdempotencyMismatch] as const,
});
