/** Promises the operations on issues of meetings: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readDayCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { FollowUpIssueInput, RaiseIssueInput } from '../../schema/meeting/inputs';
import { IssueFollowUp, IssueState, MeetingIssue, MeetingIssueConnection } from '../../schema/meeting/meeting';
import { FollowUpIssueResult, RaiseIssueResult } from '../../schema/meeting/results';
import { Organisation } from '../../schema/organisation/organisation';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation, presented } from '../organisation/present';
import type { FollowUpRow, IssueRepository } from './issue.repository';
import type { IssueService } from './issue.service';
import { seatsOf } from './meeting.policy';
import { presentFollowUp, presentIssue } from './present';

@Resolver(() => MeetingIssue)
export class IssueResolver {
  constructor(
    private readonly database: Database,
    private readonly service: IssueService,
    private readonly issues: IssueRepository,
    private readonly areas: AreaLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow('SIGNED_IN')
  @Mutation(() => RaiseIssueResult, { description: '提出问题 Raise an issue at a meeting that you are invited to.' })
  async raiseIssue(
    @Arg('input', () => RaiseIssueInput, { description: '问题 What, whose, until when.' }) input: RaiseIssueInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RaiseIssueResult> {
    return presented(await this.service.raiseIssue(actorOf(context), input), presentIssue);
  }

  @Allow('SIGNED_IN')
  @Mutation(() => FollowUpIssueResult, { description: '跟进问题 Write down what was done about an issue of yours.' })
  async followUpIssue(
    @Arg('input', () => FollowUpIssueInput, { description: '跟进 Which, and what was done.' })
    input: FollowUpIssueInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof FollowUpIssueResult> {
    return presented(await this.service.followUpIssue(actorOf(context), input), presentIssue);
  }

  @Allow('SIGNED_IN')
  @Query(() => MeetingIssueConnection, {
    description: '会议问题清单 The issues of meetings that you are invited to, what is due first first.',
  })
  async meetingIssues(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('meetingId', () => ID, { nullable: true, description: '会议 Only of this meeting.' }) meetingId?: string,
    @Arg('states', () => [IssueState], { nullable: true, description: '状态 Only in one of these states.' })
    states?: IssueState[],
    @Arg('overdueOnly', () => Boolean, { nullable: true, description: '仅逾期 Only those that are overdue.' })
    overdueOnly?: boolean,
  ) {
    const first = pageSize(page);
    const filter = {
      ...{ states: states ?? undefined, overdueOnly: overdueOnly ?? undefined },
      meetingId: meetingId ? localId('Meeting', meetingId) : undefined,
    };
    const [seats, after] = [seatsOf(actorOf(context)), readDayCursor(page.after)];
    const rows = await this.issues.listIssues(this.database, seats, filter, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.dueOn, row.id), presentIssue);
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: '责任区划 The area that owns it; null for an organisation.',
  })
  ownerArea(@Root() issue: MeetingIssue, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, issue.owner.areaCode);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: '责任组织 The organisation that owns it; or null.',
  })
  async ownerOrganisation(
    @Root() issue: MeetingIssue,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | undefined> {
    const { organisationId } = issue.owner;
    const row = organisationId && (await this.organisations.organisation(context, organisationId));
    return row ? presentOrganisation(row) : undefined;
  }

  @FieldResolver(() => [IssueFollowUp], { description: '跟进记录 What was done, the oldest first.' })
  async followUps(@Root() issue: MeetingIssue, @Ctx() context: RequestContext): Promise<IssueFollowUp[]> {
    return (await loaderOf(context, this.makeFollowUps).load(issue.issueId)).map(presentFollowUp);
  }

  private readonly makeFollowUps = () =>
    new DataLoader<string, FollowUpRow[]>(async (ids) => {
      const rows = await this.issues.followUpsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.issueId === id));
    });
}
