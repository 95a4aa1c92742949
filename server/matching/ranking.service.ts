/** Promises rankings and explanations to those who may see them, in pages of one stable order, each written down before it is shown. */
import {
  keysetCursor,
  pageSize,
  readKeysetCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import type { Match } from '../../schema/matching/match';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import type { NeedLoader } from '../need/need.loader';
import { managesNeed } from '../need/need.policy';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { DecisionRepository } from './decision.repository';
import type { MatchingService, MatchRow } from './matching.service';
import { presentMatch } from './present';
import type { RulesetRepository } from './ruleset.repository';

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
  ) {}

  /** The organisations that pass every gate, best first; undefined to those who do not manage the need. */
  async organisationsForNeed(
    actor: Actor,
    needId: string,
    page: PageArguments,
  ): Promise<Connection<Match> | undefined> {
    const first = pageSize(page);
    const after = readKeysetCursor(page.after, 2);
    const need = await this.needs.findNeed(this.database, localId('Need', needId));
    if (!need || !managesNeed(actor, need)) return undefined;
    const ruleset = await this.rulesets.inForce(this.database);
    const rows = await this.matching.matchesFor(this.database, need, ruleset);
    return this.shown({ kind: DecisionKind.RANKING_FOR_NEED, needId: need.id }, ruleset.version, rows, first, after);
  }

  /** What the organisation can claim now, best first; undefined to those who do not act for it. */
  async needsForOrganisation(
    actor: Actor,
    organisationId: string,
    page: PageArguments,
  ): Promise<Connection<Match> | undefined> {
    const first = pageSize(page);
    const after = readKeysetCursor(page.after, 2);
    const local = localId('Organisation', organisationId);
    if (!organisationsOf(actor, { approvedOnly: true }).includes(local)) return undefined;
    const ruleset = await this.rulesets.inForce(this.database);
    const rows = await this.matching.claimableBy(this.database, local, ruleset);
    const whose = { kind: DecisionKind.RANKING_FOR_ORGANISATION, organisationId: local } as const;
    return this.shown(whose, ruleset.version, rows, first, after);
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
    const [score, id] = [Number(after?.[0]), after?.[1] ?? ''];
    const left = after ? rows.filter((row) => row.score < score || (row.score === score && idOf(row) > id)) : rows;
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
    if (!organisationsOf(actor, { approvedOnly: true }).includes(organisationId)) return false;
    return (await this.loader.sightsOf(this.database, actor, [need]))(need) !== undefined;
  }
}
