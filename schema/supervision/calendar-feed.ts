/** Promises the address under which somebody reads what is due in a calendar of their own, and its end. */
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
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

@InputType({ description: '日历订阅 Which address.' })
export class CalendarFeedInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the address, made by the client, kept across retries.',
  })
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
  types: () => [CalendarFeed, NotFound] as const,
});
