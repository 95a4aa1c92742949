/** Promises the operations on posts and placements: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readIdCursor,
  readInstantCursor,
  toConnection,
} from '../../schema/connection';
import { JobPlacement, JobPlacementConnection, JobPost, JobPostConnection } from '../../schema/employment/employment';
import {
  AdvancePlacementInput,
  AdvancePlacementResult,
  CloseJobPostInput,
  CloseJobPostResult,
  PublishJobPostInput,
  PublishJobPostResult,
  ReferToPostInput,
  ReferToPostResult,
} from '../../schema/employment/inputs';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { employers } from './employment.policy';
import type { PlacementRow, PostRow } from './employment.repository';
import type { EmploymentService } from './employment.service';
import { presentPlacement, presentPost } from './present';

@Resolver(() => JobPost)
export class EmploymentResolver {
  constructor(private readonly service: EmploymentService) {}

  @Allow(employers)
  @Mutation(() => PublishJobPostResult, { description: '发布岗位 Publish a post and what it demands.' })
  async publishJobPost(
    @Arg('input', () => PublishJobPostInput, { description: '岗位 The post.' }) input: PublishJobPostInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PublishJobPostResult> {
    return answer(await this.service.publishJobPost(actorOf(context), input), presentPost);
  }

  @Allow(employers)
  @Mutation(() => CloseJobPostResult, { description: '关闭岗位 Let nobody be referred to a post any more.' })
  async closeJobPost(
    @Arg('input', () => CloseJobPostInput, { description: '岗位 Which.' }) input: CloseJobPostInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CloseJobPostResult> {
    return answer(await this.service.closeJobPost(actorOf(context), input), presentPost);
  }

  @Allow(areaRoles)
  @Mutation(() => ReferToPostResult, { description: '推荐就业 Refer a person to a post that suits.' })
  async referToPost(
    @Arg('input', () => ReferToPostInput, { description: '推荐 Who, to which post.' }) input: ReferToPostInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReferToPostResult> {
    return answer(await this.service.referToPost(actorOf(context), input), presentPlacement);
  }

  @Allow(employers)
  @Mutation(() => AdvancePlacementResult, {
    description: '登记就业进展 Write down the next step of a placement: interviewed, hired, kept, ended.',
  })
  async advancePlacement(
    @Arg('input', () => AdvancePlacementInput, { description: '进展 Which, and what.' }) input: AdvancePlacementInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AdvancePlacementResult> {
    return answer(await this.service.advancePlacement(actorOf(context), input), presentPlacement);
  }

  @Allow('SIGNED_IN')
  @Query(() => JobPostConnection, { description: '开放岗位 The posts that are open for an area, the newest first.' })
  async jobPosts(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('areaCode', () => String, { nullable: true, description: '区划代码 For the people of this area.' })
    areaCode?: string,
  ) {
    const first = pageSize(page);
    const rows = await this.service.listOpen(areaCode ?? undefined, readInstantCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.publishedAtText, row.id), presentPost);
  }

  @Allow(employers)
  @Query(() => JobPlacementConnection, {
    description: '就业安置 The placements of people of your area, or at posts of your organisation.',
  })
  async jobPlacements(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    const first = pageSize(page);
    const rows = await this.service.listPlacements(actorOf(context), readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentPlacement);
  }
}

@Resolver(() => JobPlacement)
export class PlacementResolver {
  constructor(
    private readonly service: EmploymentService,
    private readonly households: HouseholdLoader,
  ) {}

  @FieldResolver(() => JobPost, { description: '岗位 The post.' })
  async post(@Root() placement: JobPlacement): Promise<JobPost> {
    return presentPost((await this.service.findPost(placement.postId))!);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: '家庭 The household of the person, for those who serve its area; null for the employer.',
  })
  household(@Root() placement: JobPlacement, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, placement.householdId);
  }
}

function answer<Row extends PostRow | PlacementRow, Result>(
  row: Row | Refusal,
  present: (row: Row) => unknown,
): Result {
  return (isRefusal(row) ? row : present(row)) as Result;
}
