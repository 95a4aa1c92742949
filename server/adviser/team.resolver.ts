/** Promises the operations on teams of advisers: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Adviser } from '../../schema/adviser/adviser';
import {
  AdviserTeam,
  AdviserTeamConnection,
  DissolveAdviserTeamInput,
  DissolveAdviserTeamResult,
  FormAdviserTeamInput,
  FormAdviserTeamResult,
} from '../../schema/adviser/team';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { forbidden } from '../identity/actor';
import { presented } from '../organisation/present';
import { corpsManagers, maySeeAdviser, partsManaged } from './adviser.policy';
import type { AdviserRepository } from './adviser.repository';
import { presentAdviser, presentTeam } from './present';
import type { TeamRepository } from './team.repository';
import type { TeamService } from './team.service';

/** More than any team has. */
const memberMaximum = 200;

@Resolver(() => AdviserTeam)
export class TeamResolver {
  constructor(
    private readonly database: Database,
    private readonly service: TeamService,
    private readonly teams: TeamRepository,
    private readonly advisers: AdviserRepository,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => FormAdviserTeamResult, { description: '组建队伍 Form a team of advisers in your area.' })
  async formAdviserTeam(
    @Arg('input', () => FormAdviserTeamInput, { description: '队伍 The team.' }) input: FormAdviserTeamInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof FormAdviserTeamResult> {
    return presented(await this.service.formAdviserTeam(actorOf(context), input), presentTeam);
  }

  @Allow(corpsManagers)
  @Mutation(() => DissolveAdviserTeamResult, { description: '解散队伍 Dissolve a team that nobody is in.' })
  async dissolveAdviserTeam(
    @Arg('input', () => DissolveAdviserTeamInput, { description: '队伍 Which.' }) input: DissolveAdviserTeamInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DissolveAdviserTeamResult> {
    return presented(await this.service.dissolveAdviserTeam(actorOf(context), input), presentTeam);
  }

  @Allow(corpsManagers)
  @Query(() => AdviserTeamConnection, {
    description: '顾问队伍清单 The standing teams of an area subtree, as far as you manage it.',
  })
  async adviserTeams(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 12 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const parts = partsManaged(actorOf(context), areaCode);
    if (parts.length === 0) throw forbidden();
    const rows = await this.teams.listTeams(this.database, parts, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentTeam);
  }

  @FieldResolver(() => Area, { nullable: true, description: '所在区划 Its street or community.' })
  area(@Root() team: AdviserTeam, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, team.areaCode);
  }

  @FieldResolver(() => [Adviser], { description: '成员 Its members with a standing appointment that you may see.' })
  async members(@Root() team: AdviserTeam, @Ctx() context: RequestContext): Promise<Adviser[]> {
    const filter = { areaCodes: [team.areaCode.slice(0, 9)], teamId: team.teamId, standing: true };
    const rows = await this.advisers.listAdvisers(this.database, filter, undefined, memberMaximum);
    return rows.filter((row) => maySeeAdviser(actorOf(context), row)).map(presentAdviser);
  }
}
