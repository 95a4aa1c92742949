/** Promises the operations of following one's appointment and one's issues live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { AppointmentChanged, IssueReminded } from '../../schema/live/corps-change';
import { MeetingIssue } from '../../schema/meeting/meeting';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { IssueService } from '../meeting/issue.service';
import { presentIssue } from '../meeting/present';
import { throughTheHub } from './feed';

const after = '游标 Begin after this cursor: everything missed since is delivered first.';

@Resolver(() => AppointmentChanged)
export class AppointmentFeedResolver {
  @Allow('SIGNED_IN')
  @Subscription(() => AppointmentChanged, {
    description: '聘任动态 Each change of your own appointment as an adviser, when it happens.',
    subscribe: throughTheHub,
  })
  appointmentChanges(
    @Root() changed: AppointmentChanged,
    @Arg('accountId', () => ID, { description: '账号 Global id of your own account.' }) _accountId: string,
    @Arg('after', () => String, { nullable: true, description: after }) _after?: string,
  ): AppointmentChanged {
    return changed;
  }
}

@Resolver(() => IssueReminded)
export class IssueFeedResolver {
  constructor(
    private readonly database: Database,
    private readonly issues: IssueService,
  ) {}

  @Allow('SIGNED_IN')
  @Subscription(() => IssueReminded, {
    description:
      '问题提醒 Each issue of a meeting when it is given to you, and while it is overdue; to its owner alone.',
    subscribe: throughTheHub,
  })
  meetingIssueReminders(
    @Root() reminded: IssueReminded,
    @Arg('organisationId', () => ID, {
      nullable: true,
      description: '组织 Global id of your own organisation; or name an area.',
    })
    _organisationId?: string,
    @Arg('areaCode', () => String, {
      nullable: true,
      description: '区划代码 Exactly the area that you serve; or name an organisation.',
    })
    _areaCode?: string,
    @Arg('after', () => String, { nullable: true, description: after }) _after?: string,
  ): IssueReminded {
    return reminded;
  }

  @FieldResolver(() => MeetingIssue, {
    nullable: true,
    description: '问题 The issue as it is now; null when it is nothing of yours any more.',
  })
  async issue(@Root() { issueId }: IssueReminded, @Ctx() context: RequestContext) {
    const row = await this.issues.findVisible(this.database, actorOf(context), issueId);
    return row && presentIssue(row);
  }
}
