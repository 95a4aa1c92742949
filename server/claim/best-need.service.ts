/** Promises "give me the best need that I may serve": claimed at once, and rivals at the same instant get different ones. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import type { ClaimBestNeedInput } from '../../schema/claim/inputs';
import { NothingToClaim } from '../../schema/claim/refusals';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import type { Transaction } from '../database/database';
import { actsFor, forbidden, type Actor } from '../identity/actor';
import { overCapacity, refusalOfSituation } from './claim.policy';
import type { ClaimRow } from './claim.repository';
import { ChainBroken, type ClaimingParts, type ClaimingService, type Tries } from './claiming.service';

interface BestWish {
  readonly claimId: string;
  readonly organisationId: string;
}

/** Rolls the attempt back and tells which need was not to be had after all; never leaves this file. */
class PassedOver extends Refusal {
  constructor(readonly needId?: string) {
    super({ zh: '', en: '' });
  }
}

/** So many of the best are tried to be held at once; who finds all of them in other hands ranks anew. */
const candidatesAtOnce = 40;
const rounds = 8;

export class BestNeedService {
  constructor(
    private readonly parts: ClaimingParts,
    private readonly claiming: Pick<ClaimingService, 'attempt' | 'claimWithin'>,
  ) {}

  /**
   * Claims the best open need by the ruleset in force, all that is left of it. A retry with the same id answers with the same
   * claim. Refuses when nothing fits or no capacity is left. Announces NeedClaimed.
   */
  async claimBestNeed(actor: Actor, input: ClaimBestNeedInput): Promise<ClaimRow | Refusal> {
    const wish = { claimId: input.claimId, organisationId: localId('Organisation', input.organisationId) };
    if (!actsFor(actor, wish.organisationId)) throw forbidden();
    return this.parts.admission.admit(wish.organisationId, () => this.claimBest(actor, wish));
  }

  private async claimBest(actor: Actor, wish: BestWish): Promise<ClaimRow | Refusal> {
    const earlier = await this.earlier(wish);
    if (earlier) return earlier;
    const { database, matching } = this.parts;
    const passedOver = new Set<string>();
    for (let round = 1; round <= rounds;) {
      const count = candidatesAtOnce + passedOver.size;
      const ranked = await matching.bestClaimableBy(database, wish.organisationId, count);
      const needIds = ranked.map((row) => row.needId).filter((needId) => !passedOver.has(needId));
      if (needIds.length === 0) return this.nothing(wish);
      const result = await this.claimFirst(actor, wish, needIds);
      if (result instanceof IdempotencyMismatch) return (await this.earlier(wish)) ?? result;
      if (result instanceof PassedOver && result.needId !== undefined) passedOver.add(result.needId);
      else if (result instanceof PassedOver || result instanceof ChainBroken) round += 1;
      else return result;
    }
    throw new Fault('RETRYABLE', {
      zh: '合适的需求正被多方认领，请稍后重试',
      en: 'the needs that fit are being claimed by others at this moment, try again',
    });
  }

  private claimFirst(actor: Actor, wish: BestWish, needIds: readonly string[]): Promise<ClaimRow | Refusal> {
    return this.claiming.attempt((tries) =>
      this.parts.database.transaction(async (tx) => {
        const needId = await this.parts.claiming.holdFirst(tx, needIds);
        return needId === undefined ? new PassedOver() : this.claimHeld(tx, actor, { ...wish, needId }, tries);
      }),
    );
  }

  /** The need is held: what is read of it now stands until the end of the transaction. */
  private async claimHeld(
    tx: Transaction,
    actor: Actor,
    wish: BestWish & { readonly needId: string },
    tries: Tries,
  ): Promise<ClaimRow | Refusal> {
    const { claiming, matching } = this.parts;
    const situation = await claiming.findSituation(tx, wish.needId, wish.organisationId, actor.accountId);
    // Who referred a need may not claim it: the next one then.
    if (refusalOfSituation(actor, situation, undefined) || situation!.referredByAsker)
      return new PassedOver(wish.needId);
    const match = await matching.bestOfferingFor(tx, situation!.need, wish.organisationId);
    if (!match?.offeringId || !match.explanation.matched) return new PassedOver(wish.needId);
    tries(match);
    return this.claiming.claimWithin(tx, { actor, wish, situation: situation!, match });
  }

  private async nothing(wish: BestWish): Promise<Refusal> {
    const { database, organisations } = this.parts;
    const organisation = await organisations.findOrganisation(database, wish.organisationId);
    if (!organisation) return new NotFound('Organisation');
    const offerings = await organisations.listOfferings(database, { organisationIds: [wish.organisationId] });
    const full = offerings.length > 0 && offerings.every((one) => one.capacityUsed >= one.capacityMaximum);
    return full ? overCapacity(offerings) : new NothingToClaim();
  }

  /** A retry: the claim as it was made then. An id that another organisation's claim has serves nothing else. */
  private async earlier(wish: BestWish): Promise<ClaimRow | Refusal | undefined> {
    const claim = await this.parts.claims.findClaim(this.parts.database, wish.claimId);
    if (!claim) return undefined;
    return claim.organisationId === wish.organisationId ? claim : new IdempotencyMismatch();
  }
}
