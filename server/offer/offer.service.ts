/** Promises that a held-back need is offered to one organisation at a time, to none twice, and never beyond its moment of opening. */
import { DecisionKind } from '../../schema/matching/decision';
import { NeedStatus } from '../../schema/need/enums';
import { OfferOrigin } from '../../schema/offer/enums';
import type { AuditTrail } from '../audit/audit';
import type { OfferTiming } from '../config';
import type { Statements, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { roundMinutesOf, type OpeningService } from '../referral/opening.service';
import type { AskedInWindow, OfferRepository, OfferRow } from './offer.repository';

/** A pair that a plan proposes. */
export interface OfferProposal {
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId: string;
  readonly score: number;
  readonly rulesetVersion: string;
}

/**
 * Why a proposal came to nothing. NEED_NOT_WAITING: it is not held back (any more), or others are changing it. ALREADY_OFFERED: an
 * offer stands. ASKED_BEFORE: this organisation was asked in this window. ROUNDS_USED_UP: enough were. POOL_ONLY: needs of this
 * kind and urgency are not held back. NEED_NOT_FREE: not wholly unclaimed in the pool. PLACES_OFFERED: what is free stands offered.
 */
export type NotOffered =
  | 'NEED_NOT_WAITING'
  | 'NEED_NOT_FREE'
  | 'POOL_ONLY'
  | 'ALREADY_OFFERED'
  | 'ASKED_BEFORE'
  | 'ROUNDS_USED_UP'
  | 'ORGANISATION_NOT_APPROVED'
  | 'GATES_CLOSED'
  | 'CAPACITY_NOT_STATED'
  | 'PLACES_OFFERED';

export interface OfferOutcome {
  readonly proposal: OfferProposal;
  /** The offer that was made; undefined when none was. */
  readonly offer?: OfferRow;
  readonly refused?: NotOffered;
}

/** A need that waits for its next offer. */
export interface NeedToOffer {
  readonly needId: string;
  readonly opensAt: Date;
  /** Organisations that were asked in this window, the first first: they are not asked again. */
  readonly askedOrganisationIds: readonly string[];
  /** How many more may be asked. */
  readonly roundsLeft: number;
}

export interface OfferParts {
  readonly audit: AuditTrail;
  readonly needs: NeedRepository;
  readonly organisations: OrganisationRepository;
  readonly matching: MatchingService;
  readonly openings: OpeningService;
  readonly offers: OfferRepository;
  readonly timing: OfferTiming;
}

/** What was read, under locks, before the proposals are judged. */
interface Ground {
  readonly approved: ReadonlySet<string>;
  readonly asked: ReadonlyMap<string, AskedInWindow>;
  /** Offers that stand on each offering; counted on while more are made. */
  readonly standing: Map<string, number>;
}

const listMaximum = 5_000;

export class OfferService {
  constructor(private readonly parts: OfferParts) {}

  /** Held-back needs without a standing offer for which somebody may still be asked, those that open first first. */
  async listNeedsToOffer(statements: Statements): Promise<NeedToOffer[]> {
    const { needs, offers, timing } = this.parts;
    const waiting = await needs.listHeldBack(statements, { due: false, limit: listMaximum });
    const asked = await offers.askedInWindow(statements, waiting);
    return waiting.flatMap(({ id, opensAt }) => {
      const { organisationIds, standing } = asked.get(id)!;
      const roundsLeft = timing.rounds - organisationIds.length;
      if (standing || roundsLeft <= 0) return [];
      return [{ needId: id, opensAt: opensAt!, askedOrganisationIds: organisationIds, roundsLeft }];
    });
  }

  /**
   * Offers held-back needs to the organisations proposed, each for one round. The gates are tried again on what the database says
   * now, under locks on needs, organisations and offerings, in this order; so of two planners with the same plan one makes each
   * offer. Needs that others are changing are left out, not waited for. Announces NeedOffered to the organisation and the area.
   */
  async makeOffers(tx: Transaction, proposals: readonly OfferProposal[]): Promise<OfferOutcome[]> {
    const held = await this.parts.needs.lockOffered(tx, idsOf(proposals));
    const byId = new Map(held.map((need) => [need.id, need]));
    const ground = await this.prepare(tx, proposals, held);
    const outcomes: OfferOutcome[] = [];
    for (const proposal of proposals) {
      const need = byId.get(proposal.needId);
      const refused = need ? this.refusedByWindow(need, proposal, ground) : 'NEED_NOT_WAITING';
      const fit = refused ?? (await this.tryGates(tx, proposal, need!, ground, OfferOrigin.PLANNER));
      outcomes.push(
        typeof fit === 'string'
          ? { proposal, refused: fit }
          : await this.offer(tx, asTried(proposal, fit), need!, ground, OfferOrigin.PLANNER),
      );
      if (outcomes.at(-1)!.offer) byId.delete(proposal.needId);
    }
    return outcomes;
  }

  /**
   * Takes wholly unclaimed needs out of the pool again and offers each to the organisation that a person of the federation accepted
   * from the plan, for one round; then it returns to the pool. The caller has asked whether the actor may. Announces
   * ReferralCancelled to those who had been told, and NeedOffered.
   */
  async offerFromPool(tx: Transaction, actor: Actor, proposals: readonly OfferProposal[]): Promise<OfferOutcome[]> {
    const { needs, openings, timing } = this.parts;
    const byId = new Map<string, NeedRow>();
    for (const id of idsOf(proposals)) {
      const need = await needs.lockNeed(tx, id);
      if (need) byId.set(id, need);
    }
    const ground = await this.prepare(tx, proposals, []);
    const outcomes: OfferOutcome[] = [];
    for (const proposal of proposals) {
      const found = byId.get(proposal.needId);
      const minutes = found ? roundMinutesOf(timing, found) : 0;
      const refused = found && isFree(found) ? (minutes === 0 ? 'POOL_ONLY' : undefined) : 'NEED_NOT_FREE';
      const fit = refused ?? (await this.tryGates(tx, proposal, found!, ground, OfferOrigin.FEDERATION));
      if (typeof fit === 'string') {
        outcomes.push({ proposal, refused: fit });
        continue;
      }
      byId.delete(proposal.needId);
      const need = (await openings.beginWindow(tx, found!, minutes))!;
      outcomes.push(await this.offer(tx, asTried(proposal, fit), need, ground, OfferOrigin.FEDERATION, actor));
    }
    return outcomes;
  }

  /**
   * Opens a held-back need before its time, when the plan has nobody for it. False, and nothing changed, when an offer of it
   * stands or it is not held back any more.
   */
  async openNow(tx: Transaction, needId: string): Promise<boolean> {
    const { needs, offers, openings } = this.parts;
    const need = await needs.lockNeed(tx, needId);
    if (need?.status !== NeedStatus.OFFERED) return false;
    if ((await offers.findStanding(tx, [needId])).some((offer) => !offer.over)) return false;
    return (await openings.openNeed(tx, needId, 'NOW')) !== undefined;
  }

  private async prepare(
    tx: Transaction,
    proposals: readonly OfferProposal[],
    held: readonly NeedRow[],
  ): Promise<Ground> {
    const { organisations, offers } = this.parts;
    const offeringIds = [...new Set(proposals.map((proposal) => proposal.offeringId))];
    const approved = await organisations.holdApproved(tx, [...new Set(proposals.map((each) => each.organisationId))]);
    await organisations.lockOfferings(tx, offeringIds);
    return {
      approved,
      asked: await offers.askedInWindow(tx, held),
      standing: await offers.countStanding(tx, offeringIds),
    };
  }

  private refusedByWindow(need: NeedRow, { organisationId }: OfferProposal, { asked }: Ground): NotOffered | undefined {
    const { organisationIds, standing } = asked.get(need.id)!;
    if (roundMinutesOf(this.parts.timing, need) === 0) return 'POOL_ONLY';
    if (standing) return 'ALREADY_OFFERED';
    if (organisationIds.includes(organisationId)) return 'ASKED_BEFORE';
    return organisationIds.length >= this.parts.timing.rounds ? 'ROUNDS_USED_UP' : undefined;
  }

  /** The gates once more, and what an offer asks beyond them. A person may ask where a plan by itself may not. */
  private async tryGates(
    tx: Transaction,
    proposal: OfferProposal,
    need: NeedRow,
    { approved, standing }: Ground,
    origin: OfferOrigin,
  ): Promise<MatchRow | NotOffered> {
    const { matching } = this.parts;
    if (!approved.has(proposal.organisationId)) return 'ORGANISATION_NOT_APPROVED';
    const fit = await matching.fitOf(tx, need, proposal);
    if (!fit) return 'GATES_CLOSED';
    await matching.writeDown(tx, DecisionKind.OFFER, [fit]);
    if (!fit.explanation.matched) return 'GATES_CLOSED';
    if (origin === OfferOrigin.PLANNER && (await matching.mayBeAsked(tx, [fit])).length === 0)
      return 'CAPACITY_NOT_STATED';
    const [offering] = fit.pair.offerings;
    const free = offering!.capacityMaximum - offering!.capacityUsed - (standing.get(proposal.offeringId) ?? 0);
    return free > 0 ? fit : 'PLACES_OFFERED';
  }

  private async offer(
    tx: Transaction,
    proposal: OfferProposal,
    need: NeedRow,
    { standing }: Ground,
    origin: OfferOrigin,
    actor?: Actor,
  ): Promise<OfferOutcome> {
    const { audit, offers, timing } = this.parts;
    const offer = await offers.insertOffer(tx, {
      ...proposal,
      origin,
      opensAt: need.opensAt!,
      minutes: roundMinutesOf(timing, need),
    });
    if (!offer) return { proposal, refused: 'ALREADY_OFFERED' };
    standing.set(proposal.offeringId, (standing.get(proposal.offeringId) ?? 0) + 1);
    const { organisationId, round } = offer;
    await audit.record(tx, {
      accountId: actor?.accountId,
      operation: 'offerNeed',
      subjectType: 'Offer',
      subjectId: offer.id,
      details: { needId: need.id, organisationId, round, origin },
    });
    await append(tx, {
      type: 'NeedOffered',
      subjectId: need.id,
      audience: [organisationScope(organisationId), ...areaChainScopes(need.areaCode)],
      payload: { needId: need.id, offerId: offer.id, organisationId, round, offeredUntil: offer.offeredUntil },
    });
    return { proposal, offer };
  }
}

/** With the score of the trial, which was written down as a decision: that of the plan may be of an hour ago. */
function asTried(proposal: OfferProposal, { score, explanation }: MatchRow): OfferProposal {
  return { ...proposal, score, rulesetVersion: explanation.rulesetVersion };
}

/** In the pool, and nothing of it claimed. */
function isFree(need: NeedRow): boolean {
  return need.status === NeedStatus.PUBLISHED && need.quantityClaimed === 0 && !need.restricted;
}

/** In the order in which needs are locked. */
function idsOf(proposals: readonly OfferProposal[]): string[] {
  return [...new Set(proposals.map((proposal) => proposal.needId))].sort();
}
