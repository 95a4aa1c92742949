/** Promises the household's thank-you: said with its card, read by a moderator first, and shown to donors only as it was let through. */
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { connectionOf } from '../connection';
import { DataKind } from '../household/identity';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';

export enum ThanksStatus {
  PENDING = 'PENDING',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
}

registerEnumType(ThanksStatus, {
  name: 'ThanksStatus',
  description: '感谢审核状态 Whether a thank-you was let through.',
  valuesConfig: {
    PENDING: { description: '待审核 Sealed until a moderator has read it.' },
    APPROVED: { description: '已通过 Shown to those who gave.' },
    REJECTED: { description: '未通过 Shown to nobody; the household may say it anew.' },
  },
});

export enum ThanksRejectionReason {
  REVEALS_IDENTITY = 'REVEALS_IDENTITY',
  NOT_FITTING = 'NOT_FITTING',
  NO_THANKS = 'NO_THANKS',
  OTHER = 'OTHER',
}

registerEnumType(ThanksRejectionReason, {
  name: 'ThanksRejectionReason',
  description: '未通过原因 Why a thank-you was not let through.',
  valuesConfig: {
    REVEALS_IDENTITY: { description: '含身份信息 It tells who the household is, throughout.' },
    NOT_FITTING: { description: '内容不当 Its words do not fit.' },
    NO_THANKS: { description: '并非感谢 It is something else, for instance a new wish.' },
    OTHER: { description: '其他 Another reason.' },
  },
});

@ObjectType({ description: '感谢 What a household says to those who granted its wish.' })
export class WishThanks {
  @Field(() => ID, { description: '感谢编号 Global id.' })
  id!: string;

  @Field(() => ID, { description: '微心愿 Global id of the need.' })
  wishId!: string;

  @Field(() => ThanksStatus, { description: '审核状态 Whether it was let through.' })
  status!: ThanksStatus;

  @Field(() => String, {
    nullable: true,
    description: '内容 The words: as they were let through; before that to a moderator who may read them.',
  })
  text?: string;

  @Field(() => [DataKind], { description: '信息种类 Which personal data the pending words show; empty once decided.' })
  reveals!: DataKind[];

  @Field(() => Instant, { description: '时间 When it was said.' })
  saidAt!: Date;

  @Field(() => ThanksRejectionReason, { nullable: true, description: '未通过原因 Why it was not let through.' })
  rejectionReason?: ThanksRejectionReason;
}

export const WishThanksConnection = connectionOf('WishThanks', () => WishThanks);

@InputType({ description: '表达感谢 The words of a household to those who granted its wish.' })
export class SayThanksInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the thanks, made by the client.' })
  thanksId!: string;

  @Field(() => ID, { description: '微心愿 Global id of the need.' })
  wishId!: string;

  @Field(() => String, { description: '卡码 Code of the contact card; spaces, hyphens and case do not matter.' })
  cardCode!: string;

  @Field(() => String, { description: '内容 The words, 1 to 500 characters.' })
  text!: string;
}

@InputType({ description: '通过感谢 Let a thank-you through, whole or with parts left out.' })
export class ApproveThanksInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this command, made by the client.' })
  commandId!: string;

  @Field(() => ID, { description: '感谢 Global id of the thanks.' })
  thanksId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '删节后的内容 The words with parts left out, each marked by …; the whole when left out. Nothing is added.',
  })
  text?: string | null;
}

@InputType({ description: '不予通过 Keep a thank-you from being shown.' })
export class RejectThanksInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this command, made by the client.' })
  commandId!: string;

  @Field(() => ID, { description: '感谢 Global id of the thanks.' })
  thanksId!: string;

  @Field(() => ThanksRejectionReason, { description: '原因 Why.' })
  reason!: ThanksRejectionReason;
}

@ObjectType({
  implements: Refusal,
  description: '感谢含身份信息 The words to be let through tell who the household is; leave those parts out.',
})
export class ThanksRevealIdentity extends Refusal {
  @Field(() => [DataKind], { description: '信息种类 Which kinds of personal data they show; never the data itself.' })
  kinds: DataKind[];

  constructor(kinds: readonly DataKind[]) {
    super({
      zh: '感谢内容含有可识别家庭身份的信息，须由所在区域的顾问删去后再通过。',
      en: 'The words tell who the household is. The adviser of its area leaves those parts out, then lets them through.',
    });
    this.kinds = [...kinds];
  }
}

export const SayThanksResult = createUnionType({
  name: 'SayThanksResult',
  description: '表达感谢结果 The thanks, waiting to be read; a wrong code is answered as a missing wish.',
  types: () => [WishThanks, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const ApproveThanksResult = createUnionType({
  name: 'ApproveThanksResult',
  description: '通过结果 The thanks, or why not.',
  types: () => [WishThanks, ThanksRevealIdentity, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const RejectThanksResult = createUnionType({
  name: 'RejectThanksResult',
  description: '不予通过结果 The thanks, or why not.',
  types: () => [WishThanks, NotFound, WrongState, IdempotencyMismatch] as const,
});
