/** Promises what screening a household for a policy says: eligible, not and why, or unknown and what is missing. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Fen } from '../scalars';
import { ConditionKind } from './eligibility';
import { Policy } from './policy';

export enum Verdict {
  ELIGIBLE = 'ELIGIBLE',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(Verdict, {
  name: 'Verdict',
  description: '筛查结论 What is known of a condition or of all of them; the department decides, never this.',
  valuesConfig: {
    ELIGIBLE: { description: '符合 It holds by all that is known.' },
    NOT_ELIGIBLE: { description: '不符合 It does not hold, whatever else becomes known.' },
    UNKNOWN: { description: '未知 Something is missing that decides it.' },
  },
});

export enum MissingFact {
  INCOME = 'INCOME',
  PROPERTY = 'PROPERTY',
  RIGID_SPENDING = 'RIGID_SPENDING',
  AGE = 'AGE',
  DISABILITY = 'DISABILITY',
  ATTESTATION = 'ATTESTATION',
  LOCAL_STANDARD = 'LOCAL_STANDARD',
  MEANS_CHECK_REFUSED = 'MEANS_CHECK_REFUSED',
}

registerEnumType(MissingFact, {
  name: 'MissingFact',
  description: '缺少的信息 What would have to be known.',
  valuesConfig: {
    INCOME: { description: '收入未登记 The income is not recorded.' },
    PROPERTY: { description: '财产未登记 The property is not recorded.' },
    RIGID_SPENDING: { description: '刚性支出未登记 The rigid spending is not recorded.' },
    AGE: { description: '年龄不详 The exact age of a member is not known.' },
    DISABILITY: { description: '残疾等级未登记 The level of a member is not recorded.' },
    ATTESTATION: { description: '情况未核实 Nobody attested it.' },
    LOCAL_STANDARD: { description: '当地标准未登记 The standard of the locality is not recorded.' },
    MEANS_CHECK_REFUSED: { description: '未授权核对经济状况 The household does not authorise a means check.' },
  },
});

@ObjectType({ description: '条件结果 How one condition stands.' })
export class ConditionOutcome {
  @Field(() => String, { description: '位置 Its place in the tree, as in Policy.conditions.' })
  path!: string;

  @Field(() => ConditionKind, { description: '种类 Its kind.' })
  kind!: ConditionKind;

  @Field(() => Verdict, { description: '结论 How it stands.' })
  verdict!: Verdict;

  @Field(() => Fen, {
    nullable: true,
    description: '差额（分） By how much per head (and month) a limit is exceeded; null where there is none.',
  })
  excessFen?: bigint;

  @Field(() => MissingFact, { nullable: true, description: '缺少 What is missing; null unless UNKNOWN.' })
  missing?: MissingFact;

  @Field(() => String, { description: '中文解释 The explanation in Chinese.' })
  explanationZh!: string;

  @Field(() => String, { description: '英文解释 The explanation in English.' })
  explanationEn!: string;
}

@ObjectType({ description: '筛查结果 A household screened for one policy; an aid to advisers, not a decision.' })
export class Screening {
  @Field(() => Policy, { description: '政策 The version that applies on the day.' })
  policy!: Policy;

  @Field(() => Verdict, { description: '结论 All conditions together.' })
  verdict!: Verdict;

  @Field(() => String, { description: '中文解释 Why, in one or two sentences in Chinese.' })
  explanationZh!: string;

  @Field(() => String, { description: '英文解释 Why, in one or two sentences in English.' })
  explanationEn!: string;

  @Field(() => [ConditionOutcome], { description: '逐项结果 Every single condition, in the order of the tree.' })
  outcomes!: ConditionOutcome[];
}
