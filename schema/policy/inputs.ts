/** Promises the inputs of the commands on policies. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { LowIncomeCategory } from '../household/household';
import { CalendarDate, Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { ConditionInput, StandardKind } from './eligibility';
import { PolicyLinkKind } from './policy';

@InputType({ description: '发布政策 A new policy, or the next version of one; earlier versions stay as they are.' })
export class PublishPolicyInput {
  @Field(() => Uuid, { description: '版本编号 The id of this version, made by the client and kept across retries.' })
  policyId!: string;

  @Field(() => String, { description: '政策代码 3 to 40 of A-Z, 0-9 and _, beginning with a letter.' })
  code!: string;

  @Field(() => String, { description: '适用区划 An area that you serve, 2 to 15 digits.' })
  areaCode!: string;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  titleZh!: string;

  @Field(() => String, { description: '英文名称 Up to 200 characters.' })
  titleEn!: string;

  @Field(() => String, { description: '发文部门 Up to 100 characters.' })
  issuingDepartment!: string;

  @Field(() => String, { nullable: true, description: '文号 Up to 100 characters.' })
  documentNumber?: string | null;

  @Field(() => CalendarDate, { description: '施行日期 The first day.' })
  validFrom!: string;

  @Field(() => CalendarDate, { nullable: true, description: '失效日期 The last day, not before the first.' })
  validUntil?: string | null;

  @Field(() => String, { description: '待遇 Up to 500 characters.' })
  benefitZh!: string;

  @Field(() => String, { description: '待遇（英文） Up to 500 characters.' })
  benefitEn!: string;

  @Field(() => [ServiceKind], { description: '服务清单 Services that belong to it; may be empty.' })
  serviceKinds!: ServiceKind[];

  @Field(() => LowIncomeCategory, { nullable: true, description: '认定类别 What an approval makes the applicants.' })
  grantsCategory?: LowIncomeCategory | null;

  @Field(() => ConditionInput, { description: '条件 The tree: at most 6 levels and 40 conditions.' })
  eligibility!: ConditionInput;

  @Field(() => [String], { description: '所需材料 Up to 20 documents of up to 60 characters; may be empty.' })
  documents!: string[];

  @Field(() => Int, { description: '办理期限（天） 1 to 365 calendar days.' })
  reviewDays!: number;

  @Field(() => [String], {
    description: '明白卡 1 to 12 plain sentences of at most 30 characters, with Chinese in each.',
  })
  cardLines!: string[];

  @Field(() => Boolean, { defaultValue: false, description: '示例 Whether amounts or days are made up.' })
  isSample: boolean = false;
}

@InputType({ description: '登记当地标准 What a locality sets from a day on; the same day again corrects it.' })
export class SetLocalStandardInput extends CommandInput {
  @Field(() => String, { description: '区划代码 An area that you serve.' })
  areaCode!: string;

  @Field(() => StandardKind, { description: '种类 Which standard.' })
  kind!: StandardKind;

  @Field(() => String, { description: '数值 Fen, or thousandths for a share: a whole number from 1, as text.' })
  value!: string;

  @Field(() => CalendarDate, { description: '起始日期 The first day.' })
  validFrom!: string;

  @Field(() => String, { description: '来源 The document, up to 200 characters.' })
  source!: string;

  @Field(() => Boolean, { defaultValue: false, description: '示例 Whether it is made up.' })
  isSample: boolean = false;
}

@InputType({ description: '政策链接 That a household was linked to a policy.' })
export class LinkPolicyInput {
  @Field(() => Uuid, { description: '链接编号 Id made by the client and kept across retries.' })
  linkId!: string;

  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => ID, { description: '政策 Global id of the version that was shown.' })
  policyId!: string;

  @Field(() => PolicyLinkKind, { description: '方式 How.' })
  kind!: PolicyLinkKind;

  @Field(() => CalendarDate, { description: '日期 The day on which it was done, not after today.' })
  linkedOn!: string;
}
