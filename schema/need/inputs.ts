/** Promises what commands and queries on needs are given. Existing things are named by global id, new ones by a UUID. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate, Fen, Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import {
  EconomicStatus,
  HardshipDegree,
  Literacy,
  NeedKind,
  NeedOrigin,
  NeedStatus,
  NeedWithdrawalReason,
  Urgency,
} from './enums';

@InputType({ description: '登记需求 What takes down a need or micro-wish.' })
export class DraftNeedInput {
  @Field(() => Uuid, { description: '新需求的编号 Id of the new need, made by the client and kept across retries.' })
  needId!: string;

  @Field(() => ID, { description: '家庭 Global id of the household; the need has its area.' })
  householdId!: string;

  @Field(() => NeedKind, { description: '需求形式 Need or micro-wish; a micro-wish has the service kind MICRO_WISH.' })
  kind!: NeedKind;

  @Field(() => ServiceKind, { description: '服务类别 The kind of help.' })
  serviceKind!: ServiceKind;

  @Field(() => NeedOrigin, { description: '需求来源 How it became known.' })
  origin!: NeedOrigin;

  @Field(() => Urgency, { description: '紧急程度 How soon help is needed.' })
  urgency!: Urgency;

  @Field(() => String, {
    description: '需求卡片 The card, 1 to 500 characters, without names, phones, addresses or resident numbers.',
  })
  cardText!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '期望日期 The last day on which help is of use; today or later.',
  })
  wantedBy?: string | null;

  @Field(() => Int, { defaultValue: 1, description: '数量 How much, 1 to 1000000; a micro-wish is always 1.' })
  quantity: number = 1;

  @Field(() => String, { nullable: true, description: '单位 Unit of the quantity, up to 20 characters.' })
  quantityUnit?: string | null;

  @Field(() => Fen, {
    nullable: true,
    description: '价格上限（分） Price ceiling of a micro-wish, 1 to 100000 fen (1,000 yuan).',
  })
  priceCeilingFen?: bigint | null;

  @Field(() => String, {
    nullable: true,
    description:
      '所需物品 The thing that a micro-wish is for, 1 to 60 characters, without anything that names anybody.',
  })
  wishedItem?: string | null;

  @Field(() => [Situation], { defaultValue: [], description: '困难情形 The situations that matter for the help.' })
  situations!: Situation[];

  @Field(() => [String], {
    defaultValue: [],
    description: '语言 Languages, one of which the helper should speak; up to 10.',
  })
  languages!: string[];

  @Field(() => [String], { defaultValue: [], description: '技能 Skills that the helper must have; up to 10.' })
  skills!: string[];

  @Field(() => [ID], {
    nullable: true,
    description:
      '照片 Global ids of pictures of the household that were sent before, 6 at most; seen by those who serve its area only.',
  })
  photoIds?: string[] | null;

  @Field(() => Literacy, { nullable: true, description: '文化程度 Level of literacy.' })
  literacy?: Literacy | null;

  @Field(() => EconomicStatus, { nullable: true, description: '经济状况 Economic status.' })
  economicStatus?: EconomicStatus | null;

  @Field(() => HardshipDegree, { nullable: true, description: '困难程度 Degree of hardship.' })
  hardshipDegree?: HardshipDegree | null;
}

@InputType({ description: '核实需求 The need that was checked.' })
export class VerifyNeedInput {
  @Field(() => ID, { description: '需求 Global id of the need.' })
  needId!: string;
}

@InputType({ description: '撤回需求 The need to withdraw, and why.' })
export class WithdrawNeedInput {
  @Field(() => ID, { description: '需求 Global id of the need.' })
  needId!: string;

  @Field(() => NeedWithdrawalReason, { description: '撤回原因 Why.' })
  reason!: NeedWithdrawalReason;
}

@InputType({ description: '筛选需求 Which needs are asked for; every condition must hold.' })
export class NeedFilter {
  @Field(() => [NeedStatus], { nullable: true, description: '状态 In one of these states.' })
  statuses?: NeedStatus[] | null;

  @Field(() => [ServiceKind], { nullable: true, description: '服务类别 Of one of these kinds of help.' })
  serviceKinds?: ServiceKind[] | null;

  @Field(() => NeedKind, { nullable: true, description: '需求形式 Needs or micro-wishes.' })
  kind?: NeedKind | null;

  @Field(() => String, {
    nullable: true,
    description: '区划代码 In the subtree of this area; organisations filter down to the community.',
  })
  areaCode?: string | null;
}
