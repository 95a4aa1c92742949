/** Promises the operations on needs: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { NeedConnection } from '../../schema/need/connection';
import { DraftNeedInput, NeedFilter, VerifyNeedInput, WithdrawNeedInput } from '../../schema/need/inputs';
import { Need } from '../../schema/need/need';
import { NeedPreview, PreviewNeedResult } from '../../schema/need/preview';
import { DraftNeedResult, VerifyNeedResult, WithdrawNeedResult } from '../../schema/need/results';
import { Photo } from '../../schema/photo/photo';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import type { PhotoLinks } from '../photo/photo-links';
import type { NeedListService } from './need-list.service';
import type { NeedLoader } from './need.loader';
import type { NeedRow } from './need.repository';
import type { NeedService } from './need.service';
import { presentNeed } from './present';

const readers = [...areaRoles, ...organisationRoles];

/** The answer of a command of the area: the whole record, or the refusal. */
const answer = (result: NeedRow | Refusal): Need | Refusal =>
  isRefusal(result) ? result : presentNeed(result, 'AREA');

@Resolver(() => Need)
export class NeedResolver {
  constructor(
    private readonly areas: AreaLoader,
    private readonly households: HouseholdLoader,
    private readonly needLoader: NeedLoader,
    private readonly needService: NeedService,
    private readonly needLists: NeedListService,
    private readonly photoLinks: PhotoLinks,
  ) {}

  @Allow(readers, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Need, {
    nullable: true,
    description: '查看需求 The need with an id; null when there is none that you may see.',
  })
  need(
    @Arg('id', () => ID, { description: '需求 Global id of the need.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Need | undefined> {
    return this.needLoader.need(context, localId('Need', id));
  }

  @Allow(readers, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => NeedConnection, {
    description:
      '需求列表 The needs you may see, the newest first: all of your area; to organisations the open pool and what concerns them.',
  })
  needs(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('filter', () => NeedFilter, { nullable: true, description: '筛选 Which of them.' }) filter?: NeedFilter,
  ) {
    return this.needLists.listNeeds(actorOf(context), filter ?? {}, page);
  }

  @Allow(areaRoles)
  @Query(() => PreviewNeedResult, {
    description: '预览需求 What organisations would read of a need, before it is taken down; nothing is kept.',
  })
  async previewNeed(
    @Arg('input', () => DraftNeedInput, { description: '需求内容 As it would be taken down.' }) input: DraftNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PreviewNeedResult> {
    const row = await this.needService.previewNeed(actorOf(context), input);
    if (isRefusal(row)) return row as typeof PreviewNeedResult;
    const seen = { beforeClaim: presentNeed(row, 'CARD'), afterClaim: presentNeed(row, 'CLAIMANT') };
    return Object.assign(new NeedPreview(), seen);
  }

  @Allow(areaRoles)
  @Mutation(() => DraftNeedResult, {
    description: '登记需求 Takes down a need or micro-wish of a household as a draft.',
  })
  async draftNeed(
    @Arg('input', () => DraftNeedInput, { description: '需求内容 What it is.' }) input: DraftNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DraftNeedResult> {
    return answer(await this.needService.draftNeed(actorOf(context), input));
  }

  @Allow(areaRoles)
  @Mutation(() => VerifyNeedResult, {
    description: '核实需求 Confirms that a draft was checked; it can be referred then.',
  })
  async verifyNeed(
    @Arg('input', () => VerifyNeedInput, { description: '哪一项需求 Which need.' }) input: VerifyNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof VerifyNeedResult> {
    return answer(await this.needService.verifyNeed(actorOf(context), input)) as typeof VerifyNeedResult;
  }

  @Allow(areaRoles)
  @Mutation(() => WithdrawNeedResult, {
    description: '撤回需求 Ends a need that is no longer wanted; claims and referrals of it end with it.',
  })
  async withdrawNeed(
    @Arg('input', () => WithdrawNeedInput, { description: '哪一项需求及原因 Which need and why.' })
    input: WithdrawNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawNeedResult> {
    return answer(await this.needService.withdrawNeed(actorOf(context), input)) as typeof WithdrawNeedResult;
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: '所在区划 Where: the grid to its area, the community to organisations.',
  })
  area(@Root() need: Need, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, need.shownAreaCode);
  }

  @FieldResolver(() => [Photo], {
    nullable: true,
    description:
      '照片 Its pictures, whose bytes are read by GET; null outside its area: organisations and donors never see them.',
  })
  async photos(@Root() need: Need, @Ctx() context: RequestContext): Promise<Photo[] | undefined> {
    return need.householdId === undefined ? undefined : this.photoLinks.photosOf(context, need.needId);
  }

  @FieldResolver(() => Household, { nullable: true, description: '所属家庭 Whose need it is; null outside its area.' })
  async household(@Root() need: Need, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return need.householdId === undefined ? undefined : this.households.household(context, need.householdId);
  }
}
