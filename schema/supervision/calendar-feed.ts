/** Promises the address under which somebody reads what is due in a calendar of their own, and its end. */
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { NotFound } from '../refusals';
import { Uuid } from '../scalars';

@ObjectType({
  description: '日历订阅 An address for a calendar program (iCalendar); whoever has it reads what is due.',
})
export class CalendarFeed {
  @Field(() => String, { description: '编号 Its id, as it was made by the client.' })
  feedId!: string;

  @Field(() => String, {
    nullable: true,
    description: '地址 The path at this server, with its secret; null once it is revoked.',
  })
  path?: string;
}

@InputType({ description: '日历订阅 A new address.' })
export class IssueCalendarFeedInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the address, made by the client, kept across retries.',
  })
  feedId!: string;
}

@InputType({ description: '停用日历订阅 Which address is to hold no more.' })
export class RevokeCalendarFeedInput extends CommandInput {
  @Field(() => Uuid, { description: '编号 The id of the address, as it was made.' })
  feedId!: string;
}

export const IssueCalendarFeedResult = createUnionType({
  name: 'IssueCalendarFeedResult',
  description: '订阅结果 The address, or why not.',
  types: () => [CalendarFeed, IdempotencyMismatch] as const,
});

export const RevokeCalendarFeedResult = createUnionType({
  name: 'RevokeCalendarFeedResult',
  description: '停用结果 The address that holds no more, or why not.',
  types: () => [CalendarFeed, NotFound, IdempotencyMismatch] as const,
});
