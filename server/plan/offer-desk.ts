/** Promises the planner's view of the room of offers: what stands, what was asked, and how a planned need is offered. */
import type { Statements, Transaction } from '../database/database';
import type { OpenNeedRow } from '../need/need.repository';
import type { OfferRepository } from '../offer/offer.repository';
import type { OfferProposal, OfferService } from '../offer/offer.service';
import type { OfferWindow } from './plan.rows';

export class OfferDesk {
  constructor(
    private readonly offers: OfferRepository,
    private readonly service: OfferService,
  ) {}

  /** The windows of those of the needs that are held back now. */
  async windows(statements: Statements, needs: readonly OpenNeedRow[]): Promise<OfferWindow[]> {
    const heldBack = needs.filter(({ opensAt }) => opensAt !== null);
    if (heldBack.length === 0) return [];
    const rows = await this.offers.windowsOf(statements, heldBack);
    return rows.map(({ needId, offeringId, askedOrganisationIds }) => ({
      needId,
      ...(offeringId === null ? {} : { offeringId }),
      askedOrganisationIds,
    }));
  }

  /** Needs that wait for an offer now, and may still have one. */
  async waiting(statements: Statements): Promise<string[]> {
    return (await this.service.listNeedsToOffer(statements)).map(({ needId }) => needId);
  }

  /** Makes the offers that can still be made. Returns how many, and how many were left because others held what they are about. */
  async offer(tx: Transaction, proposals: readonly OfferProposal[]): Promise<{ made: number; passedOver: number }> {
    const outcomes = await this.service.makeOffers(tx, proposals);
    return {
      made: outcomes.filter(({ offer }) => offer !== undefined).length,
      passedOver: outcomes.filter(({ refused }) => refused === 'PASSED_OVER').length,
    };
  }

  /** The plan has nobody for the need: it opens to everybody now. */
  async open(tx: Transaction, needId: string): Promise<void> {
    await this.service.openNow(tx, needId);
  }
}
