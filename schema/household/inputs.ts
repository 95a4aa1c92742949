/** Promises the inputs of the household's mutations. */
import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, Uuid } from '../scalars';
import { Situation } from '../taxonomy/situation';
import { AgeBand, Barrier, LowIncomeCategory, Relation } from './household';
import { ConsentMethod, ConsentPurpose } from './consent';
import { DataKind } from './identity';

@InputType({ description: '家庭成员 One member of a household.' })
export class MemberInput {
  @Field(() => Uuid, { description: '成员编号 Id made by the client.' })
  memberId!: string;

  @Field(() => Relation, { description: '与户主关系 Relation to the head.' })
  relation!: Relation;

  @Field(() => String, { description: '姓名 Name, 1 to 50 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '公民身份号码 Resident number of 18 digits (GB 11643).' })
  residentNumber?: string | null;

  @Field(() => AgeBand, {
    nullable: true,
    description: '年龄段 Needed when there is no resident number; computed when there is one.',
  })
  ageBand?: AgeBand | null;
}

@InputType({ description: '登记家庭 What is known of a household when it is registered.' })
export class RegisterHouseholdInput {
  @Field(() => Uuid, { description: '家庭编号 Id made by the client and kept across retries.' })
  householdId!: string;

  @Field(() => String, { description: '区划代码 Grid (15 digits) or community (12 digits).' })
  areaCode!: string;

  @Field(() => LowIncomeCategory, { description: '低收入人口类别 Category.' })
  lowIncomeCategory!: LowIncomeCategory;

  @Field(() => [Situation], { description: '困难情形 Situations.' })
  situations!: Situation[];

  @Field(() => [Barrier], { description: '求助障碍 Barriers.' })
  barriers!: Barrier[];

  @Field(() => String, { description: '住址 Address, 1 to 200 characters.' })
  address!: string;

  @Field(() => String, { nullable: true, description: '手机号 Mobile phone of 11 digits.' })
  phone?: string | null;

  @Field(() => [MemberInput], { description: '成员 1 to 20 members, exactly one of them the head.' })
  members!: MemberInput[];
}

@InputType({ description: '添加成员 One more member of a household.' })
export class AddMemberInput extends MemberInput {
  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;
}

@InputType({ description: '修订家庭 What changes; what is left out stays.' })
export class ReviseHouseholdInput {
  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => LowIncomeCategory, { nullable: true, description: '低收入人口类别 Category.' })
  lowIncomeCategory?: LowIncomeCategory | null;

  @Field(() => [Situation], { nullable: true, description: '困难情形 Situations, all of them.' })
  situations?: Situation[] | null;

  @Field(() => [Barrier], { nullable: true, description: '求助障碍 Barriers, all of them.' })
  barriers?: Barrier[] | null;

  @Field(() => String, { nullable: true, description: '住址 Address.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: '手机号 Mobile phone.' })
  phone?: string | null;
}

@InputType({ description: '登记同意 A consent as the household gave it.' })
export class RecordConsentInput {
  @Field(() => Uuid, { description: '同意编号 Id made by the client and kept across retries.' })
  consentId!: string;

  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      '接收组织 Global id of the organisation that may receive the data; left out for MEANS_CHECK, needed for every other purpose.',
  })
  recipientOrganisationId?: string | null;

  @Field(() => ConsentPurpose, { description: '目的 Purpose; another purpose needs another consent.' })
  purpose!: ConsentPurpose;

  @Field(() => [DataKind], { description: '信息种类 Which kinds of data, at least one.' })
  dataKinds!: DataKind[];

  @Field(() => ConsentMethod, { description: '方式 How it was given.' })
  method!: ConsentMethod;

  @Field(() => Boolean, { defaultValue: false, description: '监护人同意 Whether a guardian gave it.' })
  guardianGiven: boolean = false;

  @Field(() => CalendarDate, { description: '到期日 Last day, after today and at most three years ahead.' })
  expiresOn!: string;
}

@InputType({ description: '撤回同意 The consent to withdraw.' })
export class WithdrawConsentInput {
  @Field(() => ID, { description: '同意 Global id of the consent.' })
  consentId!: string;
}

@InputType({ description: '凭卡撤回同意 The consent to withdraw, by the bearer of the contact card.' })
export class WithdrawConsentByCardInput {
  @Field(() => String, { description: '卡码 Code of the contact card; spaces, hyphens and case do not matter.' })
  cardCode!: string;

  @Field(() => ID, { description: '同意 Global id of the consent.' })
  consentId!: string;
}

@InputType({ description: '发放联络卡 Issues a card; an earlier one stops working.' })
export class IssueContactCardInput {
  @Field(() => Uuid, { description: '卡编号 Id made by the client and kept across retries.' })
  cardId!: string;

  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;
}
