/** Promises logged decisions to those concerned, and each of them made again from what was known then. */
import {
  keysetCursor,
  pageSize,
  readKeysetCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../schema/connection';
import { globalId, localId } from '../../schema/global-id';
import { DecisionReplay, type Decision } from '../../schema/matching/decision';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import type { NeedLoader } from '../need/need.loader';
import { managesNeed } from '../need/need.policy';
import type { NeedRepository } from '../need/need.repository';
import { audits, maySeeDecision } from './decision.policy';
import { presentDecision, presentOutcome } from './decision.present';
import { canonicalJson, decide, pairsOf, type DecisionInputs, type DecisionResult } from './decision.record';
import type { DecisionRepository, DecisionRow } from './decision.repository';
import type { RulesetRepository } from './ruleset.repository';

export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly loader: NeedLoader,
    private readonly rulesets: RulesetRepository,
    private readonly decisions: DecisionRepository,
  ) {}

  /** The decision as it was logged; undefined to those who may not see it. */
  async decision(actor: Actor, decisionId: string): Promise<Decision | undefined> {
    const row = await this.findVisible(actor, decisionId);
    return row && presentDecision(row);
  }

  /** Makes a decision again with the engine, from its logged inputs and ruleset; undefined to those who may not see it. */
  async replay(actor: Actor, decisionId: string): Promise<DecisionReplay | undefined> {
    const row = await this.findVisible(actor, decisionId);
    if (!row) return undefined;
    const { inputs, sealed } = this.decisions.proofOf(row);
    const replayed = inputs && (await this.again(row, inputs));
    return Object.assign(new DecisionReplay(), {
      decision: presentDecision(row),
      identical: replayed !== undefined && canonicalJson(replayed) === canonicalJson(row.result),
      inputsIntact: inputs !== undefined,
      inputsSealed: sealed,
      logged: presentOutcome(row.kind, row.result),
      replayed: replayed && presentOutcome(row.kind, replayed),
    });
  }

  /** The decisions about a need, the newest first; undefined to those who neither manage it nor audit. */
  async ofNeed(actor: Actor, needId: string, page: PageArguments): Promise<Connection<Decision> | undefined> {
    const need = await this.needs.findNeed(this.database, localId('Need', needId));
    if (!need || !(managesNeed(actor, need) || audits(actor))) return undefined;
    return this.listed(actor, { needId: need.id }, page);
  }

  /**
   * The decisions about an organisation, the newest first; undefined to those who neither act for it nor audit. What is about
   * a need that the actor does not see now is left out, so that a page may be shorter than asked for.
   */
  async ofOrganisation(actor: Actor, id: string, page: PageArguments): Promise<Connection<Decision> | undefined> {
    const organisationId = localId('Organisation', id);
    const own = organisationsOf(actor, { approvedOnly: true }).includes(organisationId);
    return own || audits(actor) ? this.listed(actor, { organisationId }, page) : undefined;
  }

  private async listed(
    actor: Actor,
    about: { readonly needId: string } | { readonly organisationId: string },
    page: PageArguments,
  ): Promise<Connection<Decision>> {
    const first = pageSize(page);
    const after = readAfter(page.after);
    const rows = await this.decisions.listDecisions(this.database, about, { after, limit: first + 1 });
    const { edges, pageInfo } = toConnection(
      rows,
      first,
      (row) => keysetCursor(globalId('Decision', row.id)),
      (row) => row,
    );
    const visible = await this.visibleOf(
      actor,
      edges.map((edge) => edge.node),
    );
    const seen = edges.filter((edge) => visible.has(edge.node));
    return { edges: seen.map(({ cursor, node }) => ({ cursor, node: presentDecision(node) })), pageInfo };
  }

  private async findVisible(actor: Actor, decisionId: string): Promise<DecisionRow | undefined> {
    const row = await this.decisions.findDecision(this.database, localId('Decision', decisionId));
    return row && (await this.visibleOf(actor, [row])).has(row) ? row : undefined;
  }

  private async visibleOf(actor: Actor, rows: readonly DecisionRow[]): Promise<Set<DecisionRow>> {
    const needIds = [...new Set(rows.flatMap((row) => row.needId ?? []))];
    const needs = await this.needs.findNeeds(this.database, needIds);
    const byId = new Map(needs.map((need) => [need.id, need]));
    const sightOf = await this.loader.sightsOf(this.database, actor, needs);
    return new Set(
      rows.filter((row) => {
        const need = byId.get(row.needId ?? '');
        return maySeeDecision(actor, row, need, need !== undefined && sightOf(need) !== undefined);
      }),
    );
  }

  private async again(row: DecisionRow, inputs: DecisionInputs): Promise<DecisionResult | undefined> {
    const ruleset = await this.rulesets.ofVersion(this.database, row.rulesetVersion);
    return ruleset && decide(row.kind, pairsOf(inputs), ruleset);
  }
}

/** The id in a cursor; one that is malformed becomes an id before which there is nothing. */
function readAfter(cursor: string | undefined): string | undefined {
  const [id] = readKeysetCursor(cursor, 1) ?? [];
  return id === undefined ? undefined : localId('Decision', id);
}
