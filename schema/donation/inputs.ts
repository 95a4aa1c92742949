/** Promises the inputs of the commands on donations: one per mutation. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate, Fen, Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import { DonorKind, GoodsCondition, UseConsentMethod } from './enums';

@InputType({ description: '指定用途 What a donation may be used for; all that is named must hold.' })
export class EarmarkInput {
  @Field(() => ID, { nullable: true, description: '项目 Only for this project.' })
  projectId?: string;

  @Field(() => ServiceKind, { nullable: true, description: '服务类别 Only for this kind of help.' })
  serviceKind?: ServiceKind;

  @Field(() => String, { nullable: true, description: '区划代码 Only in this area subtree.' })
  areaCode?: string;

  @Field(() => Situation, { nullable: true, description: '困难情形 Only for households in this situation.' })
  situation?: Situation;
}

@InputType({ description: '物资批次 A quantity of one thing with one value and one expiry.' })
export class LotInput {
  @Field(() => Uuid, { description: '客户端生成的批次编号 The id of the lot, made by the client.' })
  lotId!: string;

  @Field(() => String, { description: '品名 What it is.' })
  item!: string;

  @Field(() => String, { description: '单位 In what it is counted.' })
  unit!: string;

  @Field(() => Fen, { description: '数量 How many pieces, a whole number written as text.' })
  quantity!: bigint;

  @Field(() => Fen, { description: '单价（分） Value of one piece, in fen.' })
  unitValueFen!: bigint;

  @Field(() => String, { nullable: true, description: '价值凭证 What proves the value; none when it is only claimed.' })
  valueEvidence?: string;

  @Field(() => GoodsCondition, { description: '成色 Its condition.' })
  condition!: GoodsCondition;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至 The last day on which it can be used.' })
  expiresOn?: string;
}

@InputType({ description: '登记捐赠人 A donor that is not an organisation of the platform.' })
export class RegisterDonorInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the donor, made by the client.' })
  donorId!: string;

  @Field(() => DonorKind, { description: '类别 INDIVIDUAL or ANONYMOUS; an organisation is a donor by itself.' })
  kind!: DonorKind;

  @Field(() => String, { nullable: true, description: '姓名 The name of a person.' })
  name?: string;

  @Field(() => String, {
    nullable: true,
    description: '证件号码 The resident number of a person, for the check of relation.',
  })
  residentNumber?: string;
}

@InputType({ description: '开设捐赠点 A place where donations are handed in.' })
export class OpenDonationPointInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the point, made by the client.' })
  pointId!: string;

  @Field(() => ID, { description: '组织 The charity that runs it.' })
  organisationId!: string;

  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => String, { description: '区划代码 Where it is.' })
  areaCode!: string;
}

@InputType({ description: '认捐 Promise money or goods to a charity.' })
export class PledgeDonationInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the donation, made by the client.' })
  donationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '捐赠组织 The organisation that gives; the caller acts for it or for the charity.',
  })
  donorOrganisationId?: string;

  @Field(() => ID, { nullable: true, description: '捐赠人 A registered donor instead; by the charity only.' })
  donorId?: string;

  @Field(() => ID, { description: '受赠组织 The charity that is to receive it.' })
  recipientOrganisationId!: string;

  @Field(() => Fen, { nullable: true, description: '金额（分） The sum, of money; none for goods.' })
  moneyFen?: bigint;

  @Field(() => String, { nullable: true, description: '币种 CNY, and nothing else.' })
  currency?: string;

  @Field(() => [LotInput], { nullable: true, description: '物资批次 The lots, of goods; none for money.' })
  lots?: LotInput[];

  @Field(() => EarmarkInput, {
    nullable: true,
    description: '指定用途 What it may be used for; anything when left out.',
  })
  earmark?: EarmarkInput;
}

@InputType({ description: '修订认捐 Say anew what is promised, before it is received; any number of times.' })
export class RevisePledgeInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this revision, made by the client.' })
  revisionId!: string;

  @Field(() => ID, { description: '捐赠 The donation.' })
  donationId!: string;

  @Field(() => Fen, { nullable: true, description: '金额（分） The sum now, of money.' })
  moneyFen?: bigint;

  @Field(() => [LotInput], { nullable: true, description: '物资批次 The lots now, of goods; with new ids.' })
  lots?: LotInput[];

  @Field(() => EarmarkInput, {
    nullable: true,
    description: '指定用途 What it may be used for now; as before when left out.',
  })
  earmark?: EarmarkInput;
}

@InputType({ description: '撤回认捐 Take a promise back before anything was received.' })
export class WithdrawPledgeInput extends CommandInput {
  @Field(() => ID, { description: '捐赠 The donation.' })
  donationId!: string;
}

@InputType({ description: '实收数量 How much of a lot arrived.' })
export class ReceivedLotInput {
  @Field(() => ID, { description: '批次 The lot.' })
  lotId!: string;

  @Field(() => Fen, { description: '数量 How many pieces arrived; none is zero.' })
  quantity!: bigint;
}

@InputType({ description: '接收捐赠 Write down that a donation was handed over.' })
export class ReceiveDonationInput extends CommandInput {
  @Field(() => ID, { description: '捐赠 The donation.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '捐赠点 Where it was handed in.' })
  pointId?: string;

  @Field(() => Fen, {
    nullable: true,
    description: '实收金额（分） What arrived, of money; all that was pledged when left out.',
  })
  moneyFen?: bigint;

  @Field(() => [ReceivedLotInput], {
    nullable: true,
    description: '实收物资 What arrived of lots; of those not named, all.',
  })
  lots?: ReceivedLotInput[];
}

@InputType({ description: '变更用途 Use a donation otherwise than agreed, with the consent of its donor.' })
export class ChangeDonationUseInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this change, made by the client.' })
  changeId!: string;

  @Field(() => ID, { description: '捐赠 The donation.' })
  donationId!: string;

  @Field(() => EarmarkInput, { description: '新用途 What it may be used for from now on.' })
  earmark!: EarmarkInput;

  @Field(() => UseConsentMethod, { description: '同意方式 How the donor agreed.' })
  method!: UseConsentMethod;

  @Field(() => CalendarDate, { description: '同意日期 When the donor agreed.' })
  consentedOn!: string;
}

@InputType({ description: '处置捐赠 What is free of a donation is given back, was lost or has expired.' })
export class DisposeDonationInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this command, made by the client.' })
  disposalId!: string;

  @Field(() => ID, { description: '捐赠 The donation.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '批次 The lot, of goods.' })
  lotId?: string;

  @Field(() => Fen, { description: '金额（分）或数量 How many fen, or pieces.' })
  amount!: bigint;
}
