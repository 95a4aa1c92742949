/** Proves or disproves that a plan is the best one: feasible, and its value equal to the bound its own prices give. */
import type { Plan, PlanInstance } from './instance';

export interface Certificate {
  /** What the assignment is worth; -1 when it is not feasible. */
  readonly primal: number;
  /** No assignment is worth more than this, whatever the prices are as long as none is negative; -1 when one is. */
  readonly dual: number;
  /** Feasible and primal equal to dual: no better plan exists. */
  readonly optimal: boolean;
}

/** The sum of the needs' best values at these prices and of the places at their prices: an upper bound by weak duality. */
export function dualValue(instance: PlanInstance, price: Int32Array): number {
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  let dual = 0;
  for (let organisation = 0; organisation < organisations; organisation++) {
    if (price[organisation]! < 0) return -1;
    dual += price[organisation]! * capacity[organisation]!;
  }
  for (let need = 0; need < needs; need++) {
    let best = unassignedScore[need]!;
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const value = arcScore[arc]! - price[arcOrganisation[arc]!]!;
      if (value > best) best = value;
    }
    dual += best;
  }
  return dual;
}

/** What an assignment is worth, or -1 when it takes a foreign arc or more places than there are. */
export function primalValue(instance: PlanInstance, assignment: Int32Array): number {
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  if (assignment.length !== needs) return -1;
  const load = new Int32Array(organisations);
  let primal = 0;
  for (let need = 0; need < needs; need++) {
    const arc = assignment[need]!;
    if (arc === -1) {
      primal += unassignedScore[need]!;
      continue;
    }
    if (arc < arcStart[need]! || arc >= arcStart[need + 1]!) return -1;
    const organisation = arcOrganisation[arc]!;
    if (++load[organisation]! > capacity[organisation]!) return -1;
    primal += arcScore[arc]!;
  }
  return primal;
}

/** Checks a plan against its instance; the instance must be within bounds. */
export function verifyPlan(instance: PlanInstance, plan: Plan): Certificate {
  const primal = primalValue(instance, plan.assignment);
  const dual = plan.price.length === instance.organisations ? dualValue(instance, plan.price) : -1;
  return { primal, dual, optimal: primal >= 0 && primal === dual && primal === plan.objective };
}
