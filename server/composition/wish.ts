/** Promises how micro-wishes are granted: shares of their price, from the pledge to the confirmed delivery. */
import { WishNews } from '../wish/announcing';
import { CardThanksResolver } from '../wish/card.resolver';
import { HonourReading } from '../wish/honour.reading';
import { HonourRepository } from '../wish/honour.repository';
import { HonourResolver } from '../wish/honour.resolver';
import { HonourService } from '../wish/honour.service';
import { LabelRepository } from '../wish/label.repository';
import { LabelResolver } from '../wish/label.resolver';
import { LabelService } from '../wish/label.service';
import { ShareEnding } from '../wish/share.ending';
import { ShareRepository } from '../wish/share.repository';
import { ShareService } from '../wish/share.service';
import { ThanksRepository } from '../wish/thanks.repository';
import { ThanksResolver, WishThanksResolver } from '../wish/thanks.resolver';
import { ThanksService } from '../wish/thanks.service';
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
  const { audit, claims, config, database, donationReading, donations, households, needLoader, needs } = parts;

  const shares = new ShareRepository();
  const news = new WishNews(donations, shares);
  const rows = { donations, households, needs, shares };
  const shareService = new ShareService({
    ...{ database, audit, news, needLoader, ...rows },
    ...{ admission: parts.claimAdmission, claiming: parts.claimingStatements, pledges: parts.donationService },
    shareMinutes: config.shareMinutes,
  });
  const shareEnding = new ShareEnding({
    ...{ database, audit, news, ...rows },
    ...{ pledges: parts.donationService, allocations: parts.allocationSettlement },
  });
  const thanks = new ThanksRepository();
  const thanksService = new ThanksService({
    ...{ database, audit, news, thanks, households, needs, vault: parts.vault },
    ...{ cards: parts.contactCardService, identities: parts.householdService },
  });
  const labelService = new LabelService({
    ...{ database, audit, news, needs, labels: new LabelRepository(), care: thanksService },
    identities: parts.householdService,
  });
  const honours = new HonourRepository();
  const { areas, ledger, organisations, vault } = parts;
  const honourService = new HonourService({ database, audit, donations, honours, organisations, vault });
  const honourReading = new HonourReading({ database, areas, donations, honours, ledger, needs, shares, vault });
  const wishReading = new WishReading({
    ...{ database, claims, donationReading, needLoader, thanks, thanksService, ...rows },
  });

  parts.donationDesk.onHolding((tx, donationId) => shareEnding.hold(tx, donationId));
  parts.donationService.onReceived((tx, donation, commandId) => shareEnding.received(tx, donation, commandId));
  parts.allocationEndings.onReleasing((tx, row) => shareEnding.keeps(tx, row.donationId));
  // After claims and allocations, which end first.
  parts.needService.onWithdrawn((tx, need, actor) => shareEnding.wishEnded(tx, need, actor));
  parts.deliveryService.onConfirmed((tx, claim) => shareEnding.confirmed(tx, claim));
  parts.claimPool.onEnded((tx, claim) => shareEnding.claimEnded(tx, claim));
  parts.needVisibility.registerInvolvement('SHARER', donations.needsGivenFor);

  const resolvers: object[] = [
    new WishShareResolver(shareService, wishReading, needLoader),
    new NeedWishResolver(wishReading),
    new WishResolver(wishReading),
    new LabelResolver(labelService),
    new ThanksResolver(thanksService, wishReading),
    new CardThanksResolver(wishReading),
    new WishThanksResolver(wishReading),
    new HonourResolver(honourService, honourReading),
  ];
  return { shares, shareService, shareEnding, labelService, thanksService, wishReading, resolvers };
}
