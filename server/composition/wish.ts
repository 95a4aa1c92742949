/** Promises how micro-wishes are granted: shares of their price, from the pledge to the confirmed delivery. */
import { WishNews } from '../wish/announcing';
import { ShareEnding } from '../wish/share.ending';
import { ShareRepository } from '../wish/share.repository';
import { ShareService } from '../wish/share.service';
import { WishReading } from '../wish/wish.reading';
import { NeedWishResolver, WishResolver, WishShareResolver } from '../wish/wish.resolver';
import type { Allocating } from './allocation';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Wishing = ReturnType<typeof composeWish>;

export function composeWish(parts: Ground & Parties & Care & Giving & Claiming & Allocating) {
  const {
    audit,
    claimAdmission: admission,
    claimPool,
    claimingStatements: claiming,
    claims,
    config,
    database,
    deliveryService,
  } = parts;
  const {
    allocationEndings,
    allocationSettlement,
    allocationStock: stock,
    donationDesk,
    donationReading,
    donations,
    donationService,
  } = parts;
  const { needLoader, needs, needService, needVisibility } = parts;

  const shares = new ShareRepository();
  const news = new WishNews(donations, shares);
  const pledges = donationService;
  const { shareMinutes } = config;
  const shareService = new ShareService({
    ...{
      admission,
      audit,
      claiming,
      database,
      donations,
      needLoader,
      needs,
      news,
      pledges,
      shareMinutes,
      shares,
      stock,
    },
  });
  const shareEnding = new ShareEnding(
    ...([database, audit, needs, donations, pledges, allocationSettlement, shares, news] as const),
  );
  const wishReading = new WishReading({
    ...{ claims, database, donationReading, donations, needLoader, needs, shares },
  });
  donationDesk.onHolding((tx, donationId) => shareEnding.hold(tx, donationId));
  donationService.onReceived((tx, donation, commandId) => shareEnding.received(tx, donation, commandId));
  allocationEndings.onReleasing((tx, row) => shareEnding.keeps(tx, row.donationId));
  // After claims and allocations, which end first.
  needService.onWithdrawn((tx, need, actor) => shareEnding.wishEnded(tx, need, actor));
  deliveryService.onConfirmed((tx, claim) => shareEnding.confirmed(tx, claim));
  claimPool.onEnded((tx, claim) => shareEnding.claimEnded(tx, claim));
  needVisibility.registerInvolvement('SHARER', (statements, needIds, organisationIds) =>
    donations.needsGivenFor(statements, needIds, organisationIds),
  );

  const resolvers: object[] = [
    new WishShareResolver(shareService, wishReading, needLoader),
    new NeedWishResolver(wishReading),
    new WishResolver(wishReading),
  ];
  return { shares, shareService, shareEnding, wishReading, resolvers };
}
