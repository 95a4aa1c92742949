/** Promises what the bearer of a contact card sees of the help that was promised to its household: no name, no text, nothing restricted. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { NeedKind } from '../need/enums';
import { CalendarDate, Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { ClaimStatus } from './claim';

@ObjectType({
  description:
    '持卡人可见的帮助 Help that an organisation has promised or given to the household of a contact card, as its bearer sees it.',
})
export class CardPromise {
  @Field(() => ID, {
    description: '接单编号 Global id of the claim; with the code it confirms or disputes the delivery.',
  })
  claimId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '微心愿编号 Global id of the wish, to say thanks for; null for other needs.',
  })
  wishId?: string;

  @Field(() => NeedKind, { description: '需求类型 Whether it is a need or a micro-wish.' })
  kind!: NeedKind;

  @Field(() => ServiceKind, { description: '服务类别 What kind of help.' })
  serviceKind!: ServiceKind;

  @Field(() => String, {
    nullable: true,
    description: '心愿物品 What is wished for; null when it is no wish for a thing.',
  })
  item?: string;

  @Field(() => ClaimStatus, { description: '状态 Where it stands.' })
  status!: ClaimStatus;

  @Field(() => Instant, { description: '状态起始时间 Since when it stands there.' })
  statusSince!: Date;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '期望日期 By which day it is wanted, in Asia/Shanghai; null without one.',
  })
  wantedBy?: string;

  @Field(() => Int, { description: '数量 How much of it is promised, in the unit.' })
  quantity!: number;

  @Field(() => String, { nullable: true, description: '单位 In what it is counted.' })
  quantityUnit?: string;

  @Field(() => Int, { nullable: true, description: '交付数量 How much the organisation says it delivered.' })
  quantityDelivered?: number;

  /** The ids of the rows; not fields of the contract. */
  organisationId!: string;
  needId!: string;
}
