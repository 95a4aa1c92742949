/** Promises that it is said once when nobody matches an open need any more, and once when somebody does again, who then hears of it. */
import { DecisionKind } from '../../schema/matching/decision';
import { ReferralMode, ReferralStatus } from '../../schema/referral/enums';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import { changesOf } from '../matching/nearest';
import { isOpen } from '../matching/standing.facts';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { ReferralRepository, ReferralRow } from './referral.repository';

/** How many organisations the event names that nearly match. */
const missesTold = 3;
const referralsRead = 500;

export type Settled = 'UNMATCHED' | 'MATCHED' | 'TOLD' | 'AS_BEFORE';

export class UnmatchedService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly matching: MatchingService,
    private readonly referrals: ReferralRepository,
  ) {}

  /** Part of a referral, whose need is held: says whether anybody was found. Announces NeedUnmatched when nobody was. */
  async referred(tx: Transaction, need: NeedRow, matches: number): Promise<void> {
    await this.needs.setUnmatched(tx, need.id, matches === 0);
    if (matches === 0) await this.announceUnmatched(tx, need);
  }

  /**
   * Compares what is said of an open need with who matches it on the rows of now. Holds the need, so of any number of servers
   * that look at once one changes something, and a retry nothing. `opened`: organisations that may match it only now; they are
   * told when they do and were not told before. When nobody matched until now, everybody who does is told.
   */
  settle(needId: string, opened: ReadonlySet<string>): Promise<Settled> {
    return this.database.transaction(async (tx) => {
      const need = await this.needs.lockNeed(tx, needId);
      if (!need || !isOpen(need)) return 'AS_BEFORE';
      // From the database alone: it was the index that found this need wrong, and the sweep makes good what an index has missed.
      const matches = await this.matching.matchesFor(tx, need);
      if (matches.length === 0) {
        if (!(await this.needs.setUnmatched(tx, needId, true))) return 'AS_BEFORE';
        await this.announceUnmatched(tx, need);
        return 'UNMATCHED';
      }
      const found = await this.needs.setUnmatched(tx, needId, false);
      const asked = found ? matches : matches.filter((match) => opened.has(match.organisationId));
      const told = await this.tell(tx, need, asked, found);
      if (found) return 'MATCHED';
      return told > 0 ? 'TOLD' : 'AS_BEFORE';
    });
  }

  /** One referral and one event for those who match and have neither a referral of the need nor said no to it. */
  private async tell(tx: Transaction, need: NeedRow, matches: readonly MatchRow[], found: boolean): Promise<number> {
    if (matches.length === 0) return 0;
    const earlier = await this.referrals.listOfNeeds(tx, [need.id], { limit: referralsRead });
    const known = new Set(
      earlier.filter((row) => row.status !== ReferralStatus.CANCELLED).map((row) => row.organisationId),
    );
    const newcomers = matches.filter((match) => !known.has(match.organisationId));
    if (newcomers.length === 0 && !found) return 0;
    await this.referrals.insertReferrals(tx, need.id, ReferralMode.OPEN, referrerOf(need, earlier), newcomers);
    await this.matching.writeDown(tx, DecisionKind.REFERRAL, newcomers);
    await this.audit.record(tx, {
      operation: 'referAgain',
      subjectType: 'Need',
      subjectId: need.id,
      details: { organisations: newcomers.length },
    });
    // Who was told before and matches again hears it too: it may have looked away meanwhile.
    const audience = found ? matches : newcomers;
    await append(tx, {
      type: 'NeedReferred',
      subjectId: need.id,
      audience: [
        ...audience.map((match) => organisationScope(match.organisationId)),
        ...areaChainScopes(need.areaCode),
      ],
      payload: { needId: need.id, status: need.status },
    });
    return newcomers.length;
  }

  /** To the area only: ids and codes of the nearest misses, each of them written down as a decision. */
  private async announceUnmatched(tx: Transaction, need: NeedRow): Promise<void> {
    const misses = await this.matching.nearestMissesFor(tx, need, missesTold);
    const decisionIds = await this.matching.writeDown(tx, DecisionKind.EXPLANATION, misses);
    await append(tx, {
      type: 'NeedUnmatched',
      subjectId: need.id,
      audience: areaChainScopes(need.areaCode),
      payload: {
        needId: need.id,
        status: need.status,
        nearest: misses.map(({ organisationId: nearOrganisationId, offeringId, explanation }, place) => ({
          nearOrganisationId,
          offeringId,
          decisionId: decisionIds[place],
          reasons: explanation.gates.filter((gate) => !gate.passed).map((gate) => gate.reason),
          changes: changesOf(explanation),
        })),
      },
    });
  }
}

/** In whose name it is referred again: who referred it last, or who took it down. */
function referrerOf(need: NeedRow, referrals: readonly ReferralRow[]): string {
  return referrals[0]?.referredBy ?? need.referredBy ?? need.createdBy;
}
