/** Promises who is asked first: offers before a need opens to all, and what ends them. */
import { OfferEndingService } from '../offer/ending.service';
import { OfferListService } from '../offer/offer-list.service';
import { OfferRepository } from '../offer/offer.repository';
import { NeedOfferResolver, OfferResolver } from '../offer/offer.resolver';
import { OfferService } from '../offer/offer.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Referring } from './referral';

export type Offering = ReturnType<typeof composeOffer>;

export function composeOffer(parts: Ground & Parties & Care & Referring) {
  const { config, database, audit, commands, organisations, organisationLoader, organisationService } = parts;
  const { householdService: households, needs, needLoader, needService, needVisibility } = parts;
  const { matching, openings } = parts;
  const timing = config.offers;

  const offers = new OfferRepository();
  const offerService = new OfferService({ audit, needs, organisations, matching, openings, offers, timing });
  const offerEndings = new OfferEndingService({
    ...{ database, audit, commands, needs, households, openings, offers, timing },
  });
  const offerLists = new OfferListService(database, needs, offers);
  needVisibility.registerInvolvement('OFFERED', offers.needsOffered);
  openings.onOpening((tx, need) => offerEndings.lapseOf(tx, need));
  needService.onWithdrawn((tx, need) => offerEndings.withdrawOf(tx, need, 'NEED_WITHDRAWN'));
  needService.onExpired((tx, need) => offerEndings.withdrawOf(tx, need, 'NEED_EXPIRED'));
  organisationService.onSuspended((tx, organisationId) => offerEndings.withdrawFrom(tx, organisationId));

  const resolvers: object[] = [
    new OfferResolver(offerEndings, offerLists, needLoader, organisationLoader),
    new NeedOfferResolver(offerLists),
  ];
  return { offers, offerService, offerEndings, offerLists, resolvers };
}
