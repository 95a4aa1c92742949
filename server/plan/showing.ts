/** Promises that the scores of a line are those of decisions: written down when the line is first shown, and again only once it changed. */
import type { Database } from '../database/database';
import { DecisionKind } from '../../schema/matching/decision';
import type { DecisionRepository } from '../matching/decision.repository';
import type { AskedPair, MatchingService } from '../matching/matching.service';
import type { PlanLineRow, PlanRepository } from './plan.repository';

/** A score as it is shown, and the decision that says it again. */
interface Shown {
  readonly score: number;
  readonly decisionId: string;
}

/** A pair of a line, whether it was shown before or not. */
interface LinePair extends AskedPair {
  readonly score: number;
  readonly decisionId: string | null;
}

export class PlanShowing {
  constructor(
    private readonly database: Database,
    private readonly plans: Pick<PlanRepository, 'noteShown'>,
    private readonly decisions: Pick<DecisionRepository, 'listKept'>,
    private readonly matching: Pick<MatchingService, 'measured' | 'writeDown'>,
  ) {}

  /**
   * The lines with the scores of their decisions. What a line was made from may have changed since it was published, and a new
   * version be on its way: then its pair is shown as it scores by the rows of now, and is not the line's decision.
   */
  async shown(lines: readonly PlanLineRow[]): Promise<PlanLineRow[]> {
    const pairs = lines.flatMap((line) => [...plannedPair(line), ...firstComePair(line)]);
    const kept = await this.decisions.listKept(
      this.database,
      pairs.flatMap(({ decisionId }) => decisionId ?? []),
    );
    const found = new Map<string, Shown>();
    for (const pair of pairs) {
      const { score, decisionId } = pair;
      if (decisionId !== null && kept.has(decisionId)) found.set(keyOf(pair), { score, decisionId });
    }
    const unknown = pairs.filter((pair) => !found.has(keyOf(pair)));
    for (const [key, shown] of await this.writeDown(unknown, lines[0])) found.set(key, shown);
    const showing = lines.map((line) => showingOf(line, found));
    await this.plans.noteShown(this.database, showing.flatMap(changedOf(lines)));
    return showing;
  }

  /** All lines of one listing are measured alike. */
  private async writeDown(pairs: readonly LinePair[], line: PlanLineRow | undefined): Promise<Map<string, Shown>> {
    const asked = [...new Map(pairs.map((pair) => [keyOf(pair), pair])).values()];
    if (asked.length === 0 || !line) return new Map();
    const { measuredAt, rulesetVersion } = line;
    const matches = await this.matching.measured(this.database, asked, { moment: measuredAt, rulesetVersion });
    const ids = await this.matching.writeDown(this.database, DecisionKind.PLAN, matches);
    return new Map(
      matches.map(({ needId, offeringId, score }, place) => [
        keyOf({ needId, offeringId: offeringId! }),
        { score, decisionId: ids[place]! },
      ]),
    );
  }
}

function plannedPair({ needId, offeringId, score, decisionId }: PlanLineRow): LinePair[] {
  return offeringId === null ? [] : [{ needId, offeringId, score: score!, decisionId }];
}

/** Lines that an earlier release published do not name the offering: they show no score of it until they are published anew. */
function firstComePair(line: PlanLineRow): LinePair[] {
  const { needId, firstComeOfferingId: offeringId, firstComeScore: score, firstComeDecisionId: decisionId } = line;
  return offeringId === null ? [] : [{ needId, offeringId, score: score!, decisionId }];
}

function keyOf({ needId, offeringId }: AskedPair): string {
  return `${needId} ${offeringId}`;
}

function showingOf(line: PlanLineRow, found: ReadonlyMap<string, Shown>): PlanLineRow {
  const { needId, offeringId, firstComeOfferingId } = line;
  const planned = offeringId === null ? undefined : found.get(keyOf({ needId, offeringId }));
  const first =
    firstComeOfferingId === null ? undefined : found.get(keyOf({ needId, offeringId: firstComeOfferingId }));
  return {
    ...line,
    ...{ score: planned?.score ?? null, decisionId: planned?.decisionId ?? null },
    ...{ firstComeScore: first?.score ?? null, firstComeDecisionId: first?.decisionId ?? null },
  };
}

/** Of what is shown, what is to be noted: new decisions that say what the line says. */
function changedOf(lines: readonly PlanLineRow[]) {
  return (shown: PlanLineRow, place: number): PlanLineRow[] => {
    const line = lines[place]!;
    const [same, sameFirst] = [shown.score === line.score, shown.firstComeScore === line.firstComeScore];
    const noted = {
      ...shown,
      decisionId: same ? shown.decisionId : null,
      firstComeDecisionId: sameFirst ? shown.firstComeDecisionId : null,
    };
    const isNew = noted.decisionId !== line.decisionId || noted.firstComeDecisionId !== line.firstComeDecisionId;
    return isNew ? [noted] : [];
  };
}
