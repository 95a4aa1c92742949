/** Promises who sees an offer and who answers it, and how an offer stands by the clock of the database. */
import { OfferStatus } from '../../schema/offer/enums';
import { organisationsOf, type Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedRow } from '../need/need.repository';
import type { OfferRow } from './offer.repository';

/** The approved organisation that was asked. */
export function mayAnswer(actor: Actor, offer: Pick<OfferRow, 'organisationId'>): boolean {
  return organisationsOf(actor, { approvedOnly: true }).includes(offer.organisationId);
}

/** That organisation, and those who manage the need. */
export function maySeeOffer(
  actor: Actor,
  offer: Pick<OfferRow, 'organisationId'>,
  need: Pick<NeedRow, 'areaCode'>,
): boolean {
  return mayAnswer(actor, offer) || managesNeed(actor, need);
}

/** An offer whose time has passed is lapsed, whether or not a job has written it down yet. */
export function statusOf(offer: Pick<OfferRow, 'status' | 'over'>): OfferStatus {
  return offer.over ? OfferStatus.LAPSED : offer.status;
}
