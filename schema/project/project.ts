/** Promises the charity project of the contract: whom it helps with how much, by which filed plan, and how far it has come. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { LowIncomeCategory } from '../household/household';
import { Node } from '../node';
import { CalendarDate, Fen, Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import { DonationChannel, FundraisingMode, ProjectStatus } from './enums';

@ObjectType({
  description:
    '募捐方案 The plan by which a project raises: every field of the filing guide, published when it is filed.',
})
export class FundraisingPlan {
  @Field(() => String, { description: '募捐目的 What it raises for.' })
  purpose!: string;

  @Field(() => CalendarDate, { description: '起始日期 The first day of raising.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结束日期 The last day of raising.' })
  endsOn!: string;

  @Field(() => [String], { description: '募捐地域 Codes of the areas in which it raises.' })
  areaCodes!: string[];

  @Field(() => String, { description: '活动负责人姓名 Who answers for the campaign; published by law.' })
  responsiblePerson!: string;

  @Field(() => String, { description: '办公地址 The office of whoever answers for it.' })
  officeAddress!: string;

  @Field(() => [DonationChannel], { description: '接受捐赠方式 By which ways donations are taken.' })
  donationChannels!: DonationChannel[];

  @Field(() => String, { description: '开户银行 The bank of the account.' })
  bankName!: string;

  @Field(() => String, { description: '银行账户 The account to which donations go.' })
  bankAccount!: string;

  @Field(() => String, { description: '受益人 Who benefits, as a group; never a person.' })
  beneficiaries!: string;

  @Field(() => String, { description: '募得款物用途 What the money and goods are used for.' })
  useOfProceeds!: string;

  @Field(() => Fen, { description: '募捐成本（分） What raising may cost, in fen.' })
  costFen!: bigint;

  @Field(() => String, { description: '募捐成本说明 Of what the cost consists.' })
  costDetail!: string;

  @Field(() => String, { description: '剩余财产的处理 What is done with property that is left over.' })
  leftoverUse!: string;
}

@ObjectType({
  description: '合作募捐 The written agreement with a qualified organisation to raise from the public together.',
})
export class FundraisingPartnership {
  @Field(() => ID, { description: '合作方 The qualified organisation.' })
  organisationId!: string;

  @Field(() => String, { description: '协议编号 The number of the agreement.' })
  agreementNumber!: string;

  @Field(() => CalendarDate, { description: '签订日期 The day of the agreement.' })
  agreedOn!: string;

  @Field(() => Instant, {
    nullable: true,
    description:
      '确认时间 When the qualified organisation confirmed it; it counts only from then on, and not after the draft was revised.',
  })
  confirmedAt?: Date;
}

@ObjectType({
  implements: Node,
  description: '慈善项目 A project of the charity federation that pays for needs and takes donations.',
})
export class CharityProject extends Node {
  @Field(() => String, { description: '项目名称 Its name.' })
  name!: string;

  @Field(() => ProjectStatus, { description: '状态 Where it stands.' })
  status!: ProjectStatus;

  @Field(() => Instant, { description: '状态起始时间 Since when it stands there.' })
  statusSince!: Date;

  @Field(() => FundraisingMode, { description: '募捐方式 From whom it raises.' })
  fundraisingMode!: FundraisingMode;

  @Field(() => CalendarDate, { description: '起始日期 The first day of its window.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结束日期 The last day of its window.' })
  endsOn!: string;

  @Field(() => Fen, { description: '募捐目标（分） How much it means to raise, in fen.' })
  targetFen!: bigint;

  @Field(() => Fen, { description: '预算（分） How much it may spend, in fen.' })
  budgetFen!: bigint;

  @Field(() => Fen, { description: '单案上限（分） How much one case may get, in fen.' })
  capPerCaseFen!: bigint;

  @Field(() => [ServiceKind], { description: '服务类别 The kinds of help that it pays for.' })
  serviceKinds!: ServiceKind[];

  @Field(() => [String], { description: '区划代码 The area subtrees in which it helps.' })
  areaCodes!: string[];

  @Field(() => [Situation], { description: '困难情形 The situations that it helps in; none named: all.' })
  situations!: Situation[];

  @Field(() => [LowIncomeCategory], {
    description: '低收入人口类别 The low-income categories that it helps; none named: all.',
  })
  lowIncomeCategories!: LowIncomeCategory[];

  @Field(() => Int, {
    description: '修订次数 How often its draft was written anew; whoever revises it says upon which revision.',
  })
  revision!: number;

  @Field(() => CalendarDate, { nullable: true, description: '备案日期 The day of its filing.' })
  filedOn?: string;

  @Field(() => String, { nullable: true, description: '备案编号 The number of its filing.' })
  filingNumber?: string;

  @Field(() => CalendarDate, { nullable: true, description: '终止日期 The day on which it ended.' })
  closedOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '结算日期 The day on which it was settled.' })
  settledOn?: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '公开日期 The day on which its full report was published.',
  })
  disclosedOn?: string;

  @Field(() => Fen, { nullable: true, description: '剩余财产（分） What was left over, in fen.' })
  leftoverFen?: bigint;

  @Field(() => String, { nullable: true, description: '剩余财产去向 What was done with it.' })
  leftoverDisposal?: string;

  /** Not part of the contract. */
  projectId!: string;
  organisationId!: string;
}

@ObjectType({ description: '项目进展 How far a project has come, counted from the ledger.' })
export class ProjectProgress {
  @Field(() => Fen, { description: '已认捐（分） Pledged for it and not received yet, in fen.' })
  pledgedFen!: bigint;

  @Field(() => Fen, { description: '已募得（分） Received for it and not given back, in fen.' })
  raisedFen!: bigint;

  @Field(() => Fen, { description: '已预留（分） Reserved for needs by its budget and not delivered yet, in fen.' })
  reservedFen!: bigint;

  @Field(() => Fen, {
    description: '已支出（分） Spent on needs by its budget: money, and goods at their value, in fen.',
  })
  spentFen!: bigint;

  @Field(() => Fen, { description: '预算余额（分） What is left of the budget, in fen.' })
  budgetLeftFen!: bigint;

  /** Not part of the contract. */
  projectId!: string;
}

export const CharityProjectConnection = connectionOf('CharityProject', () => CharityProject);

@ObjectType({ description: '项目逐日进展 How far a project had come at the end of a day on which something moved.' })
export class ProjectDay {
  @Field(() => CalendarDate, { description: '日期 The day, by the calendar of Asia/Shanghai.' })
  day!: string;

  @Field(() => Fen, { description: '已募得（分） Received for it until then and not given back, in fen.' })
  raisedFen!: bigint;

  @Field(() => Fen, { description: '已预留（分） Reserved for needs by its budget on that evening, in fen.' })
  reservedFen!: bigint;

  @Field(() => Fen, { description: '已支出（分） Spent on needs by its budget until then, in fen.' })
  spentFen!: bigint;
}

@ObjectType({ description: '公开募捐资格 The right of an organisation to raise from the public.' })
export class FundraisingQualification {
  @Field(() => String, { description: '证书编号 The number of the certificate.' })
  certificateNumber!: string;

  @Field(() => CalendarDate, { description: '登记或认定日期 Since when it is a charity.' })
  charitySince!: string;

  @Field(() => CalendarDate, { description: '取得日期 The day on which it was granted.' })
  grantedOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '撤销日期 The first day on which it holds no more.' })
  revokedOn?: string;
}
