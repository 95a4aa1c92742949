/** Promises the service offering of the contract: what an organisation does, where, for whom, and how much of it is free now. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Urgency } from '../need/enums';
import { Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';

export enum CapacityStatus {
  CAPACITY = 'CAPACITY',
  NO_CAPACITY = 'NO_CAPACITY',
  WAITLIST = 'WAITLIST',
  ADDITIONAL_ASSESSMENT_REQUIRED = 'ADDITIONAL_ASSESSMENT_REQUIRED',
}

registerEnumType(CapacityStatus, {
  name: 'CapacityStatus',
  description: '承接状态 Whether an offering takes on more (FHIR capacity status).',
  valuesConfig: {
    CAPACITY: { description: '可承接 Takes on more.' },
    NO_CAPACITY: { description: '暂无余力 Takes on nothing at present.' },
    WAITLIST: { description: '排队等候 Keeps a wait list.' },
    ADDITIONAL_ASSESSMENT_REQUIRED: { description: '需进一步评估 Has to assess the need first.' },
  },
});

@ObjectType({ description: '承接能力 Live capacity (HSDS service_capacity).' })
export class Capacity {
  @Field(() => CapacityStatus, { description: '承接状态 Whether it takes on more.' })
  status!: CapacityStatus;

  @Field(() => Int, { description: '最大承接量 The most it can hold at one time.' })
  maximum!: number;

  @Field(() => Int, { description: '已占用 Held by claims now.' })
  used!: number;

  @Field(() => Int, { description: '可用 Free now: maximum less used.' })
  available!: number;

  @Field(() => Instant, { description: '更新时间 When the organisation or a claim last changed it.' })
  updatedAt!: Date;
}

@ObjectType({ description: '服务供给 A service that an organisation offers (HSDS service).' })
export class ServiceOffering {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  /** Local id of its organisation; the edge `organisation` is resolved from it. */
  organisationId!: string;

  @Field(() => ServiceKind, { description: '服务类别 What kind of help.' })
  serviceKind!: ServiceKind;

  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => [String], { description: '服务区划代码 Area codes; each means its whole subtree.' })
  areaCodes!: string[];

  @Field(() => [Situation], { description: '适用情形 Situations served; none named means all.' })
  situations!: Situation[];

  @Field(() => [String], { description: '语言 Languages spoken.' })
  languages!: string[];

  @Field(() => [String], { description: '技能 Skills.' })
  skills!: string[];

  @Field(() => Boolean, {
    description: '承接限定需求 Whether it takes restricted needs (mental health, domestic violence, minors).',
  })
  takesRestricted!: boolean;

  @Field(() => Urgency, {
    nullable: true,
    description: '最低紧急程度 It takes needs from this urgency on; null or ROUTINE means all.',
  })
  minimumUrgency?: Urgency;

  @Field(() => Capacity, { description: '承接能力 Its live capacity.' })
  capacity!: Capacity;

  @Field(() => Instant, { nullable: true, description: '撤回时间 When it was withdrawn; null while offered.' })
  withdrawnAt?: Date;
}
