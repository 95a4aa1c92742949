/** Promises how the plan serves each group, how the fairest plan would, and what that fairness costs; pure. */
import { FairnessBasis } from '../../schema/plan/plan';
import { planFairly } from '../matching/engine/fairness/fair-plan';
import { solvePlan } from '../matching/engine/plan/solve';
import { communityOf } from './pairing';
import type { PlanInputs } from './plan.reading';
import { World, type WorldNeed } from './world';

export interface GroupFairness {
  /** A community's or street's code, or a situation. */
  readonly group: string;
  readonly needs: number;
  readonly served: number;
  readonly servedFairly: number;
}

export interface Fairness {
  readonly rulesetVersion: string;
  readonly groups: readonly GroupFairness[];
  readonly objective: number;
  readonly fairObjective: number;
  readonly price: number;
  readonly priceTenThousandths: number;
}

const streetDigits = 9;
/** A need of no situation counts for this group. */
const noSituation = 'NONE';

/** A need counts for one group: of several situations for the first in the order of their names. */
function groupOf({ row }: WorldNeed, by: FairnessBasis): string {
  if (by === FairnessBasis.COMMUNITY) return communityOf(row);
  if (by === FairnessBasis.STREET) return row.areaCode.slice(0, streetDigits);
  return [...row.situations].sort()[0] ?? noSituation;
}

/** Throws EngineRefusal beyond the bounds of the engine and half the megabytes of arrays that may be taken: the fair plan stands beside the kept one. */
export function fairnessOf(
  { ruleset, moment, ...rows }: PlanInputs,
  by: FairnessBasis,
  megabytesMaximum?: number,
): Fairness {
  const world = new World(rows, ruleset, moment, { megabytesMaximum: megabytesMaximum && megabytesMaximum / 2 });
  const { instance, needIds } = world.instance();
  const groupOfNeed = needIds.map((id) => groupOf(world.needs.get(id)!, by));
  const groups = [...new Set(groupOfNeed)].sort();
  const numberOf = new Map(groups.map((group, number) => [group, number]));
  const grouping = {
    groups: groups.length,
    groupOfNeed: Int32Array.from(groupOfNeed, (group) => numberOf.get(group)!),
  };
  const fair = planFairly(instance, grouping, solvePlan);
  return {
    rulesetVersion: ruleset.version,
    groups: groups.map((group, number) => ({
      group,
      needs: fair.shares[number]!.needs,
      served: fair.unconstrainedShares[number]!.served,
      servedFairly: fair.shares[number]!.served,
    })),
    objective: fair.unconstrained.objective,
    fairObjective: fair.objective,
    price: fair.priceOfFairness.absolute,
    priceTenThousandths: fair.priceOfFairness.tenThousandths,
  };
}
