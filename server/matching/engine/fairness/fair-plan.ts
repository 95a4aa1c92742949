/** Promises the fairest plan there is between groups, of the fairest ones the best, and what that fairness costs. */
import { PlanCancelled, requireWithinBounds } from '../plan/bounds';
import { primalValue, verifyPlan } from '../plan/certificate';
import type { Plan, PlanInstance, SolveHooks } from '../plan/instance';
import { requireGrouping, sizesOf, worstFirst, type Grouping, type GroupShare } from './groups';
import { fairLevels } from './levels';
import { Network } from './network';
import { Rerouting } from './reroute';

/** Any exact solver that gives prices. */
export type Solve = (instance: PlanInstance) => Plan;

export interface PriceOfFairness {
  /** Objective of the best plan minus that of the fair one; never negative. */
  readonly absolute: number;
  /** The same in 1/10,000 of the best plan's objective, rounded up so that a cost is never shown as none. */
  readonly tenThousandths: number;
}

export interface FairPlan {
  /** Per need the index of its arc, or -1. */
  readonly assignment: Int32Array;
  readonly objective: number;
  /** The best plan without regard to groups, with its prices. */
  readonly unconstrained: Plan;
  /** By group number. */
  readonly shares: readonly GroupShare[];
  readonly unconstrainedShares: readonly GroupShare[];
  /** Groups with needs, worst served first. */
  readonly worstFirst: readonly GroupShare[];
  readonly priceOfFairness: PriceOfFairness;
  /** Per group what one more need allowed to stay unserved would be worth: where fairness costs. */
  readonly priceOfGroup: readonly number[];
  readonly effort: {
    /** Full solves of the whole problem. */
    readonly solves: number;
    /** Searches for one more need of a group that can be served beside the others. */
    readonly searches: number;
    /** Shortest paths from the best plan to the fair one. */
    readonly paths: number;
  };
}

/** Served and total needs per group under an assignment. */
export function sharesOf(assignment: Int32Array, grouping: Grouping): GroupShare[] {
  const served = new Int32Array(grouping.groups);
  assignment.forEach((arc, need) => {
    if (arc >= 0) served[grouping.groupOfNeed[need]!]!++;
  });
  return Array.from(sizesOf(grouping), (needs, group) => ({ group, served: served[group]!, needs }));
}

function priceOf(best: number, fair: number): PriceOfFairness {
  const absolute = best - fair;
  return { absolute, tenThousandths: best === 0 ? 0 : Math.ceil((absolute * 10_000) / best) };
}

function solveChecked(instance: PlanInstance, solve: Solve): Plan {
  const plan = solve(instance);
  if (!verifyPlan(instance, plan).optimal) throw new Error('The solver returned a plan that its prices do not prove.');
  return plan;
}

/**
 * Lexicographic max-min of the served fractions, then the greatest objective. Instead of a bisection on the fraction with
 * a solve at each step, the levels are found by matching alone, exactly; one solve gives the best plan, and the dummy
 * organisations for the unserved are then closed down to the levels from its standing prices. The result is proved by
 * primal = dual of the problem with the dummies before it is returned.
 */
export function planFairly(instance: PlanInstance, grouping: Grouping, solve: Solve, hooks: SolveHooks = {}): FairPlan {
  requireWithinBounds(instance);
  requireGrouping(instance, grouping);
  if (hooks.isCancelled?.()) throw new PlanCancelled();
  const unconstrained = solveChecked(instance, solve);
  hooks.onProgress?.(0.2);
  const levels = fairLevels(instance, grouping, hooks);
  hooks.onProgress?.(0.5);
  const network = new Network(instance, grouping, levels, unconstrained);
  const rerouting = new Rerouting(network);
  rerouting.run({ isCancelled: hooks.isCancelled, onProgress: (share) => hooks.onProgress?.(0.5 + share / 2) });
  const objective = network.objective();
  if (primalValue(instance, network.arcOfNeed) !== objective || network.bound() !== objective) {
    throw new Error('The fair plan is not proved by its prices.');
  }
  const shares = sharesOf(network.arcOfNeed, grouping);
  hooks.onProgress?.(1);
  return {
    assignment: network.arcOfNeed,
    objective,
    unconstrained,
    shares,
    unconstrainedShares: sharesOf(unconstrained.assignment, grouping),
    worstFirst: worstFirst(shares),
    priceOfFairness: priceOf(unconstrained.objective, objective),
    priceOfGroup: shares.map(({ group }) => network.price[network.dummyOf(group)]!),
    effort: { solves: 1, searches: levels.searches, paths: rerouting.paths },
  };
}
