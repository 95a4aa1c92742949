/** Promises the operations on case experience: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readIdCursor,
  readInstantCursor,
  toConnection,
} from '../../schema/connection';
import {
  CaseExperience,
  CaseExperienceConnection,
  PublishCaseExperienceInput,
  PublishCaseExperienceResult,
  ReturnCaseExperienceInput,
  ReturnCaseExperienceResult,
  ReviseCaseExperienceInput,
  ReviseCaseExperienceResult,
  WithdrawCaseExperienceInput,
  WithdrawCaseExperienceResult,
  WriteCaseExperienceInput,
  WriteCaseExperienceResult,
} from '../../schema/experience/experience';
import { globalId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { corpsManagers, partsManaged } from '../adviser/adviser.policy';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { presented } from '../organisation/present';
import type { ExperienceRepository, ExperienceRow } from './experience.repository';
import type { ExperienceService } from './experience.service';

export function presentExperience(row: ExperienceRow): CaseExperience {
  const { id, title, body, status, areaCode } = row;
  const optional = { returnReason: row.returnReason ?? undefined, publishedAt: row.publishedAt ?? undefined };
  return Object.assign(new CaseExperience(), {
    ...{ id: globalId('CaseExperience', id), title, body, status, areaCode, ...optional },
  });
}

@Resolver(() => CaseExperience)
export class ExperienceResolver {
  constructor(
    private readonly database: Database,
    private readonly service: ExperienceService,
    private readonly experiences: ExperienceRepository,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => WriteCaseExperienceResult, { description: '撰写经验 Write down what was learned from a case.' })
  async writeCaseExperience(
    @Arg('input', () => WriteCaseExperienceInput, { description: '经验 The text.' }) input: WriteCaseExperienceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WriteCaseExperienceResult> {
    return presented(await this.service.writeCaseExperience(actorOf(context), input), presentExperience);
  }

  @Allow(areaRoles)
  @Mutation(() => ReviseCaseExperienceResult, { description: '修改经验 Change a text of yours before it is public.' })
  async reviseCaseExperience(
    @Arg('input', () => ReviseCaseExperienceInput, { description: '经验 Which, and the text anew.' })
    input: ReviseCaseExperienceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseCaseExperienceResult> {
    return presented(await this.service.reviseCaseExperience(actorOf(context), input), presentExperience);
  }

  @Allow(corpsManagers)
  @Mutation(() => PublishCaseExperienceResult, { description: '发布经验 Publish a text that somebody else wrote.' })
  async publishCaseExperience(
    @Arg('input', () => PublishCaseExperienceInput, { description: '经验 Which.' }) input: PublishCaseExperienceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PublishCaseExperienceResult> {
    return presented(await this.service.publishCaseExperience(actorOf(context), input), presentExperience);
  }

  @Allow(corpsManagers)
  @Mutation(() => ReturnCaseExperienceResult, { description: '退回经验 Give a text back to its writer.' })
  async returnCaseExperience(
    @Arg('input', () => ReturnCaseExperienceInput, { description: '经验 Which, and why.' })
    input: ReturnCaseExperienceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReturnCaseExperienceResult> {
    return presented(await this.service.returnCaseExperience(actorOf(context), input), presentExperience);
  }

  @Allow(corpsManagers)
  @Mutation(() => WithdrawCaseExperienceResult, { description: '撤下经验 Take a public text down.' })
  async withdrawCaseExperience(
    @Arg('input', () => WithdrawCaseExperienceInput, { description: '经验 Which.' }) input: WithdrawCaseExperienceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawCaseExperienceResult> {
    return presented(await this.service.withdrawCaseExperience(actorOf(context), input), presentExperience);
  }

  @Allow('SIGNED_IN')
  @Query(() => CaseExperienceConnection, { description: '案例经验清单 What was published, the newest first.' })
  async caseExperiences(@Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const rows = await this.experiences.listPublished(this.database, readInstantCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.at, row.id), presentExperience);
  }

  @Allow(areaRoles)
  @Query(() => CaseExperienceConnection, {
    description: '待发布经验 What is not public: your own texts, and those of areas that you manage.',
  })
  async unpublishedCaseExperiences(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    const first = pageSize(page);
    const [actor, after] = [actorOf(context), readIdCursor(page.after)];
    const parts = partsManaged(actor, '');
    const rows = await this.experiences.listUnpublished(this.database, parts, actor.accountId, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentExperience);
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: '区划 The street or district that it is from; no smaller place.',
  })
  area(@Root() experience: CaseExperience, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, experience.areaCode.slice(0, 9));
  }
}
