/** Promises shares of a wish that never sum up above its price, each a donation of its own, given and taken back whole. */
import { AllocationRule } from '../../schema/allocation/enums';
import { globalId, localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { WishShareStatus } from '../../schema/wish/enums';
import type { ShareWishInput, WithdrawShareInput } from '../../schema/wish/inputs';
import { bitOf } from '../allocation/legality';
import { noLegal } from '../allocation/remedies';
import type { AuditTrail } from '../audit/audit';
import type { ClaimAdmission } from '../claim/admission';
import type { ClaimingRepository } from '../claim/claiming.repository';
import type { Database, Transaction } from '../database/database';
import { takenId } from '../donation/desk';
import { maySeeDonation, mayChangePledge } from '../donation/donation.policy';
import type { DonationRepository, DonationRow } from '../donation/donation.repository';
import type { DonationService } from '../donation/donation.service';
import type { HouseholdRepository } from '../household/household.repository';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedLoader } from '../need/need.loader';
import { inOpenPool, poolKindsOf } from '../need/need.policy';
import type { NeedRepository } from '../need/need.repository';
import { wishLine, type WishNews } from './announcing';
import type { ShareRepository, ShareRow } from './share.repository';
import { openFenOf, refusalOfShare } from './wish.policy';

export interface ShareParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly needs: NeedRepository;
  readonly needLoader: Pick<NeedLoader, 'sightsOf'>;
  readonly claiming: Pick<ClaimingRepository, 'findSituation'>;
  readonly donations: DonationRepository;
  readonly pledges: Pick<DonationService, 'enter' | 'takeBack'>;
  readonly households: Pick<HouseholdRepository, 'residentIndexesOf'>;
  readonly shares: ShareRepository;
  readonly news: WishNews;
  /** Those who want one wish, to claim it or to share it, queue here and not in the database. */
  readonly admission: ClaimAdmission;
  /** How long a share keeps its place until its money is received. */
  readonly shareMinutes: number;
}

/** What the schedule does with a new share, after the commit; the sweep finds all that are over in any case. */
export type ShareReaction = (shareId: string, leaseUntil: Date) => void;

export class ShareService {
  private readonly shareReactions: ShareReaction[] = [];

  constructor(private readonly parts: ShareParts) {}

  /** Declares who schedules the end of a new share. Wired by whoever runs the jobs. */
  onShared(reaction: ShareReaction): void {
    this.shareReactions.push(reaction);
  }

  /**
   * Holds a part, or all, of the price of a wish for a donor, and pledges the money for it. Refuses what is above what is open,
   * and says how much that is. A retry with the same id answers with the same share. Announces WishShared and DonationPledged.
   */
  async shareWish(actor: Actor, input: ShareWishInput): Promise<ShareRow | Refusal> {
    const { admission, database } = this.parts;
    const share = await admission
      .admit(localId('Need', input.wishId), () =>
        database.transaction<ShareRow | Refusal>((tx) => this.shareIn(tx, actor, input)),
      )
      .catch(takenId);
    if (!isRefusal(share) && share.leaseUntil)
      for (const reaction of this.shareReactions) reaction(share.id, share.leaseUntil);
    return share;
  }

  private async shareIn(tx: Transaction, actor: Actor, input: ShareWishInput): Promise<ShareRow | Refusal> {
    const { audit, needs, news, pledges, shareMinutes, shares } = this.parts;
    const { shareId, amountFen } = input;
    const needId = localId('Need', input.wishId);
    const line = wishLine(
      actor,
      'shareWish',
      { type: 'WishShare', id: shareId },
      { needId, amountFen: String(amountFen) },
    );
    const once = await audit.recordOnce(tx, line, shareId, input);
    if (isRefusal(once)) return once;
    if (once === 'repeated') return (await shares.findShare(tx, shareId))!;
    if (amountFen < 1n) return nothingGiven();
    const refused = await this.refusalOf(tx, actor, needId, input);
    if (refused) return refused;
    const { donorOrganisationId, donorId, recipientOrganisationId } = input;
    const pledge = { donationId: shareId, donorOrganisationId, donorId, recipientOrganisationId, moneyFen: amountFen };
    const donation = await pledges.enter(tx, actor, pledge, needId);
    if (isRefusal(donation)) return donation;
    const related = await this.refusalOfRelation(tx, needId, donation);
    if (related) return related;
    const need = await needs.raiseHeld(tx, needId, amountFen);
    if (!need) throw new Error(`wish ${needId} changed while it was held`);
    const sharedBy = actor.accountId;
    const made = { id: shareId, needId, donorId: donation.donorId, amountFen, sharedBy, leaseMinutes: shareMinutes };
    const share = await shares.insertShare(tx, made);
    await news.announce(tx, 'WishShared', need, { shareId, openFen: String(openFenOf(need)) });
    return share;
  }

  /** Holds the wish; whatever is read of it then stands until the end of the transaction. */
  private async refusalOf(
    tx: Transaction,
    actor: Actor,
    needId: string,
    input: ShareWishInput,
  ): Promise<Refusal | undefined> {
    const { claiming, needLoader, needs } = this.parts;
    const need = await needs.lockNeed(tx, needId);
    if (!need) return new NotFound('Need');
    const asking = localId('Organisation', input.donorOrganisationId ?? input.recipientOrganisationId);
    const situation = await claiming.findSituation(tx, needId, asking, actor.accountId);
    const openly = inOpenPool(need) && poolKindsOf(actor).includes(need.kind);
    const sight = openly ? 'CARD' : (await needLoader.sightsOf(tx, actor, [need]))(need);
    return refusalOfShare(situation, sight, input.amountFen);
  }

  /** A person does not grant the wish of its own household: the rule of allocations, kept before anything is promised. */
  private async refusalOfRelation(
    tx: Transaction,
    needId: string,
    { donorResidentNumberIndex: index }: DonationRow,
  ): Promise<Refusal | undefined> {
    if (index === null) return undefined;
    const { households, needs } = this.parts;
    const { householdId } = (await needs.findNeed(tx, needId))!;
    const people = await households.residentIndexesOf(tx, householdId);
    return people.some((one) => one.equals(index)) ? noLegal([bitOf(AllocationRule.RELATED_PARTY)]) : undefined;
  }

  /** Taking it back twice is taking it back once. Announces WishShareWithdrawn and DonationPledgeWithdrawn. */
  withdrawShare(actor: Actor, input: WithdrawShareInput): Promise<ShareRow | Refusal> {
    const { audit, database, donations, needs, news, pledges, shares } = this.parts;
    return database.transaction(async (tx) => {
      const id = localId('WishShare', input.shareId);
      const line = wishLine(actor, 'withdrawShare', { type: 'WishShare', id });
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const found = await shares.findShare(tx, id);
      if (!found) return new NotFound('WishShare');
      const { needId } = found;
      await needs.lockNeed(tx, needId);
      const donation = (await donations.lockDonation(tx, id))!;
      if (!maySeeDonation(actor, donation)) return new NotFound('WishShare');
      if (!mayChangePledge(actor, donation)) throw forbidden();
      const share = (await shares.findShare(tx, id))!;
      if (once === 'repeated' || share.status === WishShareStatus.WITHDRAWN) return share;
      if (share.status !== WishShareStatus.HELD) return new WrongState(share.status, [WishShareStatus.HELD]);
      const withdrawn = (await shares.settleHeld(tx, id, WishShareStatus.WITHDRAWN))!;
      const need = await needs.lowerHeld(tx, needId, share.amountFen, 0n);
      await pledges.takeBack(tx, donation, 'SHARE_WITHDRAWN');
      await news.announce(tx, 'WishShareWithdrawn', need, { shareId: id, openFen: String(openFenOf(need)) });
      return withdrawn;
    });
  }
}

export function shareGlobalId(share: Pick<ShareRow, 'id'>): string {
  return globalId('WishShare', share.id);
}

function nothingGiven(): InvalidInput {
  return new InvalidInput('amountFen', {
    zh: '金额须大于零。请改正后重试。',
    en: 'A share is above zero. Correct it and try again.',
  });
}
