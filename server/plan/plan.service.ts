/** Promises the published plan to those who look after it: its sums, its lines in their areas, its prices and its fairness. */
import { pageSize, readIdCursor, keysetCursor, toConnection, type Connection } from '../../schema/connection';
import { Fault } from '../../schema/fault';
import type { PlanLineArguments } from '../../schema/plan/inputs';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { FairnessBasis, PlanFairness, type Plan, type PlanLine, type PlanPrice } from '../../schema/plan/plan';
import type { PlanCheck, PlanProgress } from '../../schema/plan/plan';
import type { AreaRepository } from '../area/area.repository';
import type { Database } from '../database/database';
import { forbidden, type Actor } from '../identity/actor';
import { maySeePlan, planAreasOf } from './plan.policy';
import type { PlanRepository } from './plan.repository';
import type { PlannerHost } from './planner.host';
import { presentCheck, presentLine, presentPlan, presentPrice, presentProgress } from './present';
import type { PlanQuestions } from './question.host';
import type { PlanShowing } from './showing';

const pricesMaximum = 500;

export interface PlanParts {
  readonly database: Database;
  readonly plans: PlanRepository;
  readonly areas: Pick<AreaRepository, 'isCoveredBy'>;
  readonly showing: PlanShowing;
  readonly planner: Pick<PlannerHost, 'check'>;
  readonly questions: Pick<PlanQuestions, 'ask'>;
}

export class PlanService {
  private readonly database: Database;
  private readonly plans: PlanRepository;

  constructor(private readonly parts: PlanParts) {
    ({ database: this.database, plans: this.plans } = parts);
  }

  /** The newest publication; undefined before the first. Throws FORBIDDEN to those who do not look after the plan. */
  async plan(actor: Actor): Promise<Plan | undefined> {
    requireSight(actor);
    const row = await this.plans.findNewest(this.database);
    return row && presentPlan(row);
  }

  /** The lines of now in the order of need ids, as far as the actor's areas reach; each score is written down before it is shown. */
  async lines(actor: Actor, asked: PlanLineArguments): Promise<Connection<PlanLine>> {
    requireSight(actor);
    const first = pageSize(asked);
    const rows = await this.plans.listLines(this.database, {
      areaCodes: planAreasOf(actor),
      serviceKinds: asked.serviceKinds,
      withinArea: asked.areaCode,
      onlyDifferent: asked.onlyDifferent,
      after: readIdCursor(asked.after),
      limit: first + 1,
    });
    const shown = await this.parts.showing.shown(rows.slice(0, first));
    return toConnection([...shown, ...rows.slice(first)], first, (row) => keysetCursor(row.needId), presentLine);
  }

  /** Where one more place is worth something, the most first. */
  async prices(actor: Actor, first: number): Promise<PlanPrice[]> {
    requireSight(actor);
    if (!Number.isInteger(first) || first < 1 || first > pricesMaximum) throw wrongNumber();
    const rows = await this.plans.listPrices(this.database, { areaCodes: planAreasOf(actor), limit: first });
    return rows.map(presentPrice);
  }

  async progress(actor: Actor): Promise<PlanProgress> {
    requireSight(actor);
    return presentProgress(await this.plans.findTerm(this.database));
  }

  /**
   * Counts the published lines beside the database of now and a plan solved anew, on any server; undefined before the first
   * publication. A planner of this server counts its own, too. Throws FORBIDDEN to a bureau of a part of the installation.
   */
  async check(actor: Actor, gone?: AbortSignal): Promise<PlanCheck | Refusal | undefined> {
    requireSight(actor);
    const areaCodes = planAreasOf(actor);
    if (areaCodes && !(await this.parts.areas.isCoveredBy(this.database, areaCodes))) throw forbidden();
    this.parts.planner.check();
    const verification = await this.parts.questions.ask({ kind: 'VERIFICATION' }, gone);
    return isRefusal(verification) ? verification : verification && presentCheck(verification);
  }

  /** Computed from the database of now, as long as its asker waits. Groups of areas are cut down to the actor's; the sums are those of all. */
  async fairness(actor: Actor, by: FairnessBasis, gone?: AbortSignal): Promise<PlanFairness | Refusal> {
    requireSight(actor);
    const fairness = await this.parts.questions.ask({ kind: 'FAIRNESS', by }, gone);
    if (isRefusal(fairness)) return fairness;
    const { groups, ...sums } = fairness;
    const areas = planAreasOf(actor);
    const seen = groups.filter(
      ({ group }) => !areas || by === FairnessBasis.SITUATION || areas.some((code) => group.startsWith(code)),
    );
    return Object.assign(new PlanFairness(), { ...sums, groups: seen });
  }
}

function requireSight(actor: Actor): void {
  if (!maySeePlan(actor)) throw forbidden();
}

function wrongNumber(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: `first 须为 1 到 ${pricesMaximum} 的整数`,
    en: `first must be a whole number from 1 to ${pricesMaximum}`,
  });
}
