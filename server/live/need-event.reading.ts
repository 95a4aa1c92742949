/** Promises what an event is about as its reader may see it today: read when it is delivered, never stored with it. */
import type { Claim } from '../../schema/claim/claim';
import { globalId } from '../../schema/global-id';
import type { NeedEventSubject } from '../../schema/live/need-event';
import type { Need } from '../../schema/need/need';
import type { Offer } from '../../schema/offer/offer';
import type { Referral } from '../../schema/referral/referral';
import type { ClaimLoader } from '../claim/claim.loader';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { OfferListService } from '../offer/offer-list.service';
import type { ReferralListService } from '../referral/referral-list.service';

export class NeedEventReading {
  constructor(
    private readonly needs: NeedLoader,
    private readonly claims: ClaimLoader,
    private readonly referrals: ReferralListService,
    private readonly offers: OfferListService,
  ) {}

  async need(context: RequestContext, { needId }: NeedEventSubject): Promise<Need | undefined> {
    return needId === undefined ? undefined : this.needs.need(context, needId);
  }

  async claim(context: RequestContext, { claimId }: NeedEventSubject): Promise<Claim | undefined> {
    return claimId === undefined ? undefined : this.claims.claim(context, claimId);
  }

  async offer(context: RequestContext, { offerId }: NeedEventSubject): Promise<Offer | undefined> {
    return offerId === undefined ? undefined : this.offers.findVisible(actorOf(context), offerId);
  }

  /** The referral that the event names; for an organisation's feed its own referral of the need. */
  async referral(context: RequestContext, subject: NeedEventSubject): Promise<Referral | undefined> {
    const actor = actorOf(context);
    const { referralId, needId, organisationId } = subject;
    if (referralId !== undefined) return this.referrals.findVisible(actor, globalId('Referral', referralId));
    if (needId === undefined || organisationId === undefined) return undefined;
    return this.referrals.referralTo(actor, needId, organisationId);
  }
}
