/** Promises that a need is claimed by exactly one holder within its capacity, and that whoever is refused learns why. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { ClaimStatus } from '../../schema/claim/claim';
import type { AcceptReferralInput, ClaimNeedInput } from '../../schema/claim/inputs';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { NeedStatus } from '../../schema/need/enums';
import { isRefusal, Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import { ReferralStatus } from '../../schema/referral/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import { actsFor, forbidden, type Actor } from '../identity/actor';
import type { MatchingService } from '../matching/matching.service';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { OpeningService } from '../referral/opening.service';
import type { ReferralRepository } from '../referral/referral.repository';
import type { ClaimAdmission } from './admission';
import { overCapacity, refusalOfGates, refusalOfQuantity, refusalOfSituation } from './claim.policy';
import type { Broken, ClaimAttempt, ClaimingRepository, ClaimRoute, ClaimSituation } from './claiming.repository';
import type { ClaimRepository, ClaimRow } from './claim.repository';

/** What one command wants to hold. */
export interface Wish {
  readonly claimId: string;
  readonly needId: string;
  readonly organisationId: string;
  readonly quantity?: number;
}

/** Rolls the attempt back; never leaves this room. */
export class ChainBroken extends Refusal {
  constructor(readonly broken: Broken) {
    super({ zh: '', en: '' });
  }
}

export interface ClaimingParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly organisations: OrganisationRepository;
  readonly matching: MatchingService;
  readonly referrals: ReferralRepository;
  readonly openings: Pick<OpeningService, 'tellOpened'>;
  readonly claims: ClaimRepository;
  readonly claiming: ClaimingRepository;
  readonly admission: ClaimAdmission;
  readonly leaseMinutes: number;
}

/** What the schedule of leases does with a new one, after the commit. It is a net's convenience: the sweep finds all leases. */
export type LeaseReaction = (claimId: string, leaseUntil: Date) => void;

/** Between the look at the situation and the statement, others may act; so often we look again. */
const rounds = 4;
const quantityMaximum = 1_000_000;

export class ClaimingService {
  private readonly leaseReactions: LeaseReaction[] = [];

  constructor(private readonly parts: ClaimingParts) {}

  /** Declares who schedules the end of a new lease. Wired by whoever runs the jobs. */
  onLeaseStarted(reaction: LeaseReaction): void {
    this.leaseReactions.push(reaction);
  }

  /** Told of claims that were made otherwise, after their commit. */
  leasesStarted(claims: readonly ClaimRow[]): void {
    for (const claim of claims) for (const reaction of this.leaseReactions) reaction(claim.id, claim.leaseUntil!);
  }

  /**
   * Claims a need, or a part of its quantity, for an organisation that passes every gate.
   * Refuses when another holds it, capacity is used up, a gate is closed, or the need is not there for the organisation.
   * A retry with the same id answers with the same claim. Announces NeedClaimed.
   */
  claimNeed(actor: Actor, input: ClaimNeedInput): Promise<ClaimRow | Refusal> {
    return this.claim(actor, {
      claimId: input.claimId,
      needId: localId('Need', input.needId),
      organisationId: localId('Organisation', input.organisationId),
      quantity: input.quantity ?? undefined,
    });
  }

  /** Claims all that is left of the need of a referral, for the organisation to which it was referred. */
  async acceptReferral(actor: Actor, input: AcceptReferralInput): Promise<ClaimRow | Refusal> {
    const { database, referrals } = this.parts;
    const referral = await referrals.findReferral(database, localId('Referral', input.referralId));
    if (!referral || !actsFor(actor, referral.organisationId)) return new NotFound('Referral');
    const wish = { claimId: input.claimId, needId: referral.needId, organisationId: referral.organisationId };
    if (referral.status === ReferralStatus.REJECTED || referral.status === ReferralStatus.CANCELLED)
      return this.repeated(wish, new NotFound('Referral'));
    return this.claim(actor, wish);
  }

  private async claim(actor: Actor, wish: Wish): Promise<ClaimRow | Refusal> {
    if (!actsFor(actor, wish.organisationId)) throw forbidden();
    const result =
      refusalOfQuantity('quantity', wish.quantity, 1, quantityMaximum) ??
      (await this.parts.admission.admit(wish.needId, () => this.tryToClaim(actor, wish)));
    return isRefusal(result) ? this.repeated(wish, result) : result;
  }

  /** A refused retry: what it asked for was done before, or its id was used for something else. */
  private async repeated(wish: Wish, refusal: Refusal): Promise<ClaimRow | Refusal> {
    const earlier = await this.parts.claims.findClaim(this.parts.database, wish.claimId);
    if (!earlier) return refusal;
    const same =
      earlier.needId === wish.needId &&
      earlier.organisationId === wish.organisationId &&
      (wish.quantity ?? earlier.quantity) === earlier.quantity;
    return same ? earlier : new IdempotencyMismatch();
  }

  private async tryToClaim(actor: Actor, wish: Wish): Promise<ClaimRow | Refusal> {
    const { database, claiming, matching } = this.parts;
    for (let round = 1; round <= rounds; round += 1) {
      const situation = await claiming.findSituation(database, wish.needId, wish.organisationId, actor.accountId);
      const refusal = refusalOfSituation(actor, situation, wish.quantity);
      if (refusal) return refusal;
      if (situation!.referredByAsker) throw ownReferral();
      const match = await matching.bestOffering(database, situation!.need, wish.organisationId);
      if (!match) return new NotFound('Organisation');
      const { offeringId, explanation } = match;
      if (!offeringId || !explanation.matched)
        return refusalOfGates(wish.organisationId, explanation) ?? this.overCapacity(situation!, wish);
      const result = await this.attempt(actor, wish, situation!, offeringId);
      if (!(result instanceof ChainBroken)) return result;
    }
    throw new Fault('RETRYABLE', {
      zh: '该需求正被多方处理,请稍后重试',
      en: 'the need is being changed by others, try again',
    });
  }

  /** How full the organisation is with this kind of service. */
  private async overCapacity(situation: ClaimSituation, wish: Wish): Promise<Refusal> {
    const { database, organisations } = this.parts;
    return overCapacity(
      await organisations.listOfferings(database, {
        serviceKind: situation.serviceKind as ServiceKind,
        organisationIds: [wish.organisationId],
      }),
    );
  }

  /** The claim in a transaction of its own; a broken chain is looked at again by the caller. */
  private async attempt(
    actor: Actor,
    wish: Wish,
    situation: ClaimSituation,
    offeringId: string,
  ): Promise<ClaimRow | Refusal> {
    const result = await refusingBrokenConstraints(() =>
      this.parts.database.transaction((tx) => this.claimWithin(tx, actor, wish, situation, offeringId)),
    );
    if (!isRefusal(result)) this.leasesStarted([result]);
    return result;
  }

  /**
   * The claiming statement, then the audit line and the event, in the caller's transaction; a refusal must roll it back.
   * The statement comes first, and the line after it, so that the many who lose a race write nothing; the primary key of the
   * claim and the unique command id of the audit keep a repeated id from doing anything twice.
   */
  async claimWithin(
    tx: Transaction,
    actor: Actor,
    wish: Wish,
    situation: ClaimSituation,
    offeringId: string,
  ): Promise<ClaimRow | Refusal> {
    const route = routeOf(situation);
    const attempt = await this.parts.claiming.claimNeed(tx, {
      ...wish,
      quantity: wish.quantity ?? situation.remaining,
      offeringId,
      accountId: actor.accountId,
      leaseMinutes: this.parts.leaseMinutes,
      route,
    });
    return attempt.claim ? this.writeDown(tx, actor, attempt, attempt.claim, route) : new ChainBroken(attempt.broken!);
  }

  private async writeDown(
    tx: Transaction,
    actor: Actor,
    attempt: ClaimAttempt,
    claim: ClaimRow,
    route: ClaimRoute,
  ): Promise<ClaimRow | Refusal> {
    const { needId, organisationId, quantity } = claim;
    const once = await this.parts.audit.recordOnce(
      tx,
      {
        accountId: actor.accountId,
        operation: 'claimNeed',
        subjectType: 'Claim',
        subjectId: claim.id,
        details: { needId, organisationId, quantity },
      },
      claim.id,
      { needId, organisationId, quantity },
    );
    if (once !== 'new') return new IdempotencyMismatch();
    const needStatus = attempt.partial ? await this.parts.claims.settleNeed(tx, needId) : attempt.needStatus;
    await append(tx, {
      type: 'NeedClaimed',
      subjectId: needId,
      audience: [organisationId, ...attempt.told].map(organisationScope).concat(areaChainScopes(attempt.areaCode!)),
      payload: { needId, claimId: claim.id, organisationId, quantity, status: ClaimStatus.ACCEPTED, needStatus },
    });
    // What the organisation asked first has left over is open to all who match.
    if (route === 'OFFERED' && needStatus === NeedStatus.PARTIALLY_CLAIMED)
      await this.parts.openings.tellOpened(tx, needId, organisationId);
    return claim;
  }
}

function routeOf({ needStatus }: ClaimSituation): ClaimRoute {
  if (needStatus === NeedStatus.RESTRICTED) return 'DIRECTED';
  if (needStatus === NeedStatus.CLAIMED) return 'SHARED';
  return needStatus === NeedStatus.OFFERED ? 'OFFERED' : 'POOL';
}

function ownReferral(): Fault {
  return new Fault('FORBIDDEN', {
    zh: '您本人转介的需求不能由您认领,请由同事办理',
    en: 'you referred this need yourself and may not claim it: ask a colleague',
  });
}

/** What the database would not take: a claim id that was used, or a row that others filled in the meantime. */
export async function refusingBrokenConstraints(work: () => Promise<ClaimRow | Refusal>): Promise<ClaimRow | Refusal> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'claim_pkey') return new IdempotencyMismatch();
    if (constraint === 'claims_never_exceed_capacity') return new ChainBroken('OFFERING');
    if (constraint === 'a_need_is_never_claimed_beyond_its_quantity') return new ChainBroken('NEED');
    throw error;
  }
}
