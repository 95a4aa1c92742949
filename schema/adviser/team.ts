/** Promises the teams of advisers: 17 in the published case, each of a street or a community. */
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';

@ObjectType({ implements: Node, description: '顾问队伍 A team of advisers.' })
export class AdviserTeam extends Node {
  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => Instant, { description: '组建时间 When it was formed.' })
  formedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '解散时间 When it was dissolved; null while it stands.' })
  dissolvedAt?: Date;

  /** Not part of the contract. */
  teamId!: string;
  areaCode!: string;
}

export const AdviserTeamConnection = connectionOf('AdviserTeam', () => AdviserTeam);

@InputType({ description: '组建队伍 A new team of advisers.' })
export class FormAdviserTeamInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the team, made by the client, kept across retries.' })
  teamId!: string;

  @Field(() => String, { description: '名称 Its name, 1 to 60 characters.' })
  name!: string;

  @Field(() => String, { description: '区划代码 Its street (9 digits) or community (12 digits).' })
  areaCode!: string;
}

@InputType({ description: '解散队伍 The end of a team without members.' })
export class DissolveAdviserTeamInput extends CommandInput {
  @Field(() => ID, { description: '队伍 The team; nobody with a standing appointment may be in it.' })
  teamId!: string;
}

export const FormAdviserTeamResult = createUnionType({
  name: 'FormAdviserTeamResult',
  description: '组建结果 The team, or why not.',
  types: () => [AdviserTeam, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const DissolveAdviserTeamResult = createUnionType({
  name: 'DissolveAdviserTeamResult',
  description: '解散结果 The team, or why not.',
  types: () => [AdviserTeam, NotFound, WrongState, IdempotencyMismatch] as const,
});
