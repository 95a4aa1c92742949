/** Promises the operations on charity projects and their edges: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { Organisation } from '../../schema/organisation/organisation';
import { ProjectStatus } from '../../schema/project/enums';
import {
  CharityProjectInput,
  DraftCharityProjectInput,
  FileCharityProjectInput,
  ReviseCharityProjectInput,
  SettleCharityProjectInput,
} from '../../schema/project/inputs';
import {
  CharityProject,
  CharityProjectConnection,
  FundraisingPartnership,
  FundraisingPlan,
  ProjectDay,
  ProjectProgress,
} from '../../schema/project/project';
import {
  CloseCharityProjectResult,
  DraftCharityProjectResult,
  FileCharityProjectResult,
  OpenCharityProjectResult,
  ReviseCharityProjectResult,
  SettleCharityProjectResult,
} from '../../schema/project/results';
import type { Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presented, presentOrganisation } from '../organisation/present';
import { presentProject } from './present';
import type { ProjectLoader } from './project.loader';
import { draftSightOf } from './project.policy';
import type { ProjectRepository, ProjectRow } from './project.repository';
import type { ProjectService } from './project.service';

@Resolver(() => CharityProject)
export class ProjectResolver {
  constructor(
    private readonly database: Database,
    private readonly service: ProjectService,
    private readonly projects: ProjectRepository,
    private readonly loader: ProjectLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => DraftCharityProjectResult, { description: '起草慈善项目 Write down a new project with its plan.' })
  async draftCharityProject(
    @Arg('input', () => DraftCharityProjectInput, { description: '项目 The project.' }) input: DraftCharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DraftCharityProjectResult> {
    return this.answer(await this.service.draftCharityProject(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => ReviseCharityProjectResult, { description: '修改草稿 Write a draft anew, as a whole.' })
  async reviseCharityProject(
    @Arg('input', () => ReviseCharityProjectInput, { description: '项目 The draft.' }) input: ReviseCharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseCharityProjectResult> {
    return this.answer(await this.service.reviseCharityProject(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => FileCharityProjectResult, {
    description:
      '登记备案 Write down that the plan was filed; for public fundraising ten days before the start at the latest.',
  })
  async fileCharityProject(
    @Arg('input', () => FileCharityProjectInput, { description: '备案 The filing.' }) input: FileCharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof FileCharityProjectResult> {
    return this.answer(await this.service.fileCharityProject(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => OpenCharityProjectResult, {
    description: '启动项目 Let it take donations and pay, within its window.',
  })
  async openCharityProject(
    @Arg('input', () => CharityProjectInput, { description: '项目 Which one.' }) input: CharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof OpenCharityProjectResult> {
    return this.answer(await this.service.openCharityProject(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => CloseCharityProjectResult, {
    description: '终止项目 End it; after its window it ends by itself.',
  })
  async closeCharityProject(
    @Arg('input', () => CharityProjectInput, { description: '项目 Which one.' }) input: CharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CloseCharityProjectResult> {
    return this.answer(await this.service.closeCharityProject(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => SettleCharityProjectResult, {
    description: '结算项目 Decide on what is left; nothing may be reserved any more.',
  })
  async settleCharityProject(
    @Arg('input', () => SettleCharityProjectInput, { description: '结算 What is done.' })
    input: SettleCharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SettleCharityProjectResult> {
    return this.answer(await this.service.settleCharityProject(actorOf(context), input));
  }

  @Allow('SIGNED_IN')
  @Query(() => CharityProject, {
    nullable: true,
    description: '查看慈善项目 The project with an id; null when there is none that you may see.',
  })
  charityProject(
    @Arg('id', () => ID, { description: '项目 Global id of the project.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<CharityProject | undefined> {
    return this.loader.project(context, localId('CharityProject', id));
  }

  @Allow('SIGNED_IN')
  @Query(() => CharityProjectConnection, {
    name: 'charityProjects',
    description:
      '慈善项目清单 Projects, the newest first: what is filed, your own drafts, and those that your organisation is asked to raise for.',
  })
  async listProjects(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('organisationId', () => ID, { nullable: true, description: '组织 Only of this organisation.' })
    organisationId?: string,
    @Arg('statuses', () => [ProjectStatus], { nullable: true, description: '状态 In one of these states.' })
    statuses?: ProjectStatus[],
    @Arg('toConfirmBy', () => ID, {
      nullable: true,
      description:
        '待其确认 Only drafts, of those that you may see, that name this organisation as their partner and wait for its word.',
    })
    toConfirmBy?: string,
  ) {
    const first = pageSize(page);
    const rows = await this.projects.listProjects(this.database, draftSightOf(actorOf(context)), {
      organisationId: organisationId ? localId('Organisation', organisationId) : undefined,
      statuses: statuses ?? undefined,
      toConfirmBy: toConfirmBy ? localId('Organisation', toConfirmBy) : undefined,
      after: readInstantCursor(page.after),
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.cursorAt, row.id), presentProject);
  }

  /** A published report is read without a sign-in; an organisation, with all that hangs on it, is not. */
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: '所属组织 The charity whose project it is; null without a sign-in.',
  })
  async organisation(
    @Root() project: CharityProject,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | undefined> {
    if (!context.actor) return undefined;
    const row = await this.organisations.organisation(context, project.organisationId);
    return row && presentOrganisation(row);
  }

  @FieldResolver(() => FundraisingPlan, { nullable: true, description: '募捐方案 The plan by which it raises.' })
  plan(@Root() project: CharityProject, @Ctx() context: RequestContext): Promise<FundraisingPlan | undefined> {
    return this.loader.plan(context, project);
  }

  @FieldResolver(() => FundraisingPartnership, {
    nullable: true,
    description: '合作募捐 The agreement with a qualified organisation, if there is one.',
  })
  partnership(
    @Root() project: CharityProject,
    @Ctx() context: RequestContext,
  ): Promise<FundraisingPartnership | undefined> {
    return this.loader.partnership(context, project.projectId);
  }

  @FieldResolver(() => ProjectProgress, { description: '进展 How far it has come, counted from the ledger.' })
  progress(@Root() project: CharityProject, @Ctx() context: RequestContext): Promise<ProjectProgress> {
    return this.loader.progress(context, project);
  }

  @FieldResolver(() => [ProjectDay], {
    nullable: true,
    description:
      '逐日进展 Its days on which something moved, the oldest first; the last says what progress says. Null to others than its staff, the bureau and auditors.',
  })
  days(@Root() project: CharityProject, @Ctx() context: RequestContext): Promise<ProjectDay[] | undefined> {
    return this.loader.days(context, project);
  }

  private answer<Result>(row: ProjectRow | Refusal): Result {
    return presented(row, presentProject) as Result;
  }
}
