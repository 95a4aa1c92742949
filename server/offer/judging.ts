/** Promises what becomes of each pair that a plan proposes, by what was read under locks; pure. */
import type { NeedRow } from '../need/need.repository';
import type { MatchRow } from '../matching/matching.service';

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
 * PASSED_OVER: others are changing what it is about just now, and nobody is waited for.
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
  | 'PLACES_OFFERED'
  | 'PASSED_OVER';

/** A proposal with the need that is held for it, or why it cannot be offered whoever is proposed. */
export interface Candidate {
  readonly proposal: OfferProposal;
  readonly need?: NeedRow;
  readonly refused?: NotOffered;
}

/** What is known of those proposed. */
export interface Ground {
  /** Of the organisations that are held: whether each is approved. */
  readonly approved: ReadonlyMap<string, boolean>;
  /** The offerings that are held. */
  readonly offerings: ReadonlySet<string>;
  /** Whether those that are not held were passed over; else they are not there. */
  readonly passingOver: boolean;
  /** What each candidate's offering can do for its need, in their order. */
  readonly fits: readonly (MatchRow | undefined)[];
  /** Those that may be asked. A person may ask where a plan by itself may not. */
  readonly askable: ReadonlySet<MatchRow>;
  /** How many places of each offering unanswered offers may still take. */
  readonly standing: ReadonlyMap<string, number>;
}

export interface Judgement {
  /** In the order of the candidates; undefined: it is to be offered. */
  readonly refused: readonly (NotOffered | undefined)[];
  /** Pairs whose gates were tried. */
  readonly tried: readonly MatchRow[];
}

/** The first proposal of a need that nothing speaks against is offered, as long as its offering has places that do not stand offered. */
export function judge(candidates: readonly Candidate[], ground: Ground, again: NotOffered): Judgement {
  const standing = new Map(ground.standing);
  const offered = new Set<string>();
  const tried: MatchRow[] = [];
  const refused = candidates.map(({ proposal, refused: before }, place) => {
    const { needId, offeringId } = proposal;
    const early = offered.has(needId) ? again : (before ?? refusedByParty(proposal, ground));
    if (early) return early;
    const fit = ground.fits[place];
    if (!fit) return 'GATES_CLOSED';
    tried.push(fit);
    if (!fit.explanation.matched) return 'GATES_CLOSED';
    if (!ground.askable.has(fit)) return 'CAPACITY_NOT_STATED';
    const [offering] = fit.pair.offerings;
    const taken = standing.get(offeringId) ?? 0;
    if (offering!.capacityMaximum - offering!.capacityUsed <= taken) return 'PLACES_OFFERED';
    standing.set(offeringId, taken + 1);
    offered.add(needId);
    return undefined;
  });
  return { refused, tried };
}

function refusedByParty({ organisationId, offeringId }: OfferProposal, ground: Ground): NotOffered | undefined {
  const approved = ground.approved.get(organisationId);
  if (ground.passingOver && (approved === undefined || !ground.offerings.has(offeringId))) return 'PASSED_OVER';
  return approved ? undefined : 'ORGANISATION_NOT_APPROVED';
}
