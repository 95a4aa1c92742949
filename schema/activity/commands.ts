/** Promises the inputs and results of the commands on parties and activities. */
import { createUnionType, Field, ID, InputType, Int } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { AnotherPersonDecides } from '../rights/commands';
import { CalendarDate, Uuid } from '../scalars';
import { Activity, ActivityFunction, ActivityKind, LinkageParty, LinkagePartyKind, PlaceKind } from './activity';

@InputType({ description: '登记联动主体 A party of the linkage.' })
export class RegisterLinkagePartyInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the party, made by the client, kept across retries.' })
  partyId!: string;

  @Field(() => LinkagePartyKind, { description: '类别 Its kind.' })
  kind!: LinkagePartyKind;

  @Field(() => String, {
    nullable: true,
    description: '本地称谓 For OTHER_LOCAL and only then: what it is called here, 1 to 20 characters.',
  })
  localKind?: string | null;

  @Field(() => String, { description: '名称 Its name, 1 to 60 characters: a body or a team, never a person.' })
  name!: string;

  @Field(() => String, { description: '区划代码 Where it works: an area that you serve.' })
  areaCode!: string;

  @Field(() => ID, { nullable: true, description: '组织 Global id of the organisation that it is.' })
  organisationId?: string | null;
}

@InputType({ description: '计划活动 What is planned.' })
export class PlanActivityInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the activity, made by the client, kept across retries.',
  })
  activityId!: string;

  @Field(() => ActivityKind, { description: '类别 Its kind.' })
  kind!: ActivityKind;

  @Field(() => [ActivityFunction], { description: '功能 At least one of the four.' })
  functions!: ActivityFunction[];

  @Field(() => String, { description: '名称 Its title, 1 to 80 characters.' })
  title!: string;

  @Field(() => PlaceKind, { description: '场所类别 What kind of place.' })
  placeKind!: PlaceKind;

  @Field(() => String, { description: '地点 Where, 1 to 80 characters.' })
  placeName!: string;

  @Field(() => String, { description: '区划代码 The area of the place: one that you serve.' })
  areaCode!: string;

  @Field(() => CalendarDate, { description: '开始日 Its first day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结束日 Its last day, at most 366 days later.' })
  endsOn!: string;

  @Field(() => [ID], { description: '主办方 Parties that organise it, 1 to 20.' })
  organiserIds!: string[];

  @Field(() => [ID], { nullable: true, description: '参与方 Parties that take part, at most 50.' })
  participantIds?: string[] | null;
}

@InputType({ description: '登记举办 That it was held, and what it brought.' })
export class RecordActivityHeldInput extends CommandInput {
  @Field(() => ID, { description: '活动 Global id of the activity.' })
  activityId!: string;

  @Field(() => Int, { description: '参与人数 People reached, 0 to 1,000,000.' })
  peopleReached!: number;

  @Field(() => String, { description: '小结 What was done, 1 to 2,000 characters; never about a person.' })
  summary!: string;
}

@InputType({ description: '活动命令 The activity.' })
export class ActivityCommandInput extends CommandInput {
  @Field(() => ID, { description: '活动 Global id of the activity.' })
  activityId!: string;
}

@InputType({ description: '关联捐赠 Donations that were given at an activity.' })
export class LinkActivityDonationsInput extends CommandInput {
  @Field(() => ID, { description: '活动 Global id of the activity, held.' })
  activityId!: string;

  @Field(() => [ID], { description: '捐赠 Global ids of donations, 1 to 100, each given at no other activity.' })
  donationIds!: string[];
}

@InputType({ description: '关联需求 Needs that were found at an activity.' })
export class LinkActivityNeedsInput extends CommandInput {
  @Field(() => ID, { description: '活动 Global id of the activity, held.' })
  activityId!: string;

  @Field(() => [ID], { description: '需求 Global ids of needs, 1 to 100, each found at no other activity.' })
  needIds!: string[];
}

export const RegisterLinkagePartyResult = createUnionType({
  name: 'RegisterLinkagePartyResult',
  description: '登记结果 The party, or why not.',
  types: () => [LinkageParty, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const ActivityResult = createUnionType({
  name: 'ActivityResult',
  description: '活动结果 The activity, or why not.',
  types: () => [Activity, InvalidInput, NotFound, WrongState, AnotherPersonDecides, IdempotencyMismatch] as const,
});
