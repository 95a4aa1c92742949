/** Promises the service points (服务点) where advisers are met: the location of HSDS, with address and opening hours. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';

@ObjectType({ description: '开放时间 A span of one day of the week on which it is open.' })
export class OpeningHours {
  @Field(() => Int, { description: '星期 Day of the week, 1 (Monday) to 7 (Sunday).' })
  weekday!: number;

  @Field(() => String, { description: '开始 When it opens, HH:MM in Asia/Shanghai.' })
  opensAt!: string;

  @Field(() => String, { description: '结束 When it closes, HH:MM, after opensAt.' })
  closesAt!: string;
}

@InputType({ description: '开放时间 A span of one day of the week on which it is open.' })
export class OpeningHoursInput {
  @Field(() => Int, { description: '星期 Day of the week, 1 (Monday) to 7 (Sunday).' })
  weekday!: number;

  @Field(() => String, { description: '开始 When it opens, HH:MM in Asia/Shanghai.' })
  opensAt!: string;

  @Field(() => String, { description: '结束 When it closes, HH:MM, after opensAt.' })
  closesAt!: string;
}

@ObjectType({ implements: Node, description: '顾问服务点 An office where a household meets its advisers.' })
export class ServicePoint extends Node {
  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => String, { description: '地址 Its public address.' })
  address!: string;

  @Field(() => String, { nullable: true, description: '电话 Its public telephone number.' })
  telephone?: string;

  @Field(() => [OpeningHours], { description: '开放时间 When it is open, by day and time; no two spans overlap.' })
  openingHours!: OpeningHours[];

  @Field(() => Instant, { description: '设立时间 Since when it is in use.' })
  openedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '撤销时间 When it was given up; null while it is in use.' })
  closedAt?: Date;

  /** Not part of the contract. */
  areaCode!: string;
}

export const ServicePointConnection = connectionOf('ServicePoint', () => ServicePoint);

@InputType({ description: '设立服务点 A new service point in a street.' })
export class OpenServicePointInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the point, made by the client, kept across retries.' })
  servicePointId!: string;

  @Field(() => String, { description: '区划代码 Its street (9 digits) or community (12 digits).' })
  areaCode!: string;

  @Field(() => String, { description: '名称 Its name, 1 to 60 characters.' })
  name!: string;

  @Field(() => String, { description: '地址 Its public address, 1 to 200 characters.' })
  address!: string;

  @Field(() => String, { nullable: true, description: '电话 Its public telephone number, 5 to 20 digits and hyphens.' })
  telephone?: string | null;

  @Field(() => [OpeningHoursInput], { description: '开放时间 At most 28 spans; spans of one day do not overlap.' })
  openingHours!: OpeningHoursInput[];
}

@InputType({ description: '变更服务点 What changes of a service point; what is left out stays.' })
export class ReviseServicePointInput extends CommandInput {
  @Field(() => ID, { description: '服务点 The service point.' })
  servicePointId!: string;

  @Field(() => String, { nullable: true, description: '名称 Its name, 1 to 60 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: '地址 Its public address, 1 to 200 characters.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: '电话 Its public telephone number, 5 to 20 digits and hyphens.' })
  telephone?: string | null;

  @Field(() => [OpeningHoursInput], { nullable: true, description: '开放时间 All of them anew.' })
  openingHours?: OpeningHoursInput[] | null;
}

@InputType({ description: '撤销服务点 A service point is given up.' })
export class CloseServicePointInput extends CommandInput {
  @Field(() => ID, { description: '服务点 The service point.' })
  servicePointId!: string;
}

export const OpenServicePointResult = createUnionType({
  name: 'OpenServicePointResult',
  description: '设立结果 The service point, or why not.',
  types: () => [ServicePoint, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const ReviseServicePointResult = createUnionType({
  name: 'ReviseServicePointResult',
  description: '变更结果 The service point, or why not.',
  types: () => [ServicePoint, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const CloseServicePointResult = createUnionType({
  name: 'CloseServicePointResult',
  description: '撤销结果 The service point, or why not.',
  types: () => [ServicePoint, NotFound, WrongState, IdempotencyMismatch] as const,
});
