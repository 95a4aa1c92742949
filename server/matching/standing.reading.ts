/**
 * Promises matches from the indexes wherever they are certain to be current, and nothing otherwise: then the database is asked.
 *
 * The rule of freshness: every change that matters to matching appends its event in its own transaction. So one statement that
 * reads the events after the position that the index has applied, visible or not to followers, tells in its own snapshot exactly
 * what the index does not know yet. Nothing there: the index is that snapshot. A few events: the needs and organisations they name
 * are read as rows besides. Many, another epoch, or no index: no answer from here. It does not matter which server committed,
 * whether a long transaction holds followers back, or whether the follower has lost its connection.
 */
import type { Statements } from '../database/database';
import type { Position } from '../event/cursor';
import { readTail, type Besides } from '../event/outbox';
import type { ConsentRepository, ConsentRow } from '../household/consent.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { NeedVisibility } from '../need/visibility';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import type { RankedNeed } from './engine/percolate/scan';
import type { Ruleset } from './engine/ruleset';
import { consentedTo, needFacts, offeringFacts } from './facts';
import { matchOf, rankedMatches, standsAfter, type MatchRow } from './match';
import { engineRuleset, type RulesetRepository, type RulesetRow } from './ruleset.repository';
import type { StandingIndex, StandingState } from './standing';
import { isClaimableByName, isOpen, standingOffering, touchedBy, type Touched } from './standing.facts';
import type { Holdings } from './standing.holdings';

/** Beyond so many events that the index has not applied, the database is asked instead. */
const tailMaximum = 200;

/** A place in an order by score, then id. */
export interface Place {
  readonly score: number;
  readonly id: string;
}

/** Why the database was asked. */
export type Fallback = 'not-loaded' | 'far-behind' | 'changed-meanwhile';

/** The index, and up to where it knew everything when it was asked. */
interface Known {
  readonly state: StandingState;
  readonly applied: Position;
}

interface Current<Values> {
  readonly holdings: Holdings;
  readonly touched: Touched;
  readonly now: Date;
  readonly besides: Values;
}

/** What a page rests on besides. */
interface Ground {
  readonly ruleset: Pick<RulesetRow, 'version' | 'weights' | 'scales'>;
  /** Needs referred or offered to the organisation alone. */
  readonly byName: string[];
}

export interface Ranking {
  readonly ruleset: Ruleset;
  readonly rows: MatchRow[];
  readonly needs: NeedRow[];
  /** The rows were what the index took them for. */
  readonly isConfirmed: boolean;
}

export interface StandingParts {
  readonly index: StandingIndex;
  readonly needs: Pick<NeedRepository, 'findNeeds'>;
  readonly organisations: Pick<OrganisationRepository, 'listOfferings' | 'listOfferingsOf' | 'findOfferings'>;
  readonly consents: Pick<ConsentRepository, 'consentsOf'>;
  readonly visibility: Pick<NeedVisibility, 'needsInvolvingValue'>;
  readonly rulesets: Pick<RulesetRepository, 'inForceValue'>;
}

export class StandingReading {
  readonly counts: Record<'served' | Fallback, number> = {
    served: 0,
    'not-loaded': 0,
    'far-behind': 0,
    'changed-meanwhile': 0,
  };

  constructor(private readonly parts: StandingParts) {}

  /**
   * The next `count` needs after a place that the organisation could claim, of all there are, or of those that are restricted or are
   * not. Undefined when not certain.
   */
  async claimablePage(
    statements: Statements,
    organisationId: string,
    count: number,
    after: Place | undefined,
    restricted?: boolean | null,
  ): Promise<Ranking | undefined> {
    const ranking = await this.rank(statements, organisationId, count, after, restricted);
    if (ranking?.isConfirmed === false) return this.fallBack('changed-meanwhile');
    if (ranking) this.counts.served += 1;
    return ranking;
  }

  /**
   * The best so many for one who then tries to hold them: what others took at this very moment may be missing, which trying would tell
   * as well. Undefined when not certain.
   */
  async bestClaimable(statements: Statements, organisationId: string, count: number): Promise<MatchRow[] | undefined> {
    const ranking = await this.rank(statements, organisationId, count, undefined);
    if (ranking?.isConfirmed === false && ranking.rows.length === 0) return this.fallBack('changed-meanwhile');
    if (ranking) this.counts.served += 1;
    return ranking?.rows;
  }

  private async rank(
    statements: Statements,
    organisationId: string,
    count: number,
    after: Place | undefined,
    restricted?: boolean | null,
  ): Promise<Ranking | undefined> {
    const { organisations, rulesets, visibility } = this.parts;
    const [current, offerings] = await Promise.all([
      this.current<Ground>(statements, this.known(), {
        ruleset: () => rulesets.inForceValue(),
        byName: visibility.needsInvolvingValue([organisationId], 'REFERRED_DIRECTLY', 'OFFERED'),
      }),
      organisations.listOfferingsOf(statements, [organisationId]),
    ]);
    if (!current) return undefined;
    const ruleset = engineRuleset(current.besides.ruleset);
    const byName = new Set(current.besides.byName);
    const read = new Set([...byName, ...current.touched.needIds]);
    // No restricted need stands in the index.
    const proposed = restricted === true ? [] : propose(current, ruleset, offerings, read, count, after);
    const ids = [...read, ...proposed.map((one) => one.id)];
    const found = ids.length === 0 ? [] : await this.parts.needs.findNeeds(statements, ids);
    const isWanted = (need: NeedRow) => restricted == null || need.restricted === restricted;
    const needs = found
      .filter(isWanted)
      .filter((need) => (byName.has(need.id) ? isClaimableByName(need) : isOpen(need)));
    const consented = await this.consentsTo(statements, needs, organisationId);
    const factsOf = [false, true].map((given) => offerings.map((one) => offeringFacts(one, current.now, given)));
    const rows = needs.flatMap((row) => {
      const facts = factsOf[Number(consented.has(row.householdId))]!;
      return facts.length === 0
        ? []
        : [matchOf({ need: needFacts({ ...row, readAt: current.now }), offerings: facts }, ruleset)];
    });
    const ranked = rankedMatches(rows, (row) => row.needId);
    const left = after ? ranked.filter((row) => standsAfter(row.score, row.needId, after)) : ranked;
    return { ruleset, rows: left.slice(0, count), needs, isConfirmed: confirms(rows, proposed) };
  }

  /**
   * The offerings that may match a need: at least all that do. Undefined when not certain. What the index does not know yet is read
   * last: of an organisation that nothing happened to until then, the rows read before are those of that moment; of another one all
   * offerings are read, at one moment. So none is missed because one of its offerings took the place of another meanwhile.
   */
  async candidatesFor(
    statements: Statements,
    need: NeedRow,
    consents: readonly ConsentRow[],
  ): Promise<OfferingRow[] | undefined> {
    const known = this.known();
    if (!known) return this.fallBack('not-loaded');
    const { organisations } = this.parts;
    const ids = known.state.holdings.offeringIndex.match(needFacts(need), (id) => consentedTo(consents, id));
    const found = ids.length === 0 ? [] : await organisations.findOfferings(statements, ids);
    const current = await this.current(statements, known, {});
    if (!current) return undefined;
    const { organisationIds } = current.touched;
    const touched =
      organisationIds.size === 0
        ? []
        : await organisations.listOfferings(statements, {
            serviceKind: need.serviceKind,
            organisationIds: [...organisationIds],
          });
    this.counts.served += 1;
    const others = found.filter((one) => one.withdrawnAt === null && !organisationIds.has(one.organisationId));
    return [...others, ...touched];
  }

  /** Taken before a statement: what is applied while it runs is newer than what it reads, and is read again. */
  private known(): Known | undefined {
    const { state } = this.parts.index;
    return state && { state, applied: state.applied };
  }

  /** What the index holds and what it does not know yet, in one snapshot, and what else is read in it. */
  private async current<Values extends object>(
    statements: Statements,
    known: Known | undefined,
    besides: Besides<Values>,
  ): Promise<Current<Values> | undefined> {
    if (!known) return this.fallBack('not-loaded');
    const { epoch, holdings } = known.state;
    const tail = await readTail(statements, known.applied, tailMaximum, besides);
    if (tail.epoch !== epoch || tail.cut || tail.events.length >= tailMaximum) return this.fallBack('far-behind');
    if (this.parts.index.state !== known.state) return this.fallBack('not-loaded');
    if (tail.events.some((event) => event.type === 'StandingsCounted')) return this.fallBack('changed-meanwhile');
    return { holdings, touched: touchedBy(tail.events), now: tail.now, besides: tail };
  }

  private fallBack(reason: Fallback): undefined {
    this.counts[reason] += 1;
    return undefined;
  }

  /** The households of restricted needs that consent to the organisation; there are few, only those referred to it by name. */
  private async consentsTo(
    statements: Statements,
    needs: readonly NeedRow[],
    organisationId: string,
  ): Promise<Set<string>> {
    const consented = new Set<string>();
    for (const householdId of new Set(needs.filter((need) => need.restricted).map((need) => need.householdId)))
      if (consentedTo(await this.parts.consents.consentsOf(statements, householdId, [organisationId]), organisationId))
        consented.add(householdId);
    return consented;
  }
}

/** The best needs of the index after the place, without those that are read as rows in any case. */
function propose(
  { holdings, now }: Current<Ground>,
  ruleset: Ruleset,
  offerings: readonly OfferingRow[],
  read: ReadonlySet<string>,
  count: number,
  after: Place | undefined,
): RankedNeed<string, string>[] {
  const asked = offerings.map(standingOffering);
  const index = holdings.needsBy(ruleset);
  for (let depth = count + read.size; ; depth *= 2) {
    const best = index.bestFor(asked, Math.min(depth, index.size), { moment: now.getTime() });
    const left = best.filter((one) => !read.has(one.id) && (!after || standsAfter(one.score, one.id, after)));
    if (left.length >= count || best.length < depth) return left.slice(0, count);
  }
}

/** Whether every proposal is a row that matches with exactly the score by which it was chosen. */
function confirms(rows: readonly MatchRow[], proposed: readonly RankedNeed<string, string>[]): boolean {
  const scores = new Map(rows.map((row) => [row.needId, row.explanation.matched ? row.score : -1]));
  return proposed.every((one) => scores.get(one.id) === one.score);
}
