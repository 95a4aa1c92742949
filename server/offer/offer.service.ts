/** Promises that a held-back need is offered to one organisation at a time, to none twice, and never beyond its moment of opening. */
import { DecisionKind } from '../../schema/matching/decision';
import { NeedStatus } from '../../schema/need/enums';
import { OfferOrigin } from '../../schema/offer/enums';
import type { AuditTrail } from '../audit/audit';
import type { OfferTiming } from '../config';
import type { Statements, Transaction } from '../database/database';
import type { Rivals } from '../database/rivals';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append, type NewEvent } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import type { HeldBackRow, NeedRepository, NeedRow } from '../need/need.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { roundMinutesOf, type OpeningService } from '../referral/opening.service';
import { judge, type Candidate, type Ground, type NotOffered, type OfferProposal } from './judging';
import type { AskedInWindow, OfferRepository, OfferRow } from './offer.repository';

export type { NotOffered, OfferProposal } from './judging';

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

/** A need with the round that it is to be offered for. */
interface Offering {
  readonly proposal: OfferProposal;
  readonly need: NeedRow;
  readonly minutes: number;
}

/**
 * So many are offered in one transaction: a dozen statements whatever their number is, some hundredths of a second, and a claim waits for
 * one of them at most.
 */
export const offersAtOnce = 50;
const listMaximum = 5_000;

export class OfferService {
  constructor(private readonly parts: OfferParts) {}

  /** Held-back needs without a standing offer for which somebody may still be asked, those that open first first. */
  async listNeedsToOffer(statements: Statements): Promise<NeedToOffer[]> {
    const { needs, offers, timing } = this.parts;
    const found: NeedToOffer[] = [];
    for (let after: HeldBackRow | undefined; found.length < listMaximum;) {
      const page = await needs.listHeldBack(statements, { due: false, after, limit: listMaximum });
      const asked = await offers.askedInWindow(statements, page);
      for (const { id, opensAt } of page) {
        const { organisationIds, standing } = asked.get(id)!;
        const roundsLeft = timing.rounds - organisationIds.length;
        if (standing || roundsLeft <= 0) continue;
        found.push({ needId: id, opensAt, askedOrganisationIds: organisationIds, roundsLeft });
      }
      if (page.length < listMaximum) break;
      after = page.at(-1);
    }
    return found.slice(0, listMaximum);
  }

  /**
   * Offers held-back needs to the organisations proposed, each for one round. The gates are tried again on what the database says
   * now, under locks on needs, organisations and offerings; so of two planners with the same plan one makes each offer. Waits for
   * nobody: what others are changing is left out. Announces NeedOffered to the organisation and the area.
   */
  async makeOffers(tx: Transaction, proposals: readonly OfferProposal[]): Promise<OfferOutcome[]> {
    const { needs, offers, matching, timing } = this.parts;
    const held = await needs.lockOffered(tx, idsOf(proposals));
    const byId = new Map(held.map((need) => [need.id, need]));
    const asked = await offers.askedInWindow(tx, held);
    const candidates = proposals.map((proposal) => {
      const need = byId.get(proposal.needId);
      const refused = need ? this.refusedByWindow(need, proposal, asked.get(need.id)!) : 'NEED_NOT_WAITING';
      return { proposal, need, refused } as const;
    });
    const ground = await this.groundOf(tx, candidates, 'PASSED_OVER');
    const askable = new Set(await matching.mayBeAsked(tx, fitsIn(ground)));
    const { refused, tried } = judge(candidates, { ...ground, askable }, 'NEED_NOT_WAITING');
    await matching.writeDown(tx, DecisionKind.OFFER, tried);
    const chosen = candidates.flatMap(({ proposal, need }, place) =>
      refused[place]
        ? []
        : [{ proposal: asTried(proposal, ground.fits[place]!), need: need!, minutes: roundMinutesOf(timing, need!) }],
    );
    return outcomesOf(proposals, refused, await this.offer(tx, chosen, OfferOrigin.PLANNER));
  }

  /**
   * Takes wholly unclaimed needs out of the pool again and offers each to the organisation that a person of the federation accepted
   * from the plan, for one round; then it returns to the pool. The caller has asked whether the actor may. Announces
   * ReferralCancelled to those who had been told, and NeedOffered.
   */
  async offerFromPool(
    tx: Transaction,
    actor: Actor,
    proposals: readonly OfferProposal[],
    rivals: Rivals,
  ): Promise<OfferOutcome[]> {
    const { needs, openings, matching, timing } = this.parts;
    const held = await needs.lockNeeds(tx, idsOf(proposals), rivals);
    const byId = new Map(held.map((need) => [need.id, need]));
    const missing = rivals === 'PASSED_OVER' ? 'PASSED_OVER' : 'NEED_NOT_FREE';
    const candidates = proposals.map((proposal) => {
      const need = byId.get(proposal.needId);
      return { proposal, need, refused: need ? this.refusedByPool(need) : missing } as const;
    });
    const ground = await this.groundOf(tx, candidates, rivals);
    const { refused, tried } = judge(candidates, { ...ground, askable: new Set(fitsIn(ground)) }, 'NEED_NOT_FREE');
    await matching.writeDown(tx, DecisionKind.OFFER, tried);
    const windows = candidates.flatMap(({ need }, place) =>
      refused[place] ? [] : [{ found: need!, minutes: roundMinutesOf(timing, need!) }],
    );
    const begun = new Map((await openings.beginWindows(tx, windows)).map((need) => [need.id, need]));
    const chosen = proposals.flatMap((proposal, place) => {
      if (refused[place]) return [];
      const need = begun.get(proposal.needId)!;
      return [{ proposal: asTried(proposal, ground.fits[place]!), need, minutes: roundMinutesOf(timing, need) }];
    });
    return outcomesOf(proposals, refused, await this.offer(tx, chosen, OfferOrigin.FEDERATION, actor));
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
    return (await openings.openNeed(tx, needId, 'NOW', 'AS_COMMITTED')) !== undefined;
  }

  /** Holds the parties of those candidates that can be offered at all, in the order of locks, and reads what speaks for and against them. */
  private async groundOf(
    tx: Transaction,
    candidates: readonly Candidate[],
    rivals: Rivals,
  ): Promise<Omit<Ground, 'askable'>> {
    const { organisations, offers, matching } = this.parts;
    const open = candidates.filter(({ refused }) => !refused);
    const organisationIds = [...new Set(open.map(({ proposal }) => proposal.organisationId))];
    const offeringIds = [...new Set(open.map(({ proposal }) => proposal.offeringId))];
    const approved = await organisations.holdApproved(tx, organisationIds, rivals);
    const offerings = await organisations.lockOfferings(tx, offeringIds, rivals);
    const fits = await matching.fitsOf(
      tx,
      open.map(({ proposal, need }) => ({ ...proposal, need: need! })),
    );
    const fitOf = new Map(open.map((candidate, place) => [candidate, fits[place]]));
    return {
      approved,
      offerings,
      passingOver: rivals === 'PASSED_OVER',
      fits: candidates.map((candidate) => fitOf.get(candidate)),
      standing: await offers.countStanding(tx, offeringIds),
    };
  }

  private refusedByWindow(
    need: NeedRow,
    { organisationId }: OfferProposal,
    { organisationIds, standing }: AskedInWindow,
  ): NotOffered | undefined {
    if (roundMinutesOf(this.parts.timing, need) === 0) return 'POOL_ONLY';
    if (standing) return 'ALREADY_OFFERED';
    if (organisationIds.includes(organisationId)) return 'ASKED_BEFORE';
    return organisationIds.length >= this.parts.timing.rounds ? 'ROUNDS_USED_UP' : undefined;
  }

  private refusedByPool(need: NeedRow): NotOffered | undefined {
    if (!isFree(need)) return 'NEED_NOT_FREE';
    return roundMinutesOf(this.parts.timing, need) === 0 ? 'POOL_ONLY' : undefined;
  }

  /** Makes the offers, with their audit lines and events, by one statement each. Returns those that were made. */
  private async offer(
    tx: Transaction,
    chosen: readonly Offering[],
    origin: OfferOrigin,
    actor?: Actor,
  ): Promise<OfferRow[]> {
    const { audit, offers } = this.parts;
    const made = await offers.insertOffers(
      tx,
      chosen.map(({ proposal, need, minutes }) => ({ ...proposal, origin, opensAt: need.opensAt!, minutes })),
    );
    const areas = new Map(chosen.map(({ need }) => [need.id, need.areaCode]));
    await audit.recordAll(
      tx,
      made.map(({ id, needId, organisationId, round }) => ({
        accountId: actor?.accountId,
        operation: 'offerNeed',
        subjectType: 'Offer',
        subjectId: id,
        details: { needId, organisationId, round, origin },
      })),
    );
    await append(
      tx,
      ...made.map(({ id, needId, organisationId, round, offeredUntil }): NewEvent => ({
        type: 'NeedOffered',
        subjectId: needId,
        audience: [organisationScope(organisationId), ...areaChainScopes(areas.get(needId)!)],
        payload: { needId, offerId: id, organisationId, round, offeredUntil },
      })),
    );
    return made;
  }
}

function fitsIn({ fits }: Pick<Ground, 'fits'>): MatchRow[] {
  return fits.filter((fit) => fit !== undefined);
}

/** Where one was to be offered and was not, an offer stood that nobody had seen. */
function outcomesOf(
  proposals: readonly OfferProposal[],
  refused: readonly (NotOffered | undefined)[],
  made: readonly OfferRow[],
): OfferOutcome[] {
  const offers = new Map(made.map((offer) => [offer.needId, offer]));
  return proposals.map((proposal, place) => {
    const reason = refused[place];
    if (reason) return { proposal, refused: reason };
    const offer = offers.get(proposal.needId);
    return offer ? { proposal, offer } : { proposal, refused: 'ALREADY_OFFERED' };
  });
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
