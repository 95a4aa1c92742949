/** Promises when a need is there for everybody: at once, or after it was offered; and that all who match are told then, once. */
import { DecisionKind } from '../../schema/matching/decision';
import { NeedKind, NeedStatus, Urgency } from '../../schema/need/enums';
import { ReferralMode } from '../../schema/referral/enums';
import type { AuditTrail } from '../audit/audit';
import type { OfferTiming } from '../config';
import type { Transaction } from '../database/database';
import { inGroups } from '../database/together';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append, type NewEvent } from '../event/outbox';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { ReferralRepository, ReferralRow } from './referral.repository';
import type { UnmatchedService } from './unmatched.service';

/** What the opening of a held-back need causes in a lower room, in the same transaction: offers end. */
export type OpeningReaction = (tx: Transaction, need: NeedRow) => Promise<void>;

/**
 * Whether the transaction that opens a need has itself changed an offering, a claim or an organisation. The index of matching knows
 * what was committed, and nothing of that: such a transaction asks the database.
 */
export type Supply = 'AS_COMMITTED' | 'CHANGED_HERE';

/** How long one organisation is asked alone for a need; 0: it is not held back. */
export function roundMinutesOf(timing: OfferTiming, need: Pick<NeedRow, 'kind' | 'urgency'>): number {
  if (need.kind === NeedKind.MICRO_WISH) return timing.microWishMinutes;
  if (need.urgency === Urgency.EMERGENCY) return timing.emergencyMinutes;
  return need.urgency === Urgency.URGENT ? timing.urgentMinutes : timing.routineMinutes;
}

export class OpeningService {
  private readonly reactions: OpeningReaction[] = [];

  constructor(
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly matching: MatchingService,
    private readonly unmatched: Pick<UnmatchedService, 'referred'>,
    private readonly referrals: ReferralRepository,
    private readonly timing: OfferTiming,
  ) {}

  /** Declares what else happens when a held-back need opens. Wired by the composition. */
  onOpening(reaction: OpeningReaction): void {
    this.reactions.push(reaction);
  }

  /**
   * Holds a newly referred need back when there is time for offers and somebody to ask; undefined when it opens at once.
   * One that was referred by name before opens at once: those named know of it already.
   */
  async holdBack(tx: Transaction, found: NeedRow, referredBy: string): Promise<NeedRow | undefined> {
    const minutes = roundMinutesOf(this.timing, found) * this.timing.rounds;
    if (minutes === 0 || found.status !== NeedStatus.VERIFIED) return undefined;
    const askable = await this.matching.mayBeAsked(tx, await this.matching.currentMatchesFor(tx, found));
    if (askable.length === 0) return undefined;
    const [held] = await this.beginWindows(tx, [{ found, minutes }], referredBy);
    return held;
  }

  /**
   * Takes held needs out of everybody's sight, each for so many minutes; those who were told of them before are told that this is
   * over. One that is not in the state in which it was found is not among the answers. The caller announces what it does with the windows.
   */
  async beginWindows(
    tx: Transaction,
    windows: readonly { readonly found: NeedRow; readonly minutes: number }[],
    referredBy?: string,
  ): Promise<NeedRow[]> {
    const asked = windows.map(({ found, minutes }) => ({ id: found.id, from: found.status, minutes }));
    const needs = await this.needs.beginWindows(tx, asked, referredBy);
    const ids = needs.map((need) => need.id);
    const cancelled = inGroups(await this.referrals.cancelOfNeeds(tx, ids), ids, (referral) => referral.needId);
    await append(tx, ...needs.flatMap((need, place) => cancelledEvents(need, cancelled[place]!, 'OFFERED')));
    return needs;
  }

  /**
   * Puts a held-back need into the pool, exactly once however many try: when it is DUE by the clock of the database, or NOW.
   * Announces NeedOpened to every organisation that matches and the area, and NeedUnmatched when there are none.
   */
  async openNeed(tx: Transaction, needId: string, when: 'DUE' | 'NOW', supply: Supply): Promise<NeedRow | undefined> {
    const need = await this.needs.open(tx, needId, when);
    if (!need) return undefined;
    for (const react of this.reactions) await react(tx, need);
    await this.audit.record(tx, {
      operation: 'openNeed',
      subjectType: 'Need',
      subjectId: need.id,
      details: { needId: need.id, when },
    });
    const opened = (await this.needs.findNeed(tx, need.id))!;
    await this.unmatched.referred(tx, opened, await this.announceOpened(tx, opened, supply));
    return need;
  }

  /**
   * Tells all who match that what is left of a need is there for them; all but the one named, who knows. Part of a claim or of its
   * return, which has taken or given back a place.
   */
  async tellOpened(tx: Transaction, needId: string, knowing: string): Promise<void> {
    await this.announceOpened(tx, (await this.needs.findNeed(tx, needId))!, 'CHANGED_HERE', knowing);
  }

  /** Returns how many were told. */
  private async announceOpened(tx: Transaction, need: NeedRow, supply: Supply, knowing?: string): Promise<number> {
    const { matching } = this;
    const matches =
      supply === 'AS_COMMITTED' ? await matching.currentMatchesFor(tx, need) : await matching.matchesFor(tx, need);
    const told = await this.tell(tx, need, matches, knowing);
    await append(tx, {
      type: 'NeedOpened',
      subjectId: need.id,
      audience: [...organisationScopes(told), ...areaChainScopes(need.areaCode)],
      payload: { needId: need.id, status: need.status },
    });
    return told.length;
  }

  /** Writes down who is told of a need, and why; all who match but the one named. The caller announces it to them. */
  async tell(
    tx: Transaction,
    need: NeedRow,
    matches: readonly MatchRow[],
    knowing?: string,
  ): Promise<{ readonly organisationId: string }[]> {
    const told = matches.filter((match) => match.organisationId !== knowing);
    const referredBy = need.referredBy ?? need.createdBy;
    await this.referrals.insertReferrals(tx, need.id, ReferralMode.OPEN, referredBy, told);
    await this.matching.writeDown(tx, DecisionKind.REFERRAL, told);
    return told;
  }
}

/** Tells organisations, and the area, that what they were told of a need is taken back. */
export async function announceCancelled(
  tx: Transaction,
  need: NeedRow,
  cancelled: readonly ReferralRow[],
  reason: string,
): Promise<void> {
  await append(tx, ...cancelledEvents(need, cancelled, reason));
}

function cancelledEvents(need: NeedRow, cancelled: readonly ReferralRow[], reason: string): NewEvent[] {
  if (cancelled.length === 0) return [];
  return [
    {
      type: 'ReferralCancelled',
      subjectId: need.id,
      audience: [...organisationScopes(cancelled), ...areaChainScopes(need.areaCode)],
      payload: { needId: need.id, status: need.status, reason },
    },
  ];
}

export function organisationScopes(rows: readonly { readonly organisationId: string }[]): string[] {
  return rows.map((row) => organisationScope(row.organisationId));
}
