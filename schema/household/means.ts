/** Promises what is recorded of a household's means: stated by it or checked with its authorisation, sealed, and never needed for a need. */
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound } from '../refusals';
import { Fen, Instant } from '../scalars';

export enum MeansSource {
  STATED = 'STATED',
  CHECKED = 'CHECKED',
  REFUSED = 'REFUSED',
}

registerEnumType(MeansSource, {
  name: 'MeansSource',
  description: '经济状况来源 Where the figures of a household come from.',
  valuesConfig: {
    STATED: { description: '自述 The household said so; nothing was checked.' },
    CHECKED: { description: '已核对 Checked with its authorisation (consent of the purpose MEANS_CHECK).' },
    REFUSED: { description: '未授权核对 The household does not authorise the check; no figures are kept.' },
  },
});

export enum DisabilityLevel {
  NONE = 'NONE',
  LEVEL_1 = 'LEVEL_1',
  LEVEL_2 = 'LEVEL_2',
  LEVEL_3 = 'LEVEL_3',
  LEVEL_4 = 'LEVEL_4',
}

registerEnumType(DisabilityLevel, {
  name: 'DisabilityLevel',
  description: '残疾等级 Level of a disability (GB/T 26341); 1 is the most severe.',
  valuesConfig: {
    NONE: { description: '无 No disability.' },
    LEVEL_1: { description: '一级 Level 1.' },
    LEVEL_2: { description: '二级 Level 2.' },
    LEVEL_3: { description: '三级 Level 3.' },
    LEVEL_4: { description: '四级 Level 4.' },
  },
});

export enum AttestedFact {
  LOCAL_REGISTRATION = 'LOCAL_REGISTRATION',
  NO_ABLE_SUPPORTER = 'NO_ABLE_SUPPORTER',
  SUDDEN_EVENT = 'SUDDEN_EVENT',
}

registerEnumType(AttestedFact, {
  name: 'AttestedFact',
  description: '经核实的情况 What an adviser attests of a household.',
  valuesConfig: {
    LOCAL_REGISTRATION: { description: '本地户籍或居住证 Registered here, or with a residence permit.' },
    NO_ABLE_SUPPORTER: {
      description: '无有能力的法定赡养、抚养、扶养人 Nobody who must support it by law is able to.',
    },
    SUDDEN_EVENT: {
      description: '遭遇突发事件、意外伤害或重大疾病 Struck by a sudden event, an accident or a grave illness.',
    },
  },
});

@InputType({ description: '成员残疾等级 The level of one member.' })
export class MemberDisabilityInput {
  @Field(() => ID, { description: '成员 Global id of the member.' })
  memberId!: string;

  @Field(() => DisabilityLevel, { description: '残疾等级 Its level; NONE when it has none.' })
  level!: DisabilityLevel;
}

@InputType({ description: '经核实的情况 One attested fact.' })
export class AttestationInput {
  @Field(() => AttestedFact, { description: '情况 Which fact.' })
  fact!: AttestedFact;

  @Field(() => Boolean, { description: '是否属实 Whether it is so.' })
  holds!: boolean;
}

@InputType({ description: '登记经济状况 All that is known now; it replaces what was recorded before.' })
export class RecordMeansInput extends CommandInput {
  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => MeansSource, {
    description: '来源 STATED; CHECKED with a standing consent of the purpose MEANS_CHECK; REFUSED without any figure.',
  })
  source!: MeansSource;

  @Field(() => Fen, {
    nullable: true,
    description: '年收入（分） Income of the whole household in the last 12 months.',
  })
  incomeYearFen?: bigint | null;

  @Field(() => Fen, { nullable: true, description: '财产（分） Property of the whole household.' })
  propertyFen?: bigint | null;

  @Field(() => Fen, {
    nullable: true,
    description:
      '刚性支出（分） Spending on living, medicine, education and rehabilitation that could not be avoided, 12 months.',
  })
  rigidSpendingYearFen?: bigint | null;

  @Field(() => [MemberDisabilityInput], { nullable: true, description: '残疾等级 Of members; unknown where left out.' })
  disabilities?: MemberDisabilityInput[] | null;

  @Field(() => [AttestationInput], { nullable: true, description: '核实情况 Attested facts; unknown where left out.' })
  attestations?: AttestationInput[] | null;
}

@ObjectType({ description: '经济状况登记 That something is recorded, from where and when; the figures stay sealed.' })
export class MeansRecord {
  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => MeansSource, { description: '来源 Where it comes from.' })
  source!: MeansSource;

  @Field(() => Instant, { description: '登记时间 When it was recorded.' })
  recordedAt!: Date;
}

@ObjectType({
  implements: Refusal,
  description: '未授权核对 There is no standing consent for a means check; needs and charity do not depend on one.',
})
export class MeansCheckNotAuthorised extends Refusal {
  constructor() {
    super({
      zh: '该家庭没有有效的经济状况核对授权。可先登记授权（用途“经济状况核对”），或按自述登记；需求与慈善帮扶不受影响。',
      en: 'The household has no standing consent for a means check. Record one (purpose MEANS_CHECK) or record what it states; needs and charity do not depend on it.',
    });
  }
}

export const RecordMeansResult = createUnionType({
  name: 'RecordMeansResult',
  description: '登记经济状况结果 What is recorded now, or why not.',
  types: () => [MeansRecord, MeansCheckNotAuthorised, NotFound, InvalidInput, IdempotencyMismatch] as const,
});
