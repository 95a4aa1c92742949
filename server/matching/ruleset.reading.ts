/** Promises rulesets to those who are scored by them, drafts to those who decide on them, and what a draft would change. */
import {
  keysetCursor,
  pageSize,
  readKeysetCursor,
  toConnection,
  type Connection,
  type PageArguments,
  strangeCursor,
} from '../../schema/connection';
import { globalId, localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { RulesetDryRun, RulesetStatus, type Ruleset } from '../../schema/matching/ruleset';
import type { CriterionWeightInput } from '../../schema/matching/ruleset-inputs';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { Database } from '../database/database';
import { holds, type Actor } from '../identity/actor';
import { areasManaged } from '../need/need.policy';
import type { NeedRepository } from '../need/need.repository';
import { laterScales, type Ruleset as EngineRuleset } from './engine/ruleset';
import { rankedForNeed, type MatchingService } from './matching.service';
import { compareRankings, type RankingComparison } from './ruleset.comparison';
import { presentRuleset } from './ruleset.present';
import { engineRuleset, type RulesetRepository } from './ruleset.repository';
import { readWeights } from './ruleset.weights';

const dryRunMaximum = 200;

export class RulesetReading {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly matching: MatchingService,
    private readonly rulesets: RulesetRepository,
  ) {}

  /** The ruleset with an id, or the one in force; undefined when there is none that the actor may see. */
  async ruleset(actor: Actor, id: string | undefined): Promise<Ruleset | undefined> {
    const row = id
      ? await this.rulesets.findRuleset(this.database, localId('Ruleset', id))
      : await this.rulesets.findInForce(this.database);
    return row && statusesSeen(actor).includes(row.status) ? presentRuleset(row) : undefined;
  }

  /** The history, the newest first. */
  async history(actor: Actor, page: PageArguments): Promise<Connection<Ruleset>> {
    const first = pageSize(page);
    const rows = await this.rulesets.listRulesets(this.database, {
      statuses: statusesSeen(actor),
      before: readNumber(page.after),
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.number), presentRuleset);
  }

  /**
   * Ranks the needs of the actor's areas that were referred last by a ruleset and by the one in force, and tells what moves,
   * as counts. By the capacities and waiting times of today: it tells what would be shown now.
   */
  async dryRun(actor: Actor, rulesetId: string, last: number): Promise<RulesetDryRun | Refusal> {
    if (last < 1 || last > dryRunMaximum) return wrongNumber();
    const row = await this.rulesets.findRuleset(this.database, localId('Ruleset', rulesetId));
    if (!row) return new NotFound('Ruleset');
    return this.compared(actor, engineRuleset(row), last, row.version);
  }

  /** As dryRun(), of weights that nobody has proposed yet: with the scales that a draft of them would have. */
  async dryRunWeights(
    actor: Actor,
    given: readonly CriterionWeightInput[],
    last: number,
  ): Promise<RulesetDryRun | Refusal> {
    if (last < 1 || last > dryRunMaximum) return wrongNumber();
    const weights = readWeights(given);
    if (isRefusal(weights)) return weights;
    const { version, scales } = (await this.rulesets.findInForce(this.database))!;
    return this.compared(actor, engineRuleset({ version, weights, scales: { ...laterScales, ...scales } }), last);
  }

  private async compared(actor: Actor, tried: EngineRuleset, last: number, triedVersion?: string) {
    const inForce = await this.rulesets.inForce(this.database);
    const needs = await this.needs.listNewlyReferred(this.database, areasManaged(actor), last);
    const rankings: RankingComparison[] = [];
    for (const need of needs) {
      const pairs = await this.matching.pairsFor(this.database, need);
      const [before, after] = [inForce, tried].map((ruleset) =>
        rankedForNeed(pairs, ruleset).map((match) => match.organisationId),
      );
      rankings.push({ before: before!, after: after! });
    }
    const { organisations, ...counts } = compareRankings(rankings);
    return Object.assign(new RulesetDryRun(), {
      ...{ inForceVersion: inForce.version, triedVersion, needs: needs.length },
      ...counts,
      organisations: organisations.map(({ id, ...moves }) => ({
        organisationId: globalId('Organisation', id),
        ...moves,
      })),
    });
  }
}

/** Drafts are for those who decide on them, and for the audit. */
function statusesSeen(actor: Actor): RulesetStatus[] {
  return holds(actor, Role.CIVIL_AFFAIRS_BUREAU, Role.AUDITOR)
    ? Object.values(RulesetStatus)
    : [RulesetStatus.APPROVED, RulesetStatus.RETIRED];
}

function readNumber(cursor: string | undefined): number | undefined {
  const [number] = readKeysetCursor(cursor, 1) ?? [];
  if (number === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(number)) return Number(number);
  throw strangeCursor();
}

function wrongNumber(): InvalidInput {
  return new InvalidInput('last', {
    zh: `请指定 1 到 ${dryRunMaximum} 个需求。`,
    en: `Name 1 to ${dryRunMaximum} needs.`,
  });
}
