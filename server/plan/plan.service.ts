/** Promises the published plan to those who look after it: its sums, its lines in their areas, its prices and its fairness. */
import { pageSize, readKeysetCursor, keysetCursor, toConnection, type Connection } from '../../schema/connection';
import { Fault } from '../../schema/fault';
import type { PlanLineArguments } from '../../schema/plan/inputs';
import { PlanFairness, type FairnessBasis, type Plan, type PlanLine, type PlanPrice } from '../../schema/plan/plan';
import type { PlanProgress } from '../../schema/plan/plan';
import type { Database } from '../database/database';
import { forbidden, type Actor } from '../identity/actor';
import type { Fairness } from './fairness';
import { maySeePlan, planAreasOf } from './plan.policy';
import type { PlanRepository } from './plan.repository';
import { presentLine, presentPlan, presentPrice, presentProgress } from './present';

const pricesMaximum = 500;
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Computes beside the server: a fair plan takes longer than a request may hold up others. */
export interface FairnessSource {
  fairness(by: FairnessBasis): Promise<Fairness>;
}

export class PlanService {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanRepository,
    private readonly planner: FairnessSource,
  ) {}

  /** The newest publication; undefined before the first. Throws FORBIDDEN to those who do not look after the plan. */
  async plan(actor: Actor): Promise<Plan | undefined> {
    requireSight(actor);
    const row = await this.plans.findNewest(this.database);
    return row && presentPlan(row);
  }

  /** The lines of now in the order of need ids, as far as the actor's areas reach. */
  async lines(actor: Actor, asked: PlanLineArguments): Promise<Connection<PlanLine>> {
    requireSight(actor);
    const first = pageSize(asked);
    const rows = await this.plans.listLines(this.database, {
      areaCodes: planAreasOf(actor),
      serviceKinds: asked.serviceKinds,
      withinArea: asked.areaCode,
      onlyDifferent: asked.onlyDifferent,
      after: readNeedId(asked.after),
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.needId), presentLine);
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

  /** Computed from the database of now. Groups of areas are cut down to the actor's; the sums are those of all. */
  async fairness(actor: Actor, by: FairnessBasis): Promise<PlanFairness> {
    requireSight(actor);
    const { groups, ...sums } = await this.planner.fairness(by);
    const areas = planAreasOf(actor);
    const seen = groups.filter(
      ({ group }) => !areas || by === 'SITUATION' || areas.some((code) => group.startsWith(code)),
    );
    return Object.assign(new PlanFairness(), { ...sums, groups: seen });
  }
}

function requireSight(actor: Actor): void {
  if (!maySeePlan(actor)) throw forbidden();
}

function readNeedId(cursor: string | undefined): string | undefined {
  const [needId] = readKeysetCursor(cursor, 1) ?? [];
  if (needId === undefined || uuidShape.test(needId)) return needId;
  throw new Fault('BAD_USER_INPUT', {
    zh: '游标无效,请从第一页重新读取',
    en: 'the cursor is not valid, start again from the first page',
  });
}

function wrongNumber(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: `first 须为 1 到 ${pricesMaximum} 的整数`,
    en: `first must be a whole number from 1 to ${pricesMaximum}`,
  });
}
