/** Promises the backbones (救助骨干) of streets and communities, and the staffing rule as it stands, each gap explained. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { Node } from '../node';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';
import { BackboneAlreadyDesignated, RoleOfAreaNeeded } from './refusals';

@ObjectType({
  implements: Node,
  description:
    '救助骨干 A post of backbone officer: trains, recruits and stands for the relief of one street or community.',
})
export class Backbone extends Node {
  @Field(() => CalendarDate, { description: '起始日 From this day on.' })
  sinceOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '终止日 No more from this day on; null while it lasts.' })
  untilOn?: string;

  @Field(() => String, { description: '理由 Why this adviser was chosen.' })
  reason!: string;

  /** Not part of the contract. */
  areaCode!: string;
  adviserId!: string;
}

export enum StaffingRule {
  STREET_BACKBONES = 'STREET_BACKBONES',
  COMMUNITY_BACKBONE = 'COMMUNITY_BACKBONE',
  STREET_SERVICE_POINT = 'STREET_SERVICE_POINT',
}

registerEnumType(StaffingRule, {
  name: 'StaffingRule',
  description: '配备要求 What each area of the scheme must have; from the published case.',
  valuesConfig: {
    STREET_BACKBONES: { description: '街道骨干 At least two backbones for each street.' },
    COMMUNITY_BACKBONE: { description: '社区骨干 At least one backbone for each community.' },
    STREET_SERVICE_POINT: { description: '街道服务点 At least one open service point in each street.' },
  },
});

@ObjectType({ description: '配备情况 What one area has of what one rule asks of it, today.' })
export class StaffingLine {
  @Field(() => StaffingRule, { description: '要求 Which rule.' })
  rule!: StaffingRule;

  @Field(() => Int, { description: '应有 How many it must have.' })
  required!: number;

  @Field(() => Int, {
    description: '实有 How many it has: designated, appointed, and with a role that covers the area, all today.',
  })
  standing!: number;

  @Field(() => Int, { description: '尚缺 How many are missing; 0 when the rule is kept.' })
  missing!: number;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '缺额起始日 Since when it has been fewer without a break; null when the rule is kept.',
  })
  lackingSince?: string;

  @Field(() => String, { description: '中文说明 The line in one Chinese sentence.' })
  explanationZh!: string;

  @Field(() => String, { description: '英文说明 The line in one English sentence.' })
  explanationEn!: string;

  /** Not part of the contract. */
  areaCode!: string;
}

@InputType({ description: '确定骨干 An adviser becomes a backbone of a street or community.' })
export class DesignateBackboneInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the post, made by the client, kept across retries.' })
  backboneId!: string;

  @Field(() => ID, { description: '顾问 The adviser; an account with a role that covers the area.' })
  adviserId!: string;

  @Field(() => String, { description: '区划代码 The street (9 digits) or community (12 digits).' })
  areaCode!: string;

  @Field(() => CalendarDate, { description: '起始日 From the day of the appointment on, today at the latest.' })
  sinceOn!: string;

  @Field(() => String, { description: '理由 Why, 1 to 200 characters.' })
  reason!: string;
}

@InputType({ description: '免去骨干 A backbone is one no more, from today on.' })
export class RelieveBackboneInput extends CommandInput {
  @Field(() => ID, { description: '骨干岗位 Global id of the post.' })
  backboneId!: string;
}

export const DesignateBackboneResult = createUnionType({
  name: 'DesignateBackboneResult',
  description: '确定骨干结果 The post, or why not.',
  types: () =>
    [
      ...([Backbone, InvalidInput, NotFound, WrongState] as const),
      ...([BackboneAlreadyDesignated, RoleOfAreaNeeded, IdempotencyMismatch] as const),
    ] as const,
});

export const RelieveBackboneResult = createUnionType({
  name: 'RelieveBackboneResult',
  description: '免去骨干结果 The post, or why not.',
  types: () => [Backbone, NotFound, WrongState, IdempotencyMismatch] as const,
});
