/** Promises the inputs of the commands on charity projects: one per mutation. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { LowIncomeCategory } from '../household/household';
import { CalendarDate, Fen, Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import { DonationChannel, FundraisingMode } from './enums';

@InputType({ description: '募捐方案 The plan by which a project raises; its window is that of the project.' })
export class FundraisingPlanInput {
  @Field(() => String, { description: '募捐目的 What it raises for.' })
  purpose!: string;

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

  @Field(() => String, { description: '银行账户 The account, 8 to 30 digits.' })
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

@InputType({ description: '项目内容 What a draft says of a project.' })
export class ProjectContentInput {
  @Field(() => String, { description: '项目名称 Its name.' })
  name!: string;

  @Field(() => FundraisingMode, { description: '募捐方式 From whom it raises.' })
  fundraisingMode!: FundraisingMode;

  @Field(() => CalendarDate, { description: '起始日期 The first day of its window.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结束日期 The last day of its window.' })
  endsOn!: string;

  @Field(() => Fen, { description: '募捐目标（分） How much it means to raise, above zero.' })
  targetFen!: bigint;

  @Field(() => Fen, { description: '预算（分） How much it may spend, above zero.' })
  budgetFen!: bigint;

  @Field(() => Fen, { description: '单案上限（分） How much one case may get, above zero and within the budget.' })
  capPerCaseFen!: bigint;

  @Field(() => [ServiceKind], { description: '服务类别 The kinds of help that it pays for, at least one.' })
  serviceKinds!: ServiceKind[];

  @Field(() => [String], { description: '区划代码 The area subtrees in which it helps, at least one.' })
  areaCodes!: string[];

  @Field(() => [Situation], { nullable: true, description: '困难情形 The situations that it helps in; none: all.' })
  situations?: Situation[];

  @Field(() => [LowIncomeCategory], {
    nullable: true,
    description: '低收入人口类别 The low-income categories that it helps; none: all.',
  })
  lowIncomeCategories?: LowIncomeCategory[];

  @Field(() => FundraisingPlanInput, { description: '募捐方案 The plan, with every field of the filing guide.' })
  plan!: FundraisingPlanInput;
}

@InputType({ description: '起草项目 A new project of an organisation.' })
export class DraftCharityProjectInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the project, made by the client, kept across retries.',
  })
  projectId!: string;

  @Field(() => ID, { description: '组织 The charity whose project it is; the caller is of its staff.' })
  organisationId!: string;

  @Field(() => ProjectContentInput, { description: '内容 What it is about.' })
  content!: ProjectContentInput;
}

@InputType({ description: '修改草稿 What a draft says from now on, as a whole.' })
export class ReviseCharityProjectInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project, still a draft.' })
  projectId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      '所依据的修订 The revision that was read and changed; DraftHasChanged when somebody has revised it since. Left out: whatever stands is replaced.',
  })
  revision?: number;

  @Field(() => ProjectContentInput, { description: '内容 What it is about.' })
  content!: ProjectContentInput;
}

@InputType({ description: '备案 On which day and under which number the plan was filed.' })
export class FileCharityProjectInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project.' })
  projectId!: string;

  @Field(() => CalendarDate, {
    description: '备案日期 The day on which civil affairs received it, today at the latest.',
  })
  filedOn!: string;

  @Field(() => String, { description: '备案编号 The number of the filing.' })
  filingNumber!: string;
}

@InputType({ description: '项目 Which project.' })
export class CharityProjectInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project.' })
  projectId!: string;
}

@InputType({ description: '结算 What becomes of what is left.' })
export class SettleCharityProjectInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project, closed.' })
  projectId!: string;

  @Field(() => String, {
    nullable: true,
    description: '剩余财产去向 What is done with what is left; required when something is.',
  })
  leftoverDisposal?: string;
}

@InputType({ description: '合作募捐 With which qualified organisation, by which agreement.' })
export class ProposeFundraisingPartnershipInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project, still a draft.' })
  projectId!: string;

  @Field(() => ID, { description: '合作方 The qualified organisation.' })
  organisationId!: string;

  @Field(() => String, { description: '协议编号 The number of the agreement.' })
  agreementNumber!: string;

  @Field(() => CalendarDate, { description: '签订日期 The day of the agreement, today at the latest.' })
  agreedOn!: string;
}

@InputType({ description: '确认合作募捐 Which draft the qualified organisation has read and answers for.' })
export class ConfirmFundraisingPartnershipInput extends CommandInput {
  @Field(() => ID, { description: '项目 The project, still a draft.' })
  projectId!: string;

  @Field(() => Int, {
    description: '所阅读的修订 The revision that was read; DraftHasChanged when another one stands.',
  })
  revision!: number;

  @Field(() => String, {
    description:
      '协议编号 The number of the agreement as it was read; InvalidInput when another one was proposed since.',
  })
  agreementNumber!: string;
}

@InputType({ description: '登记公开募捐资格 The certificate of an organisation.' })
export class RecordFundraisingQualificationInput extends CommandInput {
  @Field(() => ID, { description: '组织 The charity.' })
  organisationId!: string;

  @Field(() => String, { description: '证书编号 The number of the certificate.' })
  certificateNumber!: string;

  @Field(() => CalendarDate, { description: '登记或认定日期 Since when it is a charity.' })
  charitySince!: string;

  @Field(() => CalendarDate, { description: '取得日期 The day of the certificate, one year later at the earliest.' })
  grantedOn!: string;
}

@InputType({ description: '撤销公开募捐资格 Whose right to raise from the public ends today.' })
export class RevokeFundraisingQualificationInput extends CommandInput {
  @Field(() => ID, { description: '组织 The charity.' })
  organisationId!: string;
}
