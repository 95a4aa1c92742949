/** Promises the policy catalogue of the contract: who gives what on which ground to whom, in versions that never change. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { LowIncomeCategory } from '../household/household';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Condition, StandardKind } from './eligibility';

@ObjectType({ implements: Node, description: '政策 One version of a policy of relief or welfare.' })
export class Policy extends Node {
  @Field(() => String, { description: '政策代码 Stable code of the policy, the same in all versions, e.g. DIBAO.' })
  code!: string;

  @Field(() => Int, { description: '版本 Its version, from 1.' })
  version!: number;

  @Field(() => String, { description: '适用区划 The area subtree in which it applies.' })
  areaCode!: string;

  @Field(() => String, { description: '名称 Its name in Chinese.' })
  titleZh!: string;

  @Field(() => String, { description: '英文名称 Its name in English.' })
  titleEn!: string;

  @Field(() => String, { description: '发文部门 The department that issues it and to which one applies.' })
  issuingDepartment!: string;

  @Field(() => String, { nullable: true, description: '文号 Number of its document, where it has one.' })
  documentNumber?: string;

  @Field(() => CalendarDate, { description: '施行日期 The first day on which it applies.' })
  validFrom!: string;

  @Field(() => CalendarDate, { nullable: true, description: '失效日期 The last day; null while it has none.' })
  validUntil?: string;

  @Field(() => String, { description: '待遇 What one gets, in Chinese.' })
  benefitZh!: string;

  @Field(() => String, { description: '待遇（英文） What one gets, in English.' })
  benefitEn!: string;

  @Field(() => [ServiceKind], { description: '服务清单 Services that belong to it.' })
  serviceKinds!: ServiceKind[];

  @Field(() => LowIncomeCategory, {
    nullable: true,
    description: '认定类别 The category of the register that an approval gives; null when it gives none.',
  })
  grantsCategory?: LowIncomeCategory;

  @Field(() => Boolean, { description: '需核对经济状况 Whether its conditions ask for income, property or spending.' })
  needsMeansCheck!: boolean;

  @Field(() => [Condition], { description: '条件 Its conditions in the order of the tree, the root first.' })
  conditions!: Condition[];

  @Field(() => [String], { description: '所需材料 The documents that an application needs.' })
  documents!: string[];

  @Field(() => Int, {
    description: '办理期限（天） Calendar days that the department takes after it accepts an application.',
  })
  reviewDays!: number;

  @Field(() => [String], {
    description: '明白卡 The policy in short plain Chinese sentences, to be read aloud or printed.',
  })
  cardLines!: string[];

  @Field(() => Boolean, { description: '示例 Whether amounts or days of it are made up for the sample district.' })
  isSample!: boolean;

  @Field(() => Instant, { description: '发布时间 When this version was published here.' })
  publishedAt!: Date;
}

export const PolicyConnection = connectionOf('Policy', () => Policy);

@ObjectType({ description: '当地标准 An amount that a locality sets, from a day on.' })
export class LocalStandard {
  @Field(() => String, { description: '区划代码 The area subtree in which it holds; the nearest one counts.' })
  areaCode!: string;

  @Field(() => StandardKind, { description: '种类 Which standard.' })
  kind!: StandardKind;

  @Field(() => String, { description: '数值 The amount in fen, or thousandths for a share; a whole number as text.' })
  value!: string;

  @Field(() => CalendarDate, { description: '起始日期 The first day on which it holds.' })
  validFrom!: string;

  @Field(() => String, { description: '来源 Where it comes from.' })
  source!: string;

  @Field(() => Boolean, { description: '示例 Whether it is a made-up value of the sample district.' })
  isSample!: boolean;
}

export enum PolicyLinkKind {
  EXPLAINED = 'EXPLAINED',
  CARD_HANDED = 'CARD_HANDED',
  BROUGHT_TO_DEPARTMENT = 'BROUGHT_TO_DEPARTMENT',
}

registerEnumType(PolicyLinkKind, {
  name: 'PolicyLinkKind',
  description: '政策链接方式 How a household was linked to a policy.',
  valuesConfig: {
    EXPLAINED: { description: '讲解 It was explained.' },
    CARD_HANDED: { description: '发放明白卡 Its card was handed over.' },
    BROUGHT_TO_DEPARTMENT: { description: '对接部门 The household was brought together with the department.' },
  },
});

@ObjectType({ description: '政策链接 That an adviser linked a household to a policy (政策链接服务).' })
export class PolicyLink {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => PolicyLinkKind, { description: '方式 How.' })
  kind!: PolicyLinkKind;

  @Field(() => CalendarDate, { description: '日期 The day on which it was done.' })
  linkedOn!: string;

  @Field(() => Policy, { description: '政策 The version that was shown.' })
  policy!: Policy;
}
