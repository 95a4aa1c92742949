/** Promises what commands on organisations and offerings are given. Existing things are named by global id, new ones by a UUID. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { Urgency } from '../need/enums';
import { Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Situation } from '../taxonomy/situation';
import { CapacityStatus } from './offering';
import { OrganisationKind } from './organisation';

@InputType({ description: '登记组织 What registers an organisation.' })
export class RegisterOrganisationInput {
  @Field(() => Uuid, {
    description: '新组织的编号 Id of the new organisation, made by the client and kept across retries.',
  })
  organisationId!: string;

  @Field(() => OrganisationKind, { description: '类别 Its kind.' })
  kind!: OrganisationKind;

  @Field(() => String, { description: '名称 Its name, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '英文名称 Its name in English, up to 120 characters.' })
  nameEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码 Unified social credit code; needed unless the kind is INDIVIDUAL.',
  })
  unifiedSocialCreditCode?: string | null;

  @Field(() => String, {
    description: '主管区划代码 Code of the area whose civil affairs bureau oversees it, e.g. 640104.',
  })
  areaCode!: string;
}

@InputType({ description: '指定组织 Names an organisation.' })
export class OrganisationInput {
  @Field(() => ID, { description: '组织编号 Global id of the organisation.' })
  organisationId!: string;
}

@InputType({ description: '指定组织并说明原因 Names an organisation and says why.' })
export class OrganisationReasonInput {
  @Field(() => ID, { description: '组织编号 Global id of the organisation.' })
  organisationId!: string;

  @Field(() => String, { description: '原因 Why, 1 to 500 characters; its members read it.' })
  reason!: string;
}

/** What a service is, where and to whom it is offered. */
@InputType()
export abstract class OfferedTermsInput {
  @Field(() => ServiceKind, { description: '服务类别 What kind of help.' })
  serviceKind!: ServiceKind;

  @Field(() => [String], { description: '服务区划代码 1 to 200 area codes; each means its whole subtree.' })
  areaCodes!: string[];

  @Field(() => [Situation], { defaultValue: [], description: '适用情形 Situations served; none named means all.' })
  situations!: Situation[];

  @Field(() => [String], { defaultValue: [], description: '语言 Languages spoken, up to 20.' })
  languages!: string[];

  @Field(() => [String], { defaultValue: [], description: '技能 Skills, up to 20.' })
  skills!: string[];
}

/** What is said of a service by whoever offers it, by itself or as a gift. */
@InputType()
export abstract class OfferedServiceInput extends OfferedTermsInput {
  @Field(() => String, { description: '名称 Its name, 1 to 120 characters.' })
  name!: string;
}

@InputType({ description: '发布服务供给 What publishes an offering.' })
export class PublishOfferingInput extends OfferedServiceInput {
  @Field(() => Uuid, {
    description: '新供给的编号 Id of the new offering, made by the client and kept across retries.',
  })
  offeringId!: string;

  @Field(() => ID, { description: '组织编号 Global id of the organisation.' })
  organisationId!: string;

  @Field(() => Boolean, { defaultValue: false, description: '承接限定需求 Whether it takes restricted needs.' })
  takesRestricted!: boolean;

  @Field(() => CapacityStatus, {
    defaultValue: CapacityStatus.CAPACITY,
    description: '承接状态 Whether it takes on more.',
  })
  capacityStatus!: CapacityStatus;

  @Field(() => Int, { description: '最大承接量 The most it can hold at one time, 0 to 100000.' })
  capacityMaximum!: number;

  @Field(() => Urgency, {
    nullable: true,
    description: '最低紧急程度 Takes needs from this urgency on; all when left out.',
  })
  minimumUrgency?: Urgency | null;
}

@InputType({ description: '修改服务供给 What changes in an offering; what is left out stays.' })
export class ReviseOfferingInput {
  @Field(() => ID, { description: '供给编号 Global id of the offering.' })
  offeringId!: string;

  @Field(() => String, { nullable: true, description: '名称 Its new name.' })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: '服务区划代码 Its new area codes.' })
  areaCodes?: string[] | null;

  @Field(() => [Situation], {
    nullable: true,
    description: '适用情形 The situations now served; an empty list means all.',
  })
  situations?: Situation[] | null;

  @Field(() => [String], { nullable: true, description: '语言 The languages now spoken.' })
  languages?: string[] | null;

  @Field(() => [String], { nullable: true, description: '技能 The skills now offered.' })
  skills?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: '承接限定需求 Whether it now takes restricted needs.' })
  takesRestricted?: boolean | null;
}

@InputType({ description: '指定服务供给 Names an offering.' })
export class OfferingInput {
  @Field(() => ID, { description: '供给编号 Global id of the offering.' })
  offeringId!: string;
}

@InputType({ description: '更新承接能力 The live capacity; what is left out stays.' })
export class UpdateCapacityInput {
  @Field(() => ID, { description: '供给编号 Global id of the offering.' })
  offeringId!: string;

  @Field(() => Int, {
    nullable: true,
    description: '最大承接量 The new maximum, 0 to 100000, never below what is used.',
  })
  maximum?: number | null;

  @Field(() => CapacityStatus, { nullable: true, description: '承接状态 The new status.' })
  status?: CapacityStatus | null;

  @Field(() => Urgency, {
    nullable: true,
    description: '最低紧急程度 Takes needs from this urgency on from now; ROUTINE means all.',
  })
  minimumUrgency?: Urgency | null;
}
