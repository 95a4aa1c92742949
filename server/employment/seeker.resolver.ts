/** Promises the operations on people who seek work: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import { JobMatch, JobPlacement, JobSeeker, JobSeekerConnection } from '../../schema/employment/employment';
import {
  RegisterJobSeekerInput,
  RegisterJobSeekerResult,
  ReviseJobSeekerInput,
  ReviseJobSeekerResult,
} from '../../schema/employment/inputs';
import { localId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { presented } from '../organisation/present';
import type { PlacementRow } from './employment.repository';
import type { EmploymentService } from './employment.service';
import { presentMatch, presentPlacement, presentSeeker } from './present';
import type { SeekerService } from './seeker.service';

@Resolver(() => JobSeeker)
export class SeekerResolver {
  constructor(
    private readonly service: EmploymentService,
    private readonly seekers: SeekerService,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => RegisterJobSeekerResult, {
    description: '求职登记 Register a member of a household that seeks work.',
  })
  async registerJobSeeker(
    @Arg('input', () => RegisterJobSeekerInput, { description: '人员 Who, and what it can do.' })
    input: RegisterJobSeekerInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterJobSeekerResult> {
    return presented(await this.seekers.registerJobSeeker(actorOf(context), input), presentSeeker);
  }

  @Allow(areaRoles)
  @Mutation(() => ReviseJobSeekerResult, {
    description: '修订求职登记 Write down what a person has learned, or can no longer do.',
  })
  async reviseJobSeeker(
    @Arg('input', () => ReviseJobSeekerInput, { description: '修订 Who, and what.' }) input: ReviseJobSeekerInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseJobSeekerResult> {
    return presented(await this.seekers.reviseJobSeeker(actorOf(context), input), presentSeeker);
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
    const row = await this.seekers.findSeeker(actorOf(context), localId('JobSeeker', id));
    return row && presentSeeker(row);
  }

  @Allow(areaRoles)
  @Query(() => JobSeekerConnection, {
    name: 'jobSeekers',
    description:
      '求职人员清单 Who seeks work in an area subtree, as far as you serve it, in the order of registration.',
  })
  async listJobSeekers(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 15 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const rows = await this.seekers.listSeekers(actorOf(context), areaCode, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentSeeker);
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

  @FieldResolver(() => [JobPlacement], { description: '就业安置 What became of it, the oldest referral first.' })
  async placements(@Root() seeker: JobSeeker, @Ctx() context: RequestContext): Promise<JobPlacement[]> {
    return (await loaderOf(context, this.makePlacements).load(seeker.seekerId)).map(presentPlacement);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household.' })
  household(@Root() seeker: JobSeeker, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, seeker.householdId);
  }

  private readonly makePlacements = () =>
    new DataLoader<string, PlacementRow[]>(async (ids) => {
      const rows = await this.seekers.placementsOf(ids);
      return ids.map((id) => rows.filter((row) => row.seekerId === id));
    });
}
