/** Promises the need of the contract: to organisations a de-identified card, to its area the whole record, to its claimant what tailors the help. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../node';
import { CalendarDate, Fen, Instant } from '../scalars';
import { Domain, ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import { EconomicStatus, HardshipDegree, Literacy, NeedKind, NeedOrigin, NeedStatus, Urgency } from './enums';

@ObjectType({
  implements: Node,
  description: '需求 A need or micro-wish. Organisations see a de-identified card; it never names the household.',
})
export class Need extends Node {
  @Field(() => NeedKind, { description: '需求形式 Need or micro-wish.' })
  kind!: NeedKind;

  @Field(() => ServiceKind, { description: '服务类别 The kind of help.' })
  serviceKind!: ServiceKind;

  @Field(() => Domain, { description: '所属领域 The domain of the kind of help.' })
  domain!: Domain;

  @Field(() => Urgency, { description: '紧急程度 How soon help is needed.' })
  urgency!: Urgency;

  @Field(() => String, { description: '需求卡片 The card: what is needed, without anything that names the household.' })
  cardText!: string;

  @Field(() => CalendarDate, { nullable: true, description: '期望日期 The last day on which help is of use.' })
  wantedBy?: string;

  @Field(() => Int, { description: '数量 How much is needed; 1 where it has no quantity.' })
  quantity!: number;

  @Field(() => String, { nullable: true, description: '单位 The unit of the quantity.' })
  quantityUnit?: string;

  @Field(() => Int, { description: '已认领数量 How much of it is claimed.' })
  quantityClaimed!: number;

  @Field(() => Int, { description: '待认领数量 How much of it is not yet claimed.' })
  quantityRemaining!: number;

  @Field(() => Int, { description: '已交付数量 How much of it was delivered and confirmed.' })
  quantityDelivered!: number;

  @Field(() => Fen, { nullable: true, description: '价格上限（分） The price ceiling of a micro-wish in fen.' })
  priceCeilingFen?: bigint;

  @Field(() => String, { nullable: true, description: '所需物品 The thing that a micro-wish is for, e.g. 电热水壶.' })
  wishedItem?: string;

  @Field(() => [Situation], { description: '困难情形 The situations that matter for the help.' })
  situations!: Situation[];

  @Field(() => [String], { description: '语言 Languages, one of which the helper should speak.' })
  languages!: string[];

  @Field(() => [String], { description: '技能 Skills that the helper must have.' })
  skills!: string[];

  @Field(() => Boolean, {
    description:
      '限定转介 Whether it may be referred to named organisations only. Each reading of such a need by an organisation is written down.',
  })
  restricted!: boolean;

  @Field(() => Instant, {
    nullable: true,
    description: '开放时间 When it opens to all at the latest, while it is offered; to its area only.',
  })
  opensAt?: Date;

  @Field(() => NeedStatus, { description: '状态 Where it stands.' })
  status!: NeedStatus;

  @Field(() => Instant, { description: '状态起始时间 Since when it stands there.' })
  statusSince!: Date;

  @Field(() => Instant, { nullable: true, description: '转介时间 When it was first referred.' })
  referredAt?: Date;

  @Field(() => NeedOrigin, { nullable: true, description: '需求来源 How it became known; null outside its area.' })
  origin?: NeedOrigin;

  @Field(() => String, {
    nullable: true,
    description: '状态原因 The coded reason of its state; null outside its area.',
  })
  statusReason?: string;

  @Field(() => Instant, { nullable: true, description: '登记时间 When it was taken down; null outside its area.' })
  createdAt?: Date;

  @Field(() => Literacy, { nullable: true, description: '文化程度 Level of literacy; for its area and its claimant.' })
  literacy?: Literacy;

  @Field(() => EconomicStatus, {
    nullable: true,
    description: '经济状况 Economic status; for its area and its claimant.',
  })
  economicStatus?: EconomicStatus;

  @Field(() => HardshipDegree, {
    nullable: true,
    description: '困难程度 Degree of hardship; for its area and its claimant.',
  })
  hardshipDegree?: HardshipDegree;

  /** The row's own id; not part of the contract. */
  needId!: string;
  /** The area to be shown: the grid to area staff, the community to organisations. Not part of the contract. */
  shownAreaCode!: string;
  /** Present for area staff only. Not part of the contract. */
  householdId?: string;
}
