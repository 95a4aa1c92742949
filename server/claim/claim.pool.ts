/** Promises that a claim which ends early gives everything back in one transaction: capacity, quantity, referral, one event. */
import { ClaimStatus, livingStatuses } from '../../schema/claim/claim';
import type { ReleaseReason } from '../../schema/claim/reason';
import { NeedStatus } from '../../schema/need/enums';
import { ReferralRejectionReason, ReferralStatus } from '../../schema/referral/enums';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { MatchingService } from '../matching/matching.service';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OpeningService } from '../referral/opening.service';
import type { ReferralRepository } from '../referral/referral.repository';
import type { ClaimingRepository } from './claiming.repository';
import type { ClaimRepository, ClaimRow } from './claim.repository';

/** A claim and its need, both held until the end of the transaction. */
export interface HeldClaim {
  readonly claim: ClaimRow;
  readonly need: NeedRow;
}

export interface GivenBack {
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus.RELEASED | ClaimStatus.LEASE_EXPIRED | ClaimStatus.REVOKED;
  readonly event: EventType;
  /** What becomes of the referral that the claim accepted; undefined leaves it to the room of referrals. */
  readonly referral?: ReferralStatus.REJECTED | ReferralStatus.REQUESTED | ReferralStatus.CANCELLED;
  readonly accountId?: string;
  readonly reason?: string;
  readonly note?: string;
  /** Only once the lease is over by the clock of the database. */
  readonly afterLease?: boolean;
}

/** What a higher room does when a claim ended early: in the same transaction, under the held need. */
export type EndReaction = (tx: Transaction, claim: ClaimRow, needStatus: NeedStatus) => Promise<void>;

const leaseBatch = 500;
const openPool: readonly NeedStatus[] = [NeedStatus.PUBLISHED, NeedStatus.PARTIALLY_CLAIMED];

export class ClaimPool {
  private readonly endReactions: EndReaction[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly matching: MatchingService,
    private readonly referrals: ReferralRepository,
    private readonly openings: Pick<OpeningService, 'tellOpened'>,
    private readonly claims: ClaimRepository,
    private readonly claiming: ClaimingRepository,
  ) {}

  onEnded(reaction: EndReaction): void {
    this.endReactions.push(reaction);
  }

  /**
   * Holds the need of a claim, then reads the claim. Everything that changes a claim begins here, so a claim does not
   * change while its need is held.
   */
  async hold(tx: Transaction, claimId: string): Promise<HeldClaim | undefined> {
    const found = await this.claims.findClaim(tx, claimId);
    const need = found && (await this.needs.lockNeed(tx, found.needId));
    const claim = need && (await this.claims.findClaim(tx, claimId));
    return claim && { claim, need };
  }

  /**
   * Ends the claim and returns what it held. Undefined, and nothing changed, when it is not in a state for it. Announces. Whoever
   * calls it has written the line of the command.
   */
  async giveBack(tx: Transaction, held: HeldClaim, how: GivenBack): Promise<ClaimRow | undefined> {
    const ended = await this.claims.endClaim(tx, held.claim.id, how.from, how.to, how);
    if (!ended) return undefined;
    await this.answerReferral(tx, ended, how);
    const needStatus = await this.claims.settleNeed(tx, ended.needId, ended.quantity);
    const states = {
      needId: ended.needId,
      organisationId: ended.organisationId,
      status: ended.status,
      reason: how.reason,
    };
    await append(tx, {
      type: how.event,
      subjectId: ended.id,
      audience: await this.audienceOfReturn(tx, held.need, needStatus, ended.organisationId),
      payload: { ...states, claimId: ended.id, needStatus, quantity: ended.quantity },
    });
    // Of an offered need only the claimant knew: now all who match are told, as if it had opened.
    if (openPool.includes(needStatus) && (await this.claiming.acceptedOffer(tx, ended.id)))
      await this.openings.tellOpened(tx, ended.needId, ended.organisationId);
    for (const react of this.endReactions) await react(tx, ended, needStatus);
    return ended;
  }

  /** What no command of a client asked for: the line says what became of the claim. */
  private async giveBackOnRecord(
    tx: Transaction,
    operation: string,
    held: HeldClaim,
    how: GivenBack,
  ): Promise<ClaimRow | undefined> {
    const ended = await this.giveBack(tx, held, how);
    if (ended)
      await this.audit.record(tx, {
        accountId: how.accountId,
        operation,
        subjectType: 'Claim',
        subjectId: ended.id,
        details: { needId: ended.needId, status: ended.status, reason: how.reason },
      });
    return ended;
  }

  /** Returns all claims that were not confirmed in time, each in a transaction of its own. Returns how many. */
  async expireLeases(): Promise<number> {
    for (let returned = 0; ;) {
      const over = await this.claims.listLeasesOver(this.database, leaseBatch);
      const before = returned;
      for (const claimId of over) if (await this.expireLease(claimId)) returned += 1;
      // Who comes second to all of them leaves the rest to whoever was first.
      if (over.length < leaseBatch || returned === before) return returned;
    }
  }

  /**
   * Returns one claim if its lease is over by the clock of the database; exactly one of any number of callers does it.
   * Announces ClaimLeaseExpired.
   */
  expireLease(claimId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const held = await this.hold(tx, claimId);
      const ended =
        held &&
        (await this.giveBackOnRecord(tx, 'expireLease', held, {
          from: [ClaimStatus.ACCEPTED],
          to: ClaimStatus.LEASE_EXPIRED,
          event: 'ClaimLeaseExpired',
          referral: ReferralStatus.REQUESTED,
          afterLease: true,
        }));
      return ended !== undefined;
    });
  }

  /** Reaction: a suspended organisation holds nothing any more. */
  async revokeOfOrganisation(tx: Transaction, organisationId: string, actor?: Actor): Promise<void> {
    for (const claim of await this.claims.listLiving(tx, { organisationId }))
      await this.revokeBecause(tx, claim.id, 'ORGANISATION_SUSPENDED', ReferralStatus.CANCELLED, actor);
  }

  /**
   * Reaction: a withdrawn need is held by nobody any more; its referrals are the business of their own room.
   * Returns the organisations that held it, which must hear of the withdrawal.
   */
  async revokeOfNeed(tx: Transaction, needId: string, actor?: Actor): Promise<string[]> {
    const living = await this.claims.listLiving(tx, { needId });
    for (const claim of living) await this.revokeBecause(tx, claim.id, 'NEED_WITHDRAWN', undefined, actor);
    return [...new Set(living.map((claim) => claim.organisationId))];
  }

  private async revokeBecause(
    tx: Transaction,
    claimId: string,
    reason: string,
    referral: ReferralStatus.CANCELLED | undefined,
    actor?: Actor,
  ): Promise<void> {
    const held = await this.hold(tx, claimId);
    if (held)
      await this.giveBackOnRecord(tx, 'revokeClaim', held, {
        from: livingStatuses,
        to: ClaimStatus.REVOKED,
        event: 'ClaimRevoked',
        accountId: actor?.accountId,
        referral,
        reason,
      });
  }

  /** The accepted referral of a claimant that holds no other part of the need is answered anew. */
  private async answerReferral(tx: Transaction, ended: ClaimRow, how: GivenBack): Promise<void> {
    if (!how.referral) return;
    const others = await this.claims.listLiving(tx, { needId: ended.needId, organisationId: ended.organisationId });
    const standing = others.length === 0 && (await this.referrals.findStanding(tx, ended.needId, ended.organisationId));
    if (!standing) return;
    const rejected = how.referral === ReferralStatus.REJECTED;
    await this.referrals.setStatus(tx, standing.id, [ReferralStatus.ACCEPTED], how.referral, {
      reason: rejected ? rejectionOf(how.reason as ReleaseReason) : undefined,
      answeredBy: how.accountId,
    });
  }

  /** Those who may claim it now hear that it is back, the claimant and the area that it ended. */
  private async audienceOfReturn(
    tx: Statements,
    need: NeedRow,
    needStatus: NeedStatus,
    claimant: string,
  ): Promise<string[]> {
    const back = openPool.includes(needStatus) || needStatus === NeedStatus.RESTRICTED;
    const standing = back ? await this.claiming.listTold(tx, need.id) : [];
    const matching = openPool.includes(needStatus) ? await this.matching.matchesOf(tx, need.id) : [];
    const organisations = [claimant, ...standing, ...matching.map((match) => match.organisationId)];
    return [...organisations.map(organisationScope), ...areaChainScopes(need.areaCode)];
  }
}

/** The reasons for giving a claim back are those for rejecting a referral. */
function rejectionOf(reason: ReleaseReason): ReferralRejectionReason {
  return ReferralRejectionReason[reason];
}
