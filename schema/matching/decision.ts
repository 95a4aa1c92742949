/** Promises logged decisions and their replay: what the engine said then, and whether it says exactly the same again. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Instant } from '../scalars';
import { MatchExplanation } from './explanation';

export enum DecisionKind {
  REFERRAL = 'REFERRAL',
  RANKING_FOR_NEED = 'RANKING_FOR_NEED',
  RANKING_FOR_ORGANISATION = 'RANKING_FOR_ORGANISATION',
  EXPLANATION = 'EXPLANATION',
  CLAIM = 'CLAIM',
  OFFER = 'OFFER',
  PLAN = 'PLAN',
  SWAP = 'SWAP',
}

registerEnumType(DecisionKind, {
  name: 'DecisionKind',
  description: '决定类别 For what the engine was asked.',
  valuesConfig: {
    REFERRAL: { description: '转介 An organisation was told of a need, or its gates kept it from being told by name.' },
    RANKING_FOR_NEED: { description: '需求的组织排序 A page of organisations was shown to the area of a need.' },
    RANKING_FOR_ORGANISATION: { description: '组织的需求排序 A page of needs was shown to an organisation.' },
    EXPLANATION: { description: '匹配说明 One pair was explained.' },
    CLAIM: { description: '认领门槛 The gates were tried for a claim.' },
    OFFER: { description: '询问 The gates were tried for an offer.' },
    PLAN: {
      description:
        '计划行 The pair of a line of the plan was shown, the planned one or that of first come, first served.',
    },
    SWAP: { description: '交换 A claim was proposed for an exchange: how its giver or its receiver fits the need.' },
  },
});

@ObjectType({ description: '排序项 One place of a ranking.' })
export class RankedPlace {
  @Field(() => ID, { description: '对象编号 Global id of the need or organisation in this place.' })
  id!: string;

  @Field(() => Int, { description: '总分 Its score.' })
  score!: number;
}

@ObjectType({ description: '决定结果 What the engine said: the places of a ranking, or the explanation of one pair.' })
export class DecisionOutcome {
  @Field(() => [RankedPlace], {
    nullable: true,
    description: '排序 The page that was shown, best first; null for a pair.',
  })
  ranked?: RankedPlace[];

  @Field(() => ID, { nullable: true, description: '服务供给 Global id of the offering that fitted the pair best.' })
  offeringId?: string;

  @Field(() => MatchExplanation, { nullable: true, description: '匹配说明 Why; null for a ranking.' })
  explanation?: MatchExplanation;
}

@ObjectType({
  description: '匹配决定 A decision of the engine that was shown or acted on; it is kept and never changed.',
})
export class Decision {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => DecisionKind, { description: '决定类别 For what the engine was asked.' })
  kind!: DecisionKind;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: '需求 Global id of the need; null when needs were ranked.' })
  needId?: string;

  @Field(() => ID, {
    nullable: true,
    description: '组织 Global id of the organisation; null when organisations were ranked.',
  })
  organisationId?: string;

  @Field(() => String, { description: '规则版本 Version of the ruleset it was made by.' })
  rulesetVersion!: string;

  @Field(() => String, {
    description: '输入摘要 HMAC-SHA-256 of what the engine knew, in hexadecimal; of older decisions SHA-256.',
  })
  inputsDigest!: string;

  @Field(() => DecisionOutcome, { description: '决定结果 What the engine said.' })
  outcome!: DecisionOutcome;
}

export const DecisionConnection = connectionOf('Decision', () => Decision);

@ObjectType({ description: '决定重放 A decision made again from what the engine knew then, by the ruleset of then.' })
export class DecisionReplay {
  @Field(() => Decision, { description: '匹配决定 The decision as it was logged.' })
  decision!: Decision;

  @Field(() => Boolean, {
    description: '是否一致 Whether the inputs are intact and the engine says the same, bit for bit in canonical JSON.',
  })
  identical!: boolean;

  @Field(() => Boolean, { description: '输入是否完好 Whether the logged inputs still have their digest.' })
  inputsIntact!: boolean;

  @Field(() => Boolean, {
    description: '输入是否密封 Whether the digest is keyed, so that nobody with the table alone can forge inputs.',
  })
  inputsSealed!: boolean;

  @Field(() => DecisionOutcome, { description: '原结果 What was logged.' })
  logged!: DecisionOutcome;

  @Field(() => DecisionOutcome, {
    nullable: true,
    description:
      '重放结果 What the engine says now; null when the inputs are not intact, for then nothing follows from them.',
  })
  replayed?: DecisionOutcome;
}
