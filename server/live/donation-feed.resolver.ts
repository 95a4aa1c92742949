/** Promises the operations of following donations, and goods that fit one's claims: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Claim } from '../../schema/claim/claim';
import { Donation } from '../../schema/donation/donation';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { organisationRoles } from '../../schema/identity/role';
import { DonationChange } from '../../schema/live/donation-change';
import { GoodsForClaims, ReceivedGoods } from '../../schema/live/goods-for-claims';
import type { ClaimLoader } from '../claim/claim.loader';
import { actorOf, type RequestContext } from '../context';
import type { DonationReading } from '../donation/donation.reading';
import type { FittingService } from '../trace/fitting.service';
import { donationFollowers } from './donation-feed';
import { throughTheHub } from './feed';

const afterDescription = '游标 Begin after this cursor: everything missed since is delivered first.';

@Resolver(() => DonationChange)
export class DonationFeedResolver {
  constructor(private readonly donations: DonationReading) {}

  @Allow(donationFollowers, { apiKeyScope: ApiKeyScope.DONATIONS_READ })
  @Subscription(() => DonationChange, {
    description:
      '捐赠进展动态 What happens to the donations that an organisation gave or received, or to one of them: pledged, received, set aside, delivered, given back.',
    subscribe: throughTheHub,
  })
  donationProgress(
    @Root() change: DonationChange,
    @Arg('organisationId', () => ID, { description: '组织 The donor or the charity for which one acts.' })
    _organisationId: string,
    @Arg('donationId', () => ID, { nullable: true, description: '捐赠 Only this donation; all when left out.' })
    _donationId?: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after?: string,
  ): DonationChange {
    return change;
  }

  @FieldResolver(() => Donation, { nullable: true, description: '捐赠 The donation as it is now.' })
  donation(@Root() change: DonationChange, @Ctx() context: RequestContext): Promise<Donation | undefined> {
    return this.donations.findVisible(actorOf(context), change.localDonationId);
  }
}

@Resolver(() => GoodsForClaims)
export class GoodsFeedResolver {
  constructor(
    private readonly fitting: FittingService,
    private readonly claimLoader: ClaimLoader,
  ) {}

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.FEED_READ })
  @Subscription(() => GoodsForClaims, {
    description:
      '适配款物动态 Money and goods that a charity received and that may be used for open claims of one’s organisation: by kind, area, situation and project.',
    subscribe: throughTheHub,
  })
  goodsForMyClaims(
    @Root() goods: GoodsForClaims,
    @Arg('organisationId', () => ID, { description: '组织 The organisation whose claims are meant.' })
    _organisationId: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after?: string,
  ): GoodsForClaims {
    return goods;
  }

  @FieldResolver(() => [ReceivedGoods], { description: '物资 What was received, of goods; nothing of money.' })
  async goods(@Root() { localDonationId }: GoodsForClaims): Promise<ReceivedGoods[]> {
    const lots = await this.fitting.goodsOfDonation(localDonationId);
    return lots.map(({ item, unit, quantity, expiresOn }) =>
      Object.assign(new ReceivedGoods(), { item, unit, quantity, expiresOn: expiresOn ?? undefined }),
    );
  }

  @FieldResolver(() => [Claim], {
    description: '接单 The open claims of the organisation that it may be used for, now.',
  })
  async claims(@Root() goods: GoodsForClaims, @Ctx() context: RequestContext): Promise<Claim[]> {
    const ids = await this.fitting.claimsOf(goods.organisationId, goods.localDonationId);
    const found = await Promise.all(ids.map((id) => this.claimLoader.claim(context, id)));
    return found.filter((claim) => claim !== undefined);
  }
}
