/** Promises that claims change hands all at once or not at all: each need keeps exactly one holder, each place is counted once. */
import { v7 } from 'uuid';
import { ClaimStatus } from '../../schema/claim/claim';
import type { NeedStatus } from '../../schema/need/enums';
import { ReferralMode, ReferralStatus } from '../../schema/referral/enums';
import type { AuditTrail } from '../audit/audit';
import type { Transaction } from '../database/database';
import type { Explanation } from '../matching/engine/explanation';
import type { ReferralRepository } from '../referral/referral.repository';
import type { ClaimRepository, ClaimRow } from './claim.repository';
import type { ExchangeRepository } from './exchange.repository';

/** Why the old claim ended, as clients read it on the claim. */
export const swappedReason = 'SWAPPED';

export interface ClaimMove {
  readonly claim: ClaimRow;
  readonly toOrganisationId: string;
  readonly toOfferingId: string;
  /** Who agreed for the receiver: the new claim is theirs. */
  readonly agreedBy: string;
  /** Why the receiver fits, for its referral. */
  readonly explanation: Explanation;
}

export interface MovedClaim {
  readonly claim: ClaimRow;
  readonly needStatus: NeedStatus;
}

/** What a higher room does when a claim changed hands: in the same transaction, under the held need. */
export type ExchangeReaction = (tx: Transaction, ended: ClaimRow, made: ClaimRow) => Promise<void>;

const exchangeable = [ClaimStatus.ACCEPTED, ClaimStatus.CONFIRMED];

export class ClaimExchange {
  private readonly exchangeReactions: ExchangeReaction[] = [];

  constructor(
    private readonly audit: AuditTrail,
    private readonly referrals: ReferralRepository,
    private readonly claims: ClaimRepository,
    private readonly exchanges: ExchangeRepository,
    private readonly leaseMinutes: number,
  ) {}

  /** Declares what else happens when a claim changes hands. Wired by the composition. */
  onExchanged(reaction: ExchangeReaction): void {
    this.exchangeReactions.push(reaction);
  }

  /**
   * Ends each claim as SWAPPED and makes the receiver's in its stead, under a fresh lease. The caller holds the needs,
   * then organisations and offerings, and rolls back when the answer is undefined: a claim or a place was not as it must be.
   * The places are freed first, so that offerings that are full can exchange. The quantity of a need stays claimed
   * throughout.
   */
  async exchange(
    tx: Transaction,
    moves: readonly ClaimMove[],
    by: { readonly swapId: string; readonly proposedBy: string; readonly accountId: string },
  ): Promise<MovedClaim[] | undefined> {
    for (const { claim } of moves) {
      const change = { reason: swappedReason };
      if (!(await this.claims.endClaim(tx, claim.id, exchangeable, ClaimStatus.RELEASED, change))) return undefined;
    }
    const moved: MovedClaim[] = [];
    for (const move of moves) {
      const made = await this.exchanges.takeOver(tx, {
        claimId: v7(),
        needId: move.claim.needId,
        organisationId: move.toOrganisationId,
        offeringId: move.toOfferingId,
        quantity: move.claim.quantity,
        accountId: move.agreedBy,
        leaseMinutes: this.leaseMinutes,
      });
      if (!made) return undefined;
      await this.moveReferral(tx, move, by.proposedBy);
      const needStatus = await this.claims.settleNeed(tx, made.needId);
      await this.writeDown(tx, move.claim, made, by);
      for (const react of this.exchangeReactions) await react(tx, move.claim, made);
      moved.push({ claim: made, needStatus });
    }
    return moved;
  }

  /** What the giver accepted is taken back; the receiver is referred to in the same way, and has accepted. */
  private async moveReferral(tx: Transaction, { claim, ...to }: ClaimMove, proposedBy: string): Promise<void> {
    const { referrals } = this;
    const [newest] = await referrals.listOfNeeds(tx, [claim.needId], { limit: 1 });
    const given = await referrals.findStanding(tx, claim.needId, claim.organisationId);
    if (given)
      await referrals.setStatus(
        tx,
        given.id,
        [ReferralStatus.REQUESTED, ReferralStatus.ACCEPTED],
        ReferralStatus.CANCELLED,
      );
    await referrals.insertReferrals(tx, claim.needId, newest?.mode ?? ReferralMode.OPEN, proposedBy, [
      { organisationId: to.toOrganisationId, explanation: to.explanation },
    ]);
    const taken = await referrals.findStanding(tx, claim.needId, to.toOrganisationId);
    await referrals.setStatus(tx, taken!.id, [ReferralStatus.REQUESTED], ReferralStatus.ACCEPTED, {
      answeredBy: to.agreedBy,
    });
  }

  private async writeDown(
    tx: Transaction,
    ended: ClaimRow,
    made: ClaimRow,
    by: { readonly swapId: string; readonly accountId: string },
  ): Promise<void> {
    const { needId } = made;
    for (const [subjectId, status, organisationId] of [
      [ended.id, ClaimStatus.RELEASED, ended.organisationId],
      [made.id, ClaimStatus.ACCEPTED, made.organisationId],
    ] as const)
      await this.audit.record(tx, {
        accountId: by.accountId,
        operation: 'exchangeClaim',
        subjectType: 'Claim',
        subjectId,
        details: { needId, organisationId, status, swapId: by.swapId },
      });
  }
}
