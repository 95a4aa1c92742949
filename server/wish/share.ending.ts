/** Promises how a share ends without its donor: received, out of time, delivered with its wish, or set free when the wish ends. */
import { v7 } from 'uuid';
import { NeedStatus } from '../../schema/need/enums';
import { WishShareStatus } from '../../schema/wish/enums';
import { PartOfWish } from '../../schema/donation/results';
import type { AllocationSettlement } from '../allocation/settlement';
import type { AuditTrail } from '../audit/audit';
import type { ClaimRow } from '../claim/claim.repository';
import type { Database, Transaction } from '../database/database';
import type { Objection } from '../donation/desk';
import type { DonationRepository, DonationRow } from '../donation/donation.repository';
import type { DonationService } from '../donation/donation.service';
import type { Actor } from '../identity/actor';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import { wishLine, type WishNews } from './announcing';
import type { ShareRepository, ShareRow } from './share.repository';
import { shareGlobalId } from './share.service';
import { openFenOf } from './wish.policy';

const { HELD, RECEIVED, DELIVERED, EXPIRED, RELEASED } = WishShareStatus;

export interface ShareEndingParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly needs: NeedRepository;
  readonly donations: DonationRepository;
  readonly pledges: Pick<DonationService, 'takeBack'>;
  readonly allocations: Pick<AllocationSettlement, 'reserve'>;
  readonly shares: ShareRepository;
  readonly news: WishNews;
}

export class ShareEnding {
  constructor(private readonly parts: ShareEndingParts) {}

  /** Stake of donations: the wish of a share is held before its donation, and while the share stands it only may be received. */
  async hold(tx: Transaction, donationId: string): Promise<Objection | undefined> {
    const found = await this.parts.shares.findShare(tx, donationId);
    if (!found) return undefined;
    await this.parts.needs.lockNeed(tx, found.needId);
    const share = (await this.parts.shares.findShare(tx, donationId))!;
    const stands = share.status === HELD || share.status === RECEIVED;
    return (operation) =>
      stands && operation !== 'receiveDonation' ? new PartOfWish(shareGlobalId(share)) : undefined;
  }

  /** Objection: what is set aside for a share that stands is not released by hand. */
  async keeps(tx: Transaction, donationId: string): Promise<PartOfWish | undefined> {
    const share = await this.parts.shares.findShare(tx, donationId);
    return share?.status === RECEIVED ? new PartOfWish(shareGlobalId(share)) : undefined;
  }

  /**
   * Reaction: the money has arrived and is set aside for the wish; what did not arrive of it opens again. Late money that finds its
   * share still there is in time. Announces WishShareReceived, and WishPaid when nothing is missing any more.
   */
  async received(tx: Transaction, donation: DonationRow, commandId: string): Promise<void> {
    const share = await this.parts.shares.findShare(tx, donation.id);
    if (share?.status !== HELD) return;
    const amountFen = donation.moneyFen!;
    await this.parts.shares.settleHeld(tx, share.id, RECEIVED, { amountFen });
    const need = await this.parts.needs.lowerHeld(tx, share.needId, share.amountFen - amountFen, -amountFen);
    await this.parts.allocations.reserve(
      tx,
      {
        ...{
          id: v7(),
          commandId,
          donationId: donation.id,
          lotId: null,
          needId: need.id,
          claimId: null,
          projectId: null,
        },
        ...{ amount: amountFen, valueFen: amountFen, automatic: true, decidedBy: donation.receivedBy! },
      },
      donation,
      undefined,
    );
    await this.parts.news.announce(tx, 'WishShareReceived', need, {
      shareId: share.id,
      openFen: String(openFenOf(need)),
    });
    if (need.receivedFen === need.priceCeilingFen) await this.parts.news.announce(tx, 'WishPaid', need);
  }

  /** Ends shares that were not received in time, each in a transaction of its own. Returns how many. */
  async expireShares(limit = 500): Promise<number> {
    let expired = 0;
    for (const id of await this.parts.shares.listOver(this.parts.database, limit))
      if (await this.expireShare(id)) expired += 1;
    return expired;
  }

  /**
   * Ends one share if its time is over by the clock of the database; exactly one of any number of callers does it.
   * Announces WishShareExpired and DonationPledgeWithdrawn.
   */
  expireShare(shareId: string): Promise<boolean> {
    return this.parts.database.transaction(async (tx) => {
      const found = await this.parts.shares.findShare(tx, shareId);
      if (!found) return false;
      await this.parts.needs.lockNeed(tx, found.needId);
      const share = await this.parts.shares.settleHeld(tx, shareId, EXPIRED, { afterLease: true });
      if (!share) return false;
      const { needId } = share;
      await this.parts.audit.record(
        tx,
        wishLine(undefined, 'expireShare', { type: 'WishShare', id: shareId }, { needId }),
      );
      await this.parts.pledges.takeBack(tx, (await this.parts.donations.lockDonation(tx, shareId))!, 'SHARE_EXPIRED');
      const need = await this.parts.needs.lowerHeld(tx, needId, share.amountFen, 0n);
      await this.parts.news.announce(tx, 'WishShareExpired', need, { shareId, openFen: String(openFenOf(need)) });
      return true;
    });
  }

  /** Reaction: a wish that was withdrawn or expired is held by nobody. Returns the organisations that must hear of it. */
  async wishEnded(tx: Transaction, need: NeedRow, actor: Actor | undefined): Promise<string[]> {
    if (need.heldFen === 0n) return [];
    const told = await this.parts.news.organisationsOf(tx, need.id);
    await this.release(tx, need, actor);
    return told;
  }

  /** Reaction: the household has confirmed. What it got was paid by the shares; if it got nothing, they are set free. */
  async confirmed(tx: Transaction, claim: ClaimRow): Promise<void> {
    const need = (await this.parts.needs.lockNeed(tx, claim.needId))!;
    if (need.heldFen === 0n) return;
    if (!claim.quantityDelivered) return this.release(tx, need, undefined);
    await this.parts.shares.endAll(tx, need.id, [RECEIVED], DELIVERED);
    const granted = await this.parts.needs.lowerHeld(tx, need.id, need.heldFen, need.receivedFen);
    await this.parts.news.announce(tx, 'WishGranted', granted, { claimId: claim.id });
  }

  /** Reaction: whoever was to bring a paid wish gave it back; it waits for somebody else. */
  async claimEnded(tx: Transaction, claim: ClaimRow): Promise<void> {
    const need = (await this.parts.needs.lockNeed(tx, claim.needId))!;
    const waits = need.heldFen > 0n && need.receivedFen === need.priceCeilingFen && need.quantityClaimed === 0;
    if (waits && need.status === NeedStatus.CLAIMED) await this.parts.news.announce(tx, 'WishPaid', need);
  }

  /** What was promised is promised no more; what was received was set free by its allocation and is the charity's to give back, or to use otherwise with consent. */
  private async release(tx: Transaction, need: NeedRow, actor: Actor | undefined): Promise<void> {
    await this.parts.audit.record(tx, wishLine(actor, 'releaseShares', { type: 'Need', id: need.id }));
    const promised: ShareRow[] = await this.parts.shares.endAll(tx, need.id, [HELD], RELEASED);
    for (const share of promised)
      await this.parts.pledges.takeBack(tx, (await this.parts.donations.lockDonation(tx, share.id))!, 'WISH_ENDED');
    await this.parts.shares.endAll(tx, need.id, [RECEIVED], RELEASED);
    const freed = await this.parts.needs.lowerHeld(tx, need.id, need.heldFen, need.receivedFen);
    await this.parts.news.announce(tx, 'WishSharesReleased', freed);
  }
}
