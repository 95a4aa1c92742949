/** Promises the journey of a donation: where each part of it is and when it came there, and never to whom. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { AgeBand } from '../household/household';
import { Fen, Instant } from '../scalars';
import { Situation } from '../taxonomy/situation';

export enum TraceStage {
  PLEDGED = 'PLEDGED',
  RECEIVED = 'RECEIVED',
  RESERVED = 'RESERVED',
  DELIVERED = 'DELIVERED',
  CONFIRMED = 'CONFIRMED',
  RETURNED = 'RETURNED',
  LOST = 'LOST',
  EXPIRED = 'EXPIRED',
}

registerEnumType(TraceStage, {
  name: 'TraceStage',
  description: '去向环节 How far a part of a donation has come.',
  valuesConfig: {
    PLEDGED: { description: '已认捐 Promised; of services, a place that is free.' },
    RECEIVED: { description: '已接收 There and free.' },
    RESERVED: { description: '已预留 Set aside for a need; of services, claimed.' },
    DELIVERED: {
      description: '已交付 Whoever brings it says that it was delivered; the household has not confirmed it.',
    },
    CONFIRMED: { description: '已确认 The household confirmed it.' },
    RETURNED: { description: '已退回 Given back to the donor.' },
    LOST: { description: '已损失 Lost or spoilt.' },
    EXPIRED: { description: '已过期 Expired before it was used.' },
  },
});

@ObjectType({ description: '环节时间 When a part came to a stage.' })
export class TraceStep {
  @Field(() => TraceStage, { description: '环节 Which stage.' })
  stage!: TraceStage;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;
}

@ObjectType({
  description:
    '去向范围 Where help went, told only as finely as five households of the district share (k-anonymity, k = 5): the area (grid, community, street or district), the situation and the age band are generalised in this order until they do. What was told of a need once stays as it was told.',
})
export class TracePlace {
  @Field(() => [Situation], { description: '困难情形 The household is in one of these situations; none: not told.' })
  situations!: Situation[];

  @Field(() => [AgeBand], { description: '年龄段 The head of the household is of one of these ages; none: not told.' })
  ageBands!: AgeBand[];

  /** Not part of the contract. */
  areaCode!: string;
}

/** Which of the things given it is. */
@ObjectType()
export abstract class TracedThing {
  @Field(() => ID, { nullable: true, description: '批次 Of which lot, of goods.' })
  lotId?: string;

  @Field(() => String, { nullable: true, description: '品名 What it is, of goods.' })
  item?: string;

  @Field(() => String, { nullable: true, description: '单位 In what it is counted, of goods.' })
  unit?: string;
}

@ObjectType({ description: '捐赠的一部分 A part of a donation that went the same way; all parts sum to the whole.' })
export class TracePart extends TracedThing {
  @Field(() => ID, {
    description:
      '去向编号 Names this part, in webhooks as well. It opens nothing: no need, household or person is found by it.',
  })
  id!: string;

  @Field(() => TraceStage, { description: '环节 How far it has come.' })
  stage!: TraceStage;

  @Field(() => Fen, { description: '金额（分）或数量 How many fen, pieces of the lot, or needs served.' })
  amount!: bigint;

  @Field(() => [TraceStep], { description: '经过 The stages that it has come through, in their order.' })
  steps!: TraceStep[];

  /** Not part of the contract: for which need, and what whoever gave knows of it beforehand; for the fields that tell of it. */
  readonly asked?: { readonly needId: string; readonly givenFor: string };
}

export const TracePartConnection = connectionOf('TracePart', () => TracePart);
