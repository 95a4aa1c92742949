/** Promises the operations on employment: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
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
  JobMatch,
  JobPlacement,
  JobPlacementConnection,
  JobPost,
  JobPostConnection,
  JobSeeker,
} from '../../schema/employment/employment';
import {
  AdvancePlacementInput,
  AdvancePlacementResult,
  CloseJobPostInput,
  CloseJobPostResult,
  PublishJobPostInput,
  PublishJobPostResult,
  ReferToPostInput,
  ReferToPostResult,
  RegisterJobSeekerInput,
  RegisterJobSeekerResult,
} from '../../schema/employment/inputs';
import { localId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { employers } from './employment.policy';
import type { PlacementRow, PostRow, SeekerRow } from './employment.repository';
import type { EmploymentService } from './employment.service';
import { presentMatch, presentPlacement, presentPost, presentSeeker } from './present';

@Resolver(() => JobSeeker)
export class EmploymentResolver {
  constructor(
    private readonly service: EmploymentService,
    private readonly households: HouseholdLoader,
  ) {}

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
  @Mutation(() => RegisterJobSeekerResult, {
    description: '求职登记 Register a member of a household that seeks work.',
  })
  async registerJobSeeker(
    @Arg('input', () => RegisterJobSeekerInput, { description: '人员 Who, and what it can do.' })
    input: RegisterJobSeekerInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterJobSeekerResult> {
    return answer(await this.service.registerJobSeeker(actorOf(context), input), presentSeeker);
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

  @Allow(areaRoles)
  @Query(() => JobSeeker, {
    nullable: true,
    description: '求职人员 Who seeks; null when there is none that you may see.',
  })
  async jobSeeker(
    @Arg('id', () => ID, { description: '全局编号 The global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<JobSeeker | undefined> {
    const row = await this.service.findSeeker(actorOf(context), localId('JobSeeker', id));
    return row && presentSeeker(row);
  }

  @FieldResolver(() => [JobMatch], {
    description: '匹配岗位 Posts that suit, the best first, of the 500 newest for its area; at most 50.',
  })
  async matches(
    @Root() seeker: JobSeeker,
    @Arg('limit', () => Int, { defaultValue: 10, description: '数量 How many, 1 to 50.' }) limit: number,
    @Ctx() context: RequestContext,
  ): Promise<JobMatch[]> {
    const most = Math.min(50, Math.max(1, limit));
    return (await this.service.matchesOf(actorOf(context), seeker.seekerId, most)).map(presentMatch);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household.' })
  household(@Root() seeker: JobSeeker, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, seeker.householdId);
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

function answer<Row extends PostRow | SeekerRow | PlacementRow, Result>(
  row: Row | Refusal,
  present: (row: Row) => unknown,
): Result {
  return (isRefusal(row) ? row : present(row)) as Result;
}
