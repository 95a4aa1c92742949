/** Promises that a need is claimed by exactly one holder within its capacity, and that whoever is refused learns why. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
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
import type { Rivals } from '../database/rivals';
import { Together } from '../database/together';
import { append, appending } from '../event/outbox';
import { actsFor, forbidden, type Actor } from '../identity/actor';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { OpeningService } from '../referral/opening.service';
import type { ReferralRepository } from '../referral/referral.repository';
import type { ClaimAdmission } from './admission';
import { overCapacity, refusalOfGates, refusalOfQuantity, refusalOfSituation } from './claim.policy';
import { commandOf, isWhole, needClaimed, routeOf, wantedBy, type Attempt, type Wish } from './attempt';
import { isWithoutPlace } from './claiming.repository';
import type { ClaimingRepository, ClaimSituation, MadeClaim } from './claiming.repository';
import { toldOfClaim } from './claiming.statement';
import type { ClaimRepository, ClaimRow } from './claim.repository';

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
  /** One at a time for a need. */
  readonly turns: ClaimAdmission;
  /** Those that hold a connection. */
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
  /** Claims of whole needs that are tried at the same time are one statement. */
  private readonly wholes = new Together<Attempt, MadeClaim | undefined>((_, attempts) =>
    this.parts.database.single((tx) => this.write(tx, attempts, 'PASSED_OVER')),
  );

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
    return this.parts.turns.admit(wish.needId, (behindOthers) =>
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
        return canServe(match) ? this.make({ actor, wish, situation, match }) : this.closed(situation, match);
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

  /**
   * All that claims of whole needs change is one statement. Who was passed over since somebody holds a row of theirs waits for them;
   * whoever comes too late learns it the same way.
   */
  private async make(attempt: Attempt): Promise<ClaimRow | Refusal> {
    const { admission, database } = this.parts;
    const whole = isWhole(attempt);
    const made = whole ? await this.wholes.ask(database, attempt) : undefined;
    if (made) return made.claim;
    const work = (tx: Transaction) => this.claimWithin(tx, attempt);
    return admission.admit(attempt.wish.needId, () => (whole ? database.single(work) : database.transaction(work)));
  }

  /** The same in the caller's transaction, which a refusal must roll back. */
  async claimWithin(tx: Transaction, attempt: Attempt): Promise<ClaimRow | Refusal> {
    const [made] = await this.write(tx, [attempt], 'AWAITED');
    if (!made) return new ChainBroken();
    if (!isWhole(attempt)) await this.settlePart(tx, attempt, made.told);
    return made.claim;
  }

  /**
   * The claiming statement with audit lines and decisions, and with the events of whole needs; of a part the event follows when it
   * is known how the need stands.
   * The many who lose a race write nothing; the primary key of the claim and the unique command id of the audit keep a repeated id
   * from doing anything twice.
   */
  private write(tx: Transaction, attempts: readonly Attempt[], rivals: Rivals): Promise<(MadeClaim | undefined)[]> {
    const { audit, claiming, leaseMinutes, matching } = this.parts;
    const wanted = attempts.map((attempt) => wantedBy(attempt, leaseMinutes));
    const matches = attempts.map(({ match }) => match);
    const about = [audit.recording(wanted.map(commandOf)), matching.writingDown(DecisionKind.CLAIM, matches)];
    if (attempts.every(isWhole)) {
      const events = attempts.map((attempt) => needClaimed(attempt, NeedStatus.CLAIMED));
      about.push(appending(tx, events, toldOfClaim));
    }
    return claiming.claimNeeds(tx, wanted, about, rivals);
  }

  private async settlePart(tx: Transaction, attempt: Attempt, told: readonly string[]): Promise<void> {
    const { wish, situation } = attempt;
    const { needId, organisationId } = wish;
    const needStatus = await this.parts.claims.settleNeed(tx, needId);
    await append(tx, needClaimed(attempt, needStatus, told));
    // What the organisation asked first has left over is open to all who match.
    if (routeOf(situation) === 'OFFERED' && needStatus === NeedStatus.PARTIALLY_CLAIMED)
      await this.parts.openings.tellOpened(tx, needId, organisationId);
  }
}

function canServe({ offeringId, explanation }: MatchRow): boolean {
  return offeringId !== undefined && explanation.matched;
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
