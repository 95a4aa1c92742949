/** Promises the operations on meetings: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { CallMeetingInput, CancelMeetingInput, HoldMeetingInput } from '../../schema/meeting/inputs';
import { Meeting, MeetingConnection, MeetingParty, MeetingStatus } from '../../schema/meeting/meeting';
import { CallMeetingResult, CancelMeetingResult, HoldMeetingResult } from '../../schema/meeting/results';
import { Organisation } from '../../schema/organisation/organisation';
import { corpsManagers } from '../adviser/adviser.policy';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation, presented } from '../organisation/present';
import { seatsOf } from './meeting.policy';
import type { MeetingRepository, PartyRow } from './meeting.repository';
import type { MeetingService } from './meeting.service';
import { presentMeeting, presentParty } from './present';

@Resolver(() => Meeting)
export class MeetingResolver {
  constructor(
    private readonly database: Database,
    private readonly service: MeetingService,
    private readonly meetings: MeetingRepository,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => CallMeetingResult, { description: '召集会议 Call a meeting in the name of your district or street.' })
  async callMeeting(
    @Arg('input', () => CallMeetingInput, { description: '会议 When, where, with whom, about what.' })
    input: CallMeetingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CallMeetingResult> {
    return presented(await this.service.callMeeting(actorOf(context), input), presentMeeting);
  }

  @Allow(corpsManagers)
  @Mutation(() => HoldMeetingResult, { description: '登记召开 Write down that a meeting was held, with its notes.' })
  async holdMeeting(
    @Arg('input', () => HoldMeetingInput, { description: '会议 Which, and its notes.' }) input: HoldMeetingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof HoldMeetingResult> {
    return presented(await this.service.holdMeeting(actorOf(context), input), presentMeeting);
  }

  @Allow(corpsManagers)
  @Mutation(() => CancelMeetingResult, { description: '取消会议 Cancel a meeting.' })
  async cancelMeeting(
    @Arg('input', () => CancelMeetingInput, { description: '会议 Which.' }) input: CancelMeetingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CancelMeetingResult> {
    return presented(await this.service.cancelMeeting(actorOf(context), input), presentMeeting);
  }

  @Allow('SIGNED_IN')
  @Query(() => MeetingConnection, {
    name: 'meetings',
    description: '会议清单 The meetings that you are invited to, the newest first.',
  })
  async listMeetings(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('status', () => MeetingStatus, { nullable: true, description: '状态 Only in this state.' })
    status?: MeetingStatus,
  ) {
    const first = pageSize(page);
    const [seats, after] = [seatsOf(actorOf(context)), readInstantCursor(page.after)];
    const rows = await this.meetings.listMeetings(this.database, seats, status ?? undefined, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.at, row.id), presentMeeting);
  }

  @FieldResolver(() => [MeetingParty], { description: '参会方 Its parties.' })
  async parties(@Root() meeting: Meeting, @Ctx() context: RequestContext): Promise<MeetingParty[]> {
    const rows = await loaderOf(context, this.makeParties).load(meeting.meetingId);
    return rows.map((row) => presentParty(row, meeting.areaCode));
  }

  private readonly makeParties = () =>
    new DataLoader<string, PartyRow[]>(async (ids) => {
      const rows = await this.meetings.partiesOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.meetingId === id));
    });
}

@Resolver(() => MeetingParty)
export class MeetingPartyResolver {
  constructor(
    private readonly areas: AreaLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @FieldResolver(() => Area, {
    nullable: true,
    description: '区划 Whose officers and advisers; null for an organisation.',
  })
  area(@Root() party: MeetingParty, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, party.areaCode);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: '组织 Which organisation; null for an area.' })
  async organisation(@Root() party: MeetingParty, @Ctx() context: RequestContext): Promise<Organisation | undefined> {
    const row = party.organisationId && (await this.organisations.organisation(context, party.organisationId));
    return row ? presentOrganisation(row) : undefined;
  }
}
