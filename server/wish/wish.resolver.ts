/** Promises the operations on wishes and their shares: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { organisationRoles, Role } from '../../schema/identity/role';
import { NeedConnection } from '../../schema/need/connection';
import { Need } from '../../schema/need/need';
import { isRefusal } from '../../schema/refusal';
import { ShareWishInput, WithdrawShareInput } from '../../schema/wish/inputs';
import { ShareWishResult, WithdrawShareResult } from '../../schema/wish/results';
import { Wish, WishShare, WishShareConnection } from '../../schema/wish/wish';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { ShareService } from './share.service';
import type { WishReading } from './wish.reading';

const givers = [Role.FEDERATION_STAFF, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR];

@Resolver(() => WishShare)
export class WishShareResolver {
  constructor(
    private readonly service: ShareService,
    private readonly reading: WishReading,
    private readonly needs: NeedLoader,
  ) {}

  @Allow(givers, { apiKeyScope: ApiKeyScope.DONATIONS_WRITE })
  @Mutation(() => ShareWishResult, {
    description:
      '分担微心愿 Hold a part, or all, of the price of an open wish for a donor; shares never sum up above the price.',
  })
  async shareWish(
    @Arg('input', () => ShareWishInput, { description: '内容 Which wish, by whom, how much.' }) input: ShareWishInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ShareWishResult> {
    const share = await this.service.shareWish(actorOf(context), input);
    return isRefusal(share) ? share : await this.reading.presentOne(share);
  }

  @Allow(givers, { apiKeyScope: ApiKeyScope.DONATIONS_WRITE })
  @Mutation(() => WithdrawShareResult, {
    description: '撤回分担 Take a share back before it was received; withdrawing twice is withdrawing once.',
  })
  async withdrawShare(
    @Arg('input', () => WithdrawShareInput, { description: '分担 Which share.' }) input: WithdrawShareInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawShareResult> {
    const share = await this.service.withdrawShare(actorOf(context), input);
    return isRefusal(share) ? share : await this.reading.presentOne(share);
  }

  @Allow([...givers, Role.AUDITOR], { apiKeyScope: ApiKeyScope.DONATIONS_READ })
  @Query(() => WishShareConnection, {
    description: '分担清单 The shares of wishes that an organisation gave or received, the newest first.',
  })
  wishShares(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the donor or the charity.' })
    organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    return this.reading.listShares(actorOf(context), organisationId, page);
  }

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => NeedConnection, {
    description:
      '待配送微心愿 Wishes whose whole price was received and that nobody brings yet, the longest waiting first.',
  })
  wishesToDeliver(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('areaCode', () => String, {
      nullable: true,
      description: '区划代码 In the subtree of this area, down to the community.',
    })
    areaCode?: string,
  ) {
    return this.reading.listToDeliver(actorOf(context), page, areaCode);
  }

  @FieldResolver(() => Need, { nullable: true, description: '微心愿 The wish as you see it now.' })
  wish(@Root() share: WishShare, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, share.needId);
  }
}

@Resolver(() => Need)
export class NeedWishResolver {
  constructor(private readonly reading: WishReading) {}

  @FieldResolver(() => Wish, {
    nullable: true,
    description: '微心愿进展 The price of a micro-wish and how much of it is held; null for every other need.',
  })
  wish(@Root() need: Need, @Ctx() context: RequestContext): Promise<Wish | undefined> {
    return this.reading.wish(context, need.needId);
  }
}

@Resolver(() => Wish)
export class WishResolver {
  constructor(private readonly reading: WishReading) {}

  @FieldResolver(() => [WishShare], {
    description: '分担 Its shares: all to those who serve its area, to a donor and a charity their own.',
  })
  shares(@Root() wish: Wish, @Ctx() context: RequestContext): Promise<WishShare[]> {
    return this.reading.sharesOf(actorOf(context), wish);
  }
}
