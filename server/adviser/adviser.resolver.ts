/** Promises the operations on advisers: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Adviser, AdviserConnection, AdviserKind, WorkloadLine } from '../../schema/adviser/adviser';
import { Backbone } from '../../schema/adviser/backbone';
import { EndAppointmentInput, RegisterAdviserInput, ReviseAdviserInput } from '../../schema/adviser/inputs';
import { EndAppointmentResult, RegisterAdviserResult, ReviseAdviserResult } from '../../schema/adviser/results';
import { AdviserTeam } from '../../schema/adviser/team';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import type { Role } from '../../schema/identity/role';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { forbidden } from '../identity/actor';
import { presented } from '../organisation/present';
import type { AdviserLoader } from './adviser.loader';
import { adviserRoles, corpsManagers, partsManaged } from './adviser.policy';
import type { AdviserRepository } from './adviser.repository';
import type { AdviserService } from './adviser.service';
import { presentAdviser, presentBackbone, presentTeam, presentWorkload } from './present';

@Resolver(() => Adviser)
export class AdviserResolver {
  constructor(
    private readonly database: Database,
    private readonly service: AdviserService,
    private readonly advisers: AdviserRepository,
    private readonly loader: AdviserLoader,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => RegisterAdviserResult, { description: '顾问备案 Register an account of your street as an adviser.' })
  async registerAdviser(
    @Arg('input', () => RegisterAdviserInput, { description: '备案 Whom, as what and why.' })
    input: RegisterAdviserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterAdviserResult> {
    return presented(await this.service.registerAdviser(actorOf(context), input), presentAdviser);
  }

  @Allow(corpsManagers)
  @Mutation(() => ReviseAdviserResult, { description: '修订备案 Change kind, competences or team of an adviser.' })
  async reviseAdviser(
    @Arg('input', () => ReviseAdviserInput, { description: '修订 What changes.' }) input: ReviseAdviserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseAdviserResult> {
    return presented(await this.service.reviseAdviser(actorOf(context), input), presentAdviser);
  }

  @Allow(corpsManagers)
  @Mutation(() => EndAppointmentResult, { description: '登记离任 End the appointment of an adviser from today on.' })
  async endAppointment(
    @Arg('input', () => EndAppointmentInput, { description: '离任 Which, and why.' }) input: EndAppointmentInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EndAppointmentResult> {
    return presented(await this.service.endAppointment(actorOf(context), input), presentAdviser);
  }

  @Allow(corpsManagers)
  @Query(() => AdviserConnection, {
    name: 'advisers',
    description: '顾问名册 The appointments registered in an area subtree, as far as you manage it.',
  })
  async listAdvisers(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 12 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('kind', () => AdviserKind, { nullable: true, description: '类别 Only of this kind.' }) kind?: AdviserKind,
    @Arg('teamId', () => ID, { nullable: true, description: '队伍 Only of this team.' }) teamId?: string,
    @Arg('standing', () => Boolean, {
      nullable: true,
      description: '在任 True: only standing appointments; false: only ended ones.',
    })
    standing?: boolean,
  ) {
    const first = pageSize(page);
    const parts = partsManaged(actorOf(context), areaCode);
    if (parts.length === 0) throw forbidden();
    const filter = {
      ...{ areaCodes: parts, kind: kind ?? undefined, standing: standing ?? undefined },
      teamId: teamId ? localId('AdviserTeam', teamId) : undefined,
    };
    const rows = await this.advisers.listAdvisers(this.database, filter, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentAdviser);
  }

  @Allow('SIGNED_IN')
  @Query(() => [Adviser], { description: '本人任职 Your own appointments as an adviser, the newest first.' })
  async myAppointments(@Ctx() context: RequestContext): Promise<Adviser[]> {
    return (await this.advisers.ofAccount(this.database, actorOf(context).accountId)).map(presentAdviser);
  }

  @FieldResolver(() => String, { description: '姓名 The name of the account.' })
  async displayName(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<string> {
    return (await this.loader.account(context, adviser.account))!.displayName;
  }

  @FieldResolver(() => Area, { nullable: true, description: '备案街道 The street at which it is registered.' })
  area(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, adviser.areaCode);
  }

  @FieldResolver(() => [Area], {
    description: '服务区划 The areas that it serves now, each with all inside it: those of the roles of the account.',
  })
  async areasServed(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<Area[]> {
    const grants = await this.loader.grantsOf(context, adviser.account);
    const inForce = grants.filter(
      ({ role, revokedAt }) => revokedAt === null && (adviserRoles as readonly Role[]).includes(role),
    );
    return this.areas.list(context, [...new Set(inForce.flatMap(({ areaCode }) => areaCode ?? []))].sort());
  }

  @FieldResolver(() => AdviserTeam, { nullable: true, description: '队伍 Its team; null without one.' })
  async team(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<AdviserTeam | undefined> {
    const row = adviser.teamId ? await this.loader.team(context, adviser.teamId) : undefined;
    return row && presentTeam(row);
  }

  @FieldResolver(() => [Backbone], { description: '骨干岗位 Its posts as backbone, ended ones too, the oldest first.' })
  async backbones(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<Backbone[]> {
    return (await this.loader.postsOf(context, adviser.adviserId)).map(presentBackbone);
  }

  @FieldResolver(() => [WorkloadLine], { description: '工作量 What is open for it now, by kind of work.' })
  async workload(@Root() adviser: Adviser, @Ctx() context: RequestContext): Promise<WorkloadLine[]> {
    return (await this.loader.workloadOf(context, adviser.account)).map(presentWorkload);
  }
}
