/** Promises the donation of the contract: what was given for what, and where each part of it is now. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Fen, Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import { DonationForm, DonationStatus, DonorKind, GoodsCondition, ValueKind } from './enums';
import { PledgedService } from './service';

@ObjectType({
  description: '去向余额 Where the whole of a sum or lot is now, in fen or pieces; the parts sum to what was pledged.',
})
export class DonationBalances {
  @Field(() => Fen, { description: '已认捐未接收 Promised and not received.' })
  pledged!: bigint;

  @Field(() => Fen, { description: '在库可用 Received and free.' })
  received!: bigint;

  @Field(() => Fen, { description: '已预留 Allocated to a need and not delivered.' })
  reserved!: bigint;

  @Field(() => Fen, { description: '已送达 Delivered, confirmed by the household.' })
  delivered!: bigint;

  @Field(() => Fen, { description: '已退回 Given back to the donor.' })
  returned!: bigint;

  @Field(() => Fen, { description: '已损失 Lost or spoilt.' })
  lost!: bigint;

  @Field(() => Fen, { description: '已过期 Expired before it was used.' })
  expired!: bigint;
}

@ObjectType({
  description: '指定用途 What a donation may be used for; all that is named must hold. Nothing named: anything.',
})
export class Earmark {
  @Field(() => ID, { nullable: true, description: '项目 Only for this project.' })
  projectId?: string;

  @Field(() => ServiceKind, { nullable: true, description: '服务类别 Only for this kind of help.' })
  serviceKind?: ServiceKind;

  @Field(() => String, { nullable: true, description: '区域 Only in this area subtree.' })
  areaCode?: string;

  @Field(() => Situation, { nullable: true, description: '困难情形 Only for households in this situation.' })
  situation?: Situation;

  @Field(() => ID, { nullable: true, description: '微心愿 Only for this micro-wish: it is a share of it.' })
  needId?: string;
}

@ObjectType({ description: '物资批次 A quantity of one thing with one value and one expiry.' })
export class DonationLot {
  @Field(() => ID, { description: '批次编号 Global id.' })
  id!: string;

  @Field(() => String, { description: '品名 What it is.' })
  item!: string;

  @Field(() => String, { description: '单位 In what it is counted.' })
  unit!: string;

  @Field(() => Fen, { description: '数量 How many pieces.' })
  quantity!: bigint;

  @Field(() => Fen, { description: '单价（分） Value of one piece, in fen.' })
  unitValueFen!: bigint;

  @Field(() => ValueKind, { description: '价值依据 What the value rests on.' })
  valueKind!: ValueKind;

  @Field(() => GoodsCondition, { description: '成色 Its condition.' })
  condition!: GoodsCondition;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至 The last day on which it can be used.' })
  expiresOn?: string;

  @Field(() => DonationBalances, { description: '去向余额 Where its pieces are.' })
  balances!: DonationBalances;
}

@ObjectType({ implements: Node, description: '捐赠 What a donor promised or gave.' })
export class Donation extends Node {
  @Field(() => DonorKind, { description: '捐赠人类别 Who gives.' })
  donorKind!: DonorKind;

  @Field(() => ID, {
    description: '捐赠人编号 Global id of the donor: the same for all that it gives; it names nobody.',
  })
  donorId!: string;

  @Field(() => ID, { nullable: true, description: '捐赠组织 The company, shop or other organisation that gives.' })
  donorOrganisationId?: string;

  @Field(() => ID, { description: '受赠组织 The charity that receives it.' })
  recipientOrganisationId!: string;

  @Field(() => DonationForm, { description: '形式 What is given.' })
  form!: DonationForm;

  @Field(() => DonationStatus, { description: '状态 Where it stands.' })
  status!: DonationStatus;

  @Field(() => Fen, { nullable: true, description: '金额（分） The sum, of money.' })
  moneyFen?: bigint;

  @Field(() => DonationBalances, { nullable: true, description: '资金去向 Where the money is, of money.' })
  balances?: DonationBalances;

  @Field(() => [DonationLot], { description: '物资批次 The lots, of goods.' })
  lots!: DonationLot[];

  @Field(() => PledgedService, { nullable: true, description: '认捐的服务 What is offered, of services.' })
  service?: PledgedService;

  @Field(() => Earmark, { description: '指定用途 What it may be used for.' })
  earmark!: Earmark;

  @Field(() => Int, { description: '修订次数 How often the pledge was revised.' })
  revision!: number;

  @Field(() => Instant, { description: '认捐时间 When it was pledged.' })
  pledgedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '接收时间 When it was received.' })
  receivedAt?: Date;
}

export const DonationConnection = connectionOf('Donation', () => Donation);

@ObjectType({ description: '捐赠人 Who gives; who a person is stays sealed.' })
export class Donor {
  @Field(() => ID, { description: '捐赠人编号 Global id.' })
  id!: string;

  @Field(() => DonorKind, { description: '类别 Its kind.' })
  kind!: DonorKind;
}

@ObjectType({ description: '捐赠点 Where donations are handed in (居民爱心捐款点位).' })
export class DonationPoint {
  @Field(() => ID, { description: '捐赠点编号 Global id.' })
  id!: string;

  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => String, { description: '区划代码 Where it is.' })
  areaCode!: string;
}
