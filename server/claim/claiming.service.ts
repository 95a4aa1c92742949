/** Promises that a need is claimed by exactly one holder within its capacity, and that whoever is refused learns why. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { ClaimStatus } from '../../schema/claim/claim';
import type { AcceptReferralInput, ClaimNeedInput } from '../../schema/claim/inputs';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import { NeedStatus } from '../../schema/need/enums';
import { isRefusal, Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import { ReferralStatus } from '../../schema/referral/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append, appending, type NewEvent } from '../event/outbox';
import { actsFor, forbidden, type Actor } from '../identity/actor';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { OpeningService } from '../referral/opening.service';
import type { ReferralRepository } from '../referral/referral.repository';
import type { ClaimAdmission } from './admission';
import { overCapacity, refusalOfGates, refusalOfQuantity, refusalOfSituation } from './claim.policy';
import { isWithoutPlace, toldOfClaim } from './claiming.repository';
import type { ClaimingRepository, ClaimRoute, ClaimSituation, WantedClaim } from './claiming.repository';
import type { ClaimRepository, ClaimRow } from './claim.repository';

/** What one command wants to hold. */
export interface Wish {
  readonly claimId: string;
  readonly needId: string;
  readonly organisationId: string;
  readonly quantity?: number;
}

/** Something that the claim needs was not as it must be: rolls the attempt back; never leaves this room. */
export class ChainBroken extends Refusal {
  constructor() {
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

/** Told of what is tried, before it is. */
export type Tries = (match: MatchRow) => void;

/** What the schedule of leases does with a new one, after the commit. It is a net's convenience: the sweep finds all leases. */
export type LeaseReaction = (leaseUntil: Date) => void;

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
    for (const claim of claims) for (const reaction of this.leaseReactions) reaction(claim.leaseUntil!);
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
      refusalOfQuantity('quantity', wish.quantity, 1, quantityMaximum) ?? (await this.claimInTurn(actor, wish));
    return isRefusal(result) ? this.repeated(wish, result) : result;
  }

  /** Whoever can be seen to come too late does not queue; whoever stood behind others looks again when its turn comes. */
  private async claimInTurn(actor: Actor, wish: Wish): Promise<ClaimRow | Refusal> {
    const seen = await this.look(actor, wish);
    if (isRefusal(seen)) return seen;
    return this.parts.admission.admit(wish.needId, (behindOthers) =>
      this.tryToClaim(actor, wish, behindOthers ? undefined : seen),
    );
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

  /** The need, when it may be tried to claim it; else why not. */
  private async look(actor: Actor, wish: Wish): Promise<ClaimSituation | Refusal> {
    const { database, claiming } = this.parts;
    const situation = await claiming.findSituation(database, wish.needId, wish.organisationId, actor.accountId);
    const refusal = refusalOfSituation(actor, situation, wish.quantity);
    if (refusal) return refusal;
    if (situation!.referredByAsker) throw ownReferral();
    return situation!;
  }

  private async tryToClaim(actor: Actor, wish: Wish, seen?: ClaimSituation): Promise<ClaimRow | Refusal> {
    const { database, matching } = this.parts;
    for (let round = 1; round <= rounds; round += 1) {
      const situation = (round === 1 && seen) || (await this.look(actor, wish));
      if (isRefusal(situation)) return situation;
      const match = await matching.bestOfferingFor(database, situation.need, wish.organisationId);
      if (!match) return new NotFound('Organisation');
      const result = await this.attempt(async (tries) => {
        tries(match);
        return canServe(match) ? this.claimAlone(actor, wish, situation, match) : this.closed(situation, match);
      });
      if (!(result instanceof ChainBroken)) return result;
    }
    throw new Fault('RETRYABLE', {
      zh: '该需求正被多方处理，请稍后重试',
      en: 'the need is being changed by others, try again',
    });
  }

  /** Which gates are closed; when it is only the one of capacity, how full the organisation is with this kind of service. */
  private async closed(situation: ClaimSituation, { organisationId, explanation }: MatchRow): Promise<Refusal> {
    const refusal = refusalOfGates(organisationId, explanation);
    if (refusal) return refusal;
    const { database, organisations } = this.parts;
    const filter = { serviceKind: situation.serviceKind as ServiceKind, organisationIds: [organisationId] };
    return overCapacity(await organisations.listOfferings(database, filter));
  }

  /**
   * Does what ends in a claim, if it does, and starts its lease. What was decided is written with the claim; where none comes of what
   * was tried, by itself; if it cannot be written, that is the answer.
   */
  async attempt(work: (tries: Tries) => Promise<ClaimRow | Refusal>): Promise<ClaimRow | Refusal> {
    const { database, matching } = this.parts;
    let tried: readonly MatchRow[] = [];
    let result: ClaimRow | Refusal | undefined;
    try {
      result = await refusingBrokenConstraints(() => work((match) => (tried = [match])));
    } finally {
      if (result === undefined || isRefusal(result)) await matching.writeDown(database, DecisionKind.CLAIM, tried);
    }
    if (!isRefusal(result)) this.leasesStarted([result]);
    return result;
  }

  /** All that a claim of a whole need changes is one statement. */
  private claimAlone(
    actor: Actor,
    wish: Wish,
    situation: ClaimSituation,
    match: MatchRow,
  ): Promise<ClaimRow | Refusal> {
    const { database } = this.parts;
    const work = (tx: Transaction) => this.claimWithin(tx, actor, wish, situation, match);
    return isWhole(wish, situation) ? database.single(work) : database.transaction(work);
  }

  /**
   * The claiming statement with the audit line and the decision, and with the event where the whole need is claimed; of a part the
   * event follows when it is known how the need stands. A refusal must roll the caller's transaction back.
   * The many who lose a race write nothing; the primary key of the claim and the unique command id of the audit keep a repeated id
   * from doing anything twice.
   */
  async claimWithin(
    tx: Transaction,
    actor: Actor,
    wish: Wish,
    situation: ClaimSituation,
    match: MatchRow,
  ): Promise<ClaimRow | Refusal> {
    const { audit, claiming, leaseMinutes, matching } = this.parts;
    const { accountId } = actor;
    const { claimId, needId, organisationId } = wish;
    const details = { needId, organisationId, quantity: wish.quantity ?? situation.remaining };
    const wanted = {
      ...details,
      claimId,
      accountId,
      leaseMinutes,
      offeringId: match.offeringId!,
      route: routeOf(situation),
    };
    const line = { accountId, operation: 'claimNeed', subjectType: 'Claim', subjectId: claimId, details };
    const about = [audit.recording(line, claimId, details), matching.writingDown(DecisionKind.CLAIM, [match])];
    if (isWhole(wish, situation))
      about.push(appending(tx, needClaimed(wanted, situation, NeedStatus.CLAIMED), toldOfClaim));
    const made = await claiming.claimNeed(tx, wanted, about);
    if (!made) return new ChainBroken();
    if (!isWhole(wish, situation)) await this.settlePart(tx, wanted, situation, made.told);
    return made.claim;
  }

  private async settlePart(
    tx: Transaction,
    wanted: WantedClaim,
    situation: ClaimSituation,
    told: readonly string[],
  ): Promise<void> {
    const { needId, organisationId, route } = wanted;
    const needStatus = await this.parts.claims.settleNeed(tx, needId);
    await append(tx, needClaimed(wanted, situation, needStatus, told));
    // What the organisation asked first has left over is open to all who match.
    if (route === 'OFFERED' && needStatus === NeedStatus.PARTIALLY_CLAIMED)
      await this.parts.openings.tellOpened(tx, needId, organisationId);
  }
}

function canServe({ offeringId, explanation }: MatchRow): boolean {
  return offeringId !== undefined && explanation.matched;
}

/** Nothing of the need is or was claimed before, and nothing is left: how it stands afterwards needs no counting. */
function isWhole({ quantity }: Wish, situation: ClaimSituation): boolean {
  return (quantity ?? situation.remaining) === situation.quantity;
}

function needClaimed(
  { claimId, needId, organisationId, quantity }: WantedClaim,
  { areaCode }: ClaimSituation,
  needStatus: NeedStatus,
  told: readonly string[] = [],
): NewEvent {
  return {
    type: 'NeedClaimed',
    subjectId: needId,
    audience: [organisationId, ...told].map(organisationScope).concat(areaChainScopes(areaCode)),
    payload: { needId, claimId, organisationId, quantity, status: ClaimStatus.ACCEPTED, needStatus },
  };
}

function routeOf({ needStatus }: ClaimSituation): ClaimRoute {
  if (needStatus === NeedStatus.RESTRICTED) return 'DIRECTED';
  if (needStatus === NeedStatus.CLAIMED) return 'SHARED';
  return needStatus === NeedStatus.OFFERED ? 'OFFERED' : 'POOL';
}

function ownReferral(): Fault {
  return new Fault('FORBIDDEN', {
    zh: '您本人转介的需求不能由您认领，请由同事办理',
    en: 'you referred this need yourself and may not claim it: ask a colleague',
  });
}

const usedIds = ['claim_pkey', 'a_command_is_recorded_once'];
const filledByOthers = ['claims_never_exceed_capacity', 'a_need_is_never_claimed_beyond_its_quantity'];

/** What the database would not take: a claim id that was used, or a row that others filled in the meantime. */
async function refusingBrokenConstraints(work: () => Promise<ClaimRow | Refusal>): Promise<ClaimRow | Refusal> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error) ?? '';
    if (isWithoutPlace(error) || filledByOthers.includes(constraint)) return new ChainBroken();
    if (usedIds.includes(constraint)) return new IdempotencyMismatch();
    throw error;
  }
}
