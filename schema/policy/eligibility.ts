/** Promises eligibility as data: a small closed tree of conditions that is checked when it is published and never run as code. */
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LowIncomeCategory } from '../household/household';
import { AttestedFact, DisabilityLevel } from '../household/means';
import { Fen } from '../scalars';
import { Situation } from '../taxonomy/situation';

export enum ConditionKind {
  ALL = 'ALL',
  ANY = 'ANY',
  NOT = 'NOT',
  CATEGORY_IN = 'CATEGORY_IN',
  SITUATION_IN = 'SITUATION_IN',
  AREA_IN = 'AREA_IN',
  SIZE_BETWEEN = 'SIZE_BETWEEN',
  MEMBER_AGED = 'MEMBER_AGED',
  MEMBER_DISABLED = 'MEMBER_DISABLED',
  INCOME_PER_HEAD_BELOW = 'INCOME_PER_HEAD_BELOW',
  PROPERTY_PER_HEAD_AT_MOST = 'PROPERTY_PER_HEAD_AT_MOST',
  RIGID_SPENDING_SHARE_AT_LEAST = 'RIGID_SPENDING_SHARE_AT_LEAST',
  ATTESTED = 'ATTESTED',
}

registerEnumType(ConditionKind, {
  name: 'ConditionKind',
  description: '条件种类 Kind of a condition; ALL, ANY and NOT are made of others.',
  valuesConfig: {
    ALL: { description: '同时满足 Every one of the conditions in `of`.' },
    ANY: { description: '满足其一 At least one of the conditions in `of`.' },
    NOT: { description: '不属于 Not the one condition in `of`.' },
    CATEGORY_IN: { description: '属于类别 The household is of one of `categories`.' },
    SITUATION_IN: { description: '属于情形 The household is in one of `situations`.' },
    AREA_IN: { description: '所在区划 The household lives in one of `areaCodes`.' },
    SIZE_BETWEEN: { description: '家庭人口 It has `from` to `to` members.' },
    MEMBER_AGED: { description: '成员年龄 A member is `from` to `to` years old, both included.' },
    MEMBER_DISABLED: { description: '成员残疾等级 A member has one of `disabilityLevels`.' },
    INCOME_PER_HEAD_BELOW: {
      description:
        '人均月收入低于 Income per head and month is below `fen`, or below `standard` times `factorPermille`.',
    },
    PROPERTY_PER_HEAD_AT_MOST: {
      description: '人均财产不超过 Property per head is at most `fen`, or `standard` times `factorPermille`.',
    },
    RIGID_SPENDING_SHARE_AT_LEAST: {
      description:
        '刚性支出占比不低于 Rigid spending of 12 months is at least `standard` (or `factorPermille`) of the income.',
    },
    ATTESTED: { description: '经核实的情况 An adviser attested `fact`.' },
  },
});

export enum StandardKind {
  DIBAO_MONTHLY = 'DIBAO_MONTHLY',
  DISPOSABLE_INCOME_MONTHLY = 'DISPOSABLE_INCOME_MONTHLY',
  PROPERTY_PER_HEAD = 'PROPERTY_PER_HEAD',
  RIGID_SPENDING_PERMILLE = 'RIGID_SPENDING_PERMILLE',
}

registerEnumType(StandardKind, {
  name: 'StandardKind',
  description: '当地标准种类 Kind of a standard that each locality sets.',
  valuesConfig: {
    DIBAO_MONTHLY: { description: '低保标准（分/人月） Minimum living standard, fen per head and month.' },
    DISPOSABLE_INCOME_MONTHLY: {
      description: '上年度居民人均可支配收入（分/人月） Disposable income of last year, fen per head and month.',
    },
    PROPERTY_PER_HEAD: { description: '财产限额（分/人） Property limit, fen per head.' },
    RIGID_SPENDING_PERMILLE: {
      description: '刚性支出占比（千分之） Share of rigid spending in the income, in thousandths.',
    },
  },
});

@InputType({ description: '条件 One condition of a tree; a field that its kind does not use must be left out.' })
export class ConditionInput {
  @Field(() => ConditionKind, { description: '种类 What kind of condition.' })
  kind!: ConditionKind;

  @Field(() => [ConditionInput], {
    nullable: true,
    description: '子条件 Of ALL and ANY one or more, of NOT exactly one.',
  })
  of?: ConditionInput[] | null;

  @Field(() => [LowIncomeCategory], { nullable: true, description: '类别 Of CATEGORY_IN.' })
  categories?: LowIncomeCategory[] | null;

  @Field(() => [Situation], { nullable: true, description: '情形 Of SITUATION_IN.' })
  situations?: Situation[] | null;

  @Field(() => [String], { nullable: true, description: '区划代码 Of AREA_IN: 2 to 15 digits, each a subtree.' })
  areaCodes?: string[] | null;

  @Field(() => [DisabilityLevel], { nullable: true, description: '残疾等级 Of MEMBER_DISABLED.' })
  disabilityLevels?: DisabilityLevel[] | null;

  @Field(() => Int, { nullable: true, description: '下限 Of SIZE_BETWEEN and MEMBER_AGED: at least, from 0 to 150.' })
  from?: number | null;

  @Field(() => Int, { nullable: true, description: '上限 Of SIZE_BETWEEN and MEMBER_AGED: at most, from 0 to 150.' })
  to?: number | null;

  @Field(() => Fen, { nullable: true, description: '金额（分） A fixed amount, instead of a standard.' })
  fen?: bigint | null;

  @Field(() => StandardKind, { nullable: true, description: '当地标准 The standard of the locality.' })
  standard?: StandardKind | null;

  @Field(() => Int, {
    nullable: true,
    description: '倍数（千分之） Times the standard, in thousandths: 1500 is one and a half.',
  })
  factorPermille?: number | null;

  @Field(() => AttestedFact, { nullable: true, description: '情况 Of ATTESTED.' })
  fact?: AttestedFact | null;
}

@ObjectType({ description: '条件说明 One condition of a policy, in the order of the tree.' })
export class Condition {
  @Field(() => String, {
    description: '位置 Its place in the tree: empty for the root, "0.1" for the second part of the first.',
  })
  path!: string;

  @Field(() => ConditionKind, { description: '种类 Its kind.' })
  kind!: ConditionKind;

  @Field(() => String, { description: '中文 What it asks, in Chinese.' })
  textZh!: string;

  @Field(() => String, { description: '英文 What it asks, in English.' })
  textEn!: string;

  @Field(() => [LowIncomeCategory], {
    nullable: true,
    description: '类别 Of CATEGORY_IN; as all below null otherwise.',
  })
  categories?: LowIncomeCategory[];

  @Field(() => [Situation], { nullable: true, description: '情形 Of SITUATION_IN.' })
  situations?: Situation[];

  @Field(() => [String], { nullable: true, description: '区划代码 Of AREA_IN: each a subtree.' })
  areaCodes?: string[];

  @Field(() => [DisabilityLevel], { nullable: true, description: '残疾等级 Of MEMBER_DISABLED.' })
  disabilityLevels?: DisabilityLevel[];

  @Field(() => Int, { nullable: true, description: '下限 Of SIZE_BETWEEN and MEMBER_AGED: at least.' })
  from?: number;

  @Field(() => Int, { nullable: true, description: '上限 Of SIZE_BETWEEN and MEMBER_AGED: at most.' })
  to?: number;

  @Field(() => Fen, {
    nullable: true,
    description: '金额（分） The fixed amount of a limit; null where a standard counts.',
  })
  fen?: bigint;

  @Field(() => StandardKind, { nullable: true, description: '当地标准 The standard of a limit.' })
  standard?: StandardKind;

  @Field(() => Int, {
    nullable: true,
    description: '倍数（千分之） Times the standard, or the share of the income; null where the local share counts.',
  })
  factorPermille?: number;

  @Field(() => AttestedFact, { nullable: true, description: '情况 Of ATTESTED.' })
  fact?: AttestedFact;
}
