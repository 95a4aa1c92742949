/** Promises the operations on referrals: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { Organisation } from '../../schema/organisation/organisation';
import { ReferralStatus } from '../../schema/referral/enums';
import { ReferNeedDirectlyInput, ReferNeedInput, RejectReferralInput } from '../../schema/referral/inputs';
import { Referral, ReferralConnection } from '../../schema/referral/referral';
import { ReferNeedDirectlyResult, ReferNeedResult, RejectReferralResult } from '../../schema/referral/results';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import { presentNeed } from '../need/present';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import { presentReferral } from './present';
import type { ReferralListService } from './referral-list.service';
import type { ReferralService } from './referral.service';

@Resolver(() => Referral)
export class ReferralResolver {
  constructor(
    private readonly referralService: ReferralService,
    private readonly referralLists: ReferralListService,
    private readonly needs: NeedLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow([...areaRoles, ...organisationRoles], { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Referral, {
    nullable: true,
    description: '查看转介 The referral with an id; null when there is none that you may see.',
  })
  referral(
    @Arg('id', () => ID, { description: '转介 Global id of the referral.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Referral | undefined> {
    return this.referralLists.findVisible(actorOf(context), id);
  }

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => ReferralConnection, {
    nullable: true,
    description:
      '收到的转介 The referrals to your organisation, the newest first; null when it is not yours or not approved.',
  })
  referrals(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('statuses', () => [ReferralStatus], { nullable: true, description: '状态 In one of these states.' })
    statuses?: ReferralStatus[],
  ) {
    return this.referralLists.referralsTo(actorOf(context), organisationId, statuses ?? undefined, page);
  }

  @Allow(areaRoles)
  @Mutation(() => ReferNeedResult, {
    description: '转介推送 Publishes a verified need and pushes it at once to every organisation that matches.',
  })
  async referNeed(
    @Arg('input', () => ReferNeedInput, { description: '哪一项需求 Which need.' }) input: ReferNeedInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReferNeedResult> {
    const result = await this.referralService.referNeed(actorOf(context), input);
    return isRefusal(result) ? result : presentNeed(result, 'AREA');
  }

  @Allow(areaRoles)
  @Mutation(() => ReferNeedDirectlyResult, {
    description: '定向转介 Addresses a need to named organisations only; the one way for restricted needs.',
  })
  async referNeedDirectly(
    @Arg('input', () => ReferNeedDirectlyInput, { description: '哪一项需求、哪些组织 Which need, and to whom.' })
    input: ReferNeedDirectlyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReferNeedDirectlyResult> {
    const result = await this.referralService.referNeedDirectly(actorOf(context), input);
    return (isRefusal(result) ? result : presentNeed(result, 'AREA')) as typeof ReferNeedDirectlyResult;
  }

  @Allow(organisationRoles)
  @Mutation(() => RejectReferralResult, { description: '谢绝转介 Answers a referral with no, and why.' })
  async rejectReferral(
    @Arg('input', () => RejectReferralInput, { description: '哪一项转介及原因 Which referral and why.' })
    input: RejectReferralInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RejectReferralResult> {
    const result = await this.referralService.rejectReferral(actorOf(context), input);
    return isRefusal(result) ? result : presentReferral(result);
  }

  @FieldResolver(() => Need, { nullable: true, description: '需求 The need; null when you may no longer see it.' })
  need(@Root() referral: Referral, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, referral.needId);
  }

  @FieldResolver(() => Organisation, { description: '组织 The organisation that was told.' })
  async organisation(@Root() referral: Referral, @Ctx() context: RequestContext): Promise<Organisation> {
    return presentOrganisation((await this.organisations.organisation(context, referral.organisationId))!);
  }
}

@Resolver(() => Need)
export class NeedReferralsResolver {
  constructor(private readonly referralLists: ReferralListService) {}

  @FieldResolver(() => ReferralConnection, {
    description: '转介记录 Who was told of it, the newest first: to its area all, to an organisation its own.',
  })
  referrals(@Root() need: Need, @Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    return this.referralLists.referralsOf(context, need, page);
  }
}
