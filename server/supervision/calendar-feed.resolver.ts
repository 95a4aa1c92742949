/** Promises the operations on calendar feeds: unpack, call, return. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import {
  CalendarFeed,
  IssueCalendarFeedInput,
  IssueCalendarFeedResult,
  RevokeCalendarFeedInput,
  RevokeCalendarFeedResult,
} from '../../schema/supervision/calendar-feed';
import { actorOf, type RequestContext } from '../context';
import type { CalendarFeedService } from './calendar-feed.service';
import { obligationReaders } from './obligation.policy';

@Resolver(() => CalendarFeed)
export class CalendarFeedResolver {
  constructor(private readonly service: CalendarFeedService) {}

  @Allow(obligationReaders)
  @Mutation(() => IssueCalendarFeedResult, {
    description: '生成日历地址 Make an address under which a calendar program reads what is due to you.',
  })
  async issueCalendarFeed(
    @Arg('input', () => IssueCalendarFeedInput, { description: '地址 Which.' }) input: IssueCalendarFeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof IssueCalendarFeedResult> {
    return await this.service.issueCalendarFeed(actorOf(context), input);
  }

  @Allow(obligationReaders)
  @Mutation(() => RevokeCalendarFeedResult, { description: '停用日历地址 End an address of yours.' })
  async revokeCalendarFeed(
    @Arg('input', () => RevokeCalendarFeedInput, { description: '地址 Which.' }) input: RevokeCalendarFeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RevokeCalendarFeedResult> {
    return await this.service.revokeCalendarFeed(actorOf(context), input);
  }
}
