/** Promises the operations on offers: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { OfferStatus } from '../../schema/offer/enums';
import { DeclineOfferInput } from '../../schema/offer/inputs';
import { Offer, OfferConnection } from '../../schema/offer/offer';
import { DeclineOfferResult } from '../../schema/offer/results';
import { Organisation } from '../../schema/organisation/organisation';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { OfferEndingService } from './ending.service';
import type { OfferListService } from './offer-list.service';
import { presentOffer } from './present';

@Resolver(() => Offer)
export class OfferResolver {
  constructor(
    private readonly endings: OfferEndingService,
    private readonly offerLists: OfferListService,
    private readonly needs: NeedLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow([...areaRoles, ...organisationRoles], { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Offer, {
    nullable: true,
    description: '查看询问 The offer with an id; null when there is none that you may see.',
  })
  offer(
    @Arg('id', () => ID, { description: '询问 Global id of the offer.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Offer | undefined> {
    return this.offerLists.findVisible(actorOf(context), localId('Offer', id));
  }

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => OfferConnection, {
    nullable: true,
    description:
      '收到的询问 The offers to your organisation, the newest first; null when it is not yours or not approved.',
  })
  offers(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('statuses', () => [OfferStatus], { nullable: true, description: '状态 In one of these states.' })
    statuses?: OfferStatus[],
  ) {
    return this.offerLists.offersTo(actorOf(context), organisationId, statuses ?? undefined, page);
  }

  @Allow(organisationRoles)
  @Mutation(() => DeclineOfferResult, {
    description:
      '谢绝询问 Answers an offer with no, and why; another organisation is asked, or the need opens, at once.',
  })
  async declineOffer(
    @Arg('input', () => DeclineOfferInput, { description: '哪一项询问及原因 Which offer and why.' })
    input: DeclineOfferInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DeclineOfferResult> {
    const result = await this.endings.declineOffer(actorOf(context), input);
    return isRefusal(result) ? result : presentOffer(result);
  }

  @FieldResolver(() => Need, { nullable: true, description: '需求 The need; null when you may no longer see it.' })
  need(@Root() offer: Offer, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, offer.needId);
  }

  @FieldResolver(() => Organisation, { description: '组织 The organisation that was asked.' })
  async organisation(@Root() offer: Offer, @Ctx() context: RequestContext): Promise<Organisation> {
    return presentOrganisation((await this.organisations.organisation(context, offer.organisationId))!);
  }
}

@Resolver(() => Need)
export class NeedOfferResolver {
  constructor(private readonly offerLists: OfferListService) {}

  @FieldResolver(() => Offer, {
    nullable: true,
    description: '当前询问 The offer that stands now: to the area of the need, and to the organisation asked.',
  })
  offer(@Root() need: Need, @Ctx() context: RequestContext): Promise<Offer | undefined> {
    return this.offerLists.runningOf(context, need);
  }
}
