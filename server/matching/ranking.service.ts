/** Promises rankings and explanations to those who may see them, in pages of one stable order, each written down before it is shown. */
import {
  keysetCursor,
  pageSize,
  readInstantCursor,
  readKeysetCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import { NeedMatches, UnmatchedNeed, type Match, type NearestMiss } from '../../schema/matching/match';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import type { NeedLoader } from '../need/need.loader';
import { areasManaged, managesNeed } from '../need/need.policy';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import { acceptsPlans } from './decision.policy';
import type { DecisionRepository } from './decision.repository';
import type { MatchingService, MatchRow } from './matching.service';
import { standsAfter } from './match';
import { presentMatch, presentMiss } from './present';
import type { RulesetRepository } from './ruleset.repository';
import type { StandingReading } from './standing.reading';

/** Rows are shown as they were ranked, unless the log of decisions took longer than this: then they are read again. */
const rowsLastMilliseconds = 200;

/** A page, and the rows of its needs as far as they were just read for it. */
export interface RankedNeeds extends Connection<Match> {
  readonly needs: readonly NeedRow[];
}

/** How many organisations are named that nearly match. */
const missesShown = 3;

/** Whose ranking is shown. */
type Ranked =
  | { readonly kind: DecisionKind.RANKING_FOR_NEED; readonly needId: string }
  | { readonly kind: DecisionKind.RANKING_FOR_ORGANISATION; readonly organisationId: string };

export class RankingService {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly loader: NeedLoader,
    private readonly matching: MatchingService,
    private readonly rulesets: RulesetRepository,
    private readonly decisions: DecisionRepository,
    private readonly standing: StandingReading,
  ) {}

  /**
   * The organisations that pass every gate, best first, and when there are none, those that miss by least; undefined to those
   * who do not manage the need.
   */
  async matchNeed(actor: Actor, needId: string, page: PageArguments): Promise<NeedMatches | undefined> {
    const first = pageSize(page);
    const after = readKeysetCursor(page.after, 2);
    const need = await this.needs.findNeed(this.database, localId('Need', needId));
    if (!need || !managesNeed(actor, need)) return undefined;
    const ruleset = await this.rulesets.inForce(this.database);
    const rows = await this.matching.currentMatchesFor(this.database, need, ruleset);
    const whose = { kind: DecisionKind.RANKING_FOR_NEED, needId: need.id } as const;
    const shown = await this.shown(whose, ruleset.version, rows, first, after);
    const misses =
      rows.length > 0 ? [] : await this.matching.nearestMissesFor(this.database, need, missesShown, ruleset);
    return Object.assign(new NeedMatches(), { ...shown, nearestMisses: await this.missesShown(misses) });
  }

  /**
   * The needs of an area that are in the open pool and that nobody can meet now, each with what misses it by least, those that
   * wait the longest for somebody first; only what the actor manages.
   */
  async unmatchedNeeds(actor: Actor, areaCode: string, page: PageArguments): Promise<Connection<UnmatchedNeed>> {
    const first = pageSize(page);
    const after = readInstantCursor(page.after);
    const managed = areasManaged(actor);
    const areaCodes = managed.flatMap((code) =>
      code.startsWith(areaCode) ? [code] : areaCode.startsWith(code) ? [areaCode] : [],
    );
    const rows = await this.needs.listUnmatched(this.database, { areaCodes, after, limit: first + 1 });
    const ruleset = await this.rulesets.inForce(this.database);
    const misses: MatchRow[][] = [];
    for (const row of rows.slice(0, first))
      misses.push(await this.matching.nearestMissesFor(this.database, row, missesShown, ruleset));
    const shown = await this.missesShown(misses.flat());
    return toConnection(
      rows,
      first,
      (row) => keysetCursor(row.cursorAt, row.id),
      (row) =>
        Object.assign(new UnmatchedNeed(), {
          needId: row.id,
          unmatchedSince: row.unmatchedSince!,
          nearestMisses: shown.filter((miss) => miss.match.needId === row.id),
        }),
    );
  }

  /** What missed the need by least, for who manages it; nothing for others. */
  async nearestMisses(actor: Actor, needId: string): Promise<NearestMiss[]> {
    const need = await this.needs.findNeed(this.database, needId);
    if (!need || !managesNeed(actor, need)) return [];
    return this.missesShown(await this.matching.nearestMissesFor(this.database, need, missesShown));
  }

  /** Misses as they are shown, each written down as a decision first. */
  private async missesShown(misses: readonly MatchRow[]): Promise<NearestMiss[]> {
    const decisionIds = await this.matching.writeDown(this.database, DecisionKind.EXPLANATION, misses);
    return misses.map((row, place) => presentMiss(row, decisionIds[place]!));
  }

  /**
   * What the organisation can claim now, best first; undefined to those who do not act for it. By the index all needs are
   * ranked; where it is not certain to be current, the most urgent and longest waiting of the database. All, or only those that
   * are restricted or are not.
   */
  async needsForOrganisation(
    actor: Actor,
    organisationId: string,
    page: PageArguments,
    restricted?: boolean | null,
  ): Promise<RankedNeeds | undefined> {
    const first = pageSize(page);
    const after = readKeysetCursor(page.after, 2);
    const local = localId('Organisation', organisationId);
    if (!organisationsOf(actor, { approvedOnly: true }).includes(local)) return undefined;
    const whose = { kind: DecisionKind.RANKING_FOR_ORGANISATION, organisationId: local } as const;
    const place = after && { score: Number(after[0]), id: after[1]! };
    const found = await this.standing.claimablePage(this.database, local, first + 1, place, restricted);
    if (found) {
      const readAt = performance.now();
      const shown = await this.shown(whose, found.ruleset.version, found.rows, first, after);
      return { ...shown, needs: performance.now() - readAt > rowsLastMilliseconds ? [] : found.needs };
    }
    const ruleset = await this.rulesets.inForce(this.database);
    const rows = await this.matching.claimableBy(this.database, local, ruleset, restricted);
    return { ...(await this.shown(whose, ruleset.version, rows, first, after)), needs: [] };
  }

  /** Why an organisation fits a need or not: to the need's area for any organisation, to a member for its own and a need it sees. */
  async explainMatch(actor: Actor, needId: string, organisationId: string): Promise<Match | undefined> {
    const need = await this.needs.findNeed(this.database, localId('Need', needId));
    const organisation = localId('Organisation', organisationId);
    if (!need || !(await this.mayExplain(actor, need, organisation))) return undefined;
    const row = await this.matching.bestOfferingFor(this.database, need, organisation);
    if (!row) return undefined;
    const [decisionId] = await this.matching.writeDown(this.database, DecisionKind.EXPLANATION, [row]);
    return presentMatch(row, decisionId!);
  }

  /**
   * A page of rows that stand in the order (score descending, id), written down as one decision and then shown. The cursor holds
   * the place, not the row: what is gone or came since neither repeats nor hides the others.
   */
  private async shown(
    whose: Ranked,
    rulesetVersion: string,
    rows: readonly MatchRow[],
    first: number,
    after: readonly string[] | undefined,
  ): Promise<Connection<Match>> {
    const idOf = (row: MatchRow) => (whose.kind === DecisionKind.RANKING_FOR_NEED ? row.organisationId : row.needId);
    const place = { score: Number(after?.[0]), id: after?.[1] ?? '' };
    const left = after ? rows.filter((row) => standsAfter(row.score, idOf(row), place)) : rows;
    const page = left.slice(0, first);
    const ranked = page.map((row) => ({ id: idOf(row), score: row.score }));
    const [decisionId] = await this.decisions.write(this.database, [
      { ...whose, rulesetVersion, pairs: page.map((row) => row.pair), result: { ranked } },
    ]);
    return toConnection(
      left.slice(0, first + 1),
      first,
      (row) => keysetCursor(row.score, idOf(row)),
      (row) => presentMatch(row, decisionId!),
    );
  }

  private async mayExplain(actor: Actor, need: NeedRow, organisationId: string): Promise<boolean> {
    if (managesNeed(actor, need)) return true;
    const own = organisationsOf(actor, { approvedOnly: true }).includes(organisationId);
    if (!own && !acceptsPlans(actor)) return false;
    return (await this.loader.sightsOf(this.database, actor, [need]))(need) !== undefined;
  }
}
