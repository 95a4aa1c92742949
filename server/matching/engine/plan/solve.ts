/** Solves a transportation problem exactly and proves it: what it returns carries prices that show no plan is better. */
import { auction } from './auction';
import { requireWithinBounds } from './bounds';
import { verifyPlan } from './certificate';
import { fillPlaces } from './fill';
import { Holding } from './holding';
import { Inserter } from './insert';
import type { Plan, PlanInstance, SolveHooks } from './instance';
import { lowerFreePrices } from './lower';
import { requireMemory } from './memory';
import { pack } from './packed';
import { pulseOf, type Pulse } from './pulse';

/** Between two checks for cancellation lie at most this many needs. */
const CHECK_EVERY = 4096;
/** Each round costs one look at every arc; the auction ends with one, and after one more the rounds cost more than the paths they spare. */
const LOWERING_ROUNDS = 1;

function insertRemaining(holding: Holding, pulse: Pulse): void {
  const inserter = new Inserter(holding);
  const { needs } = holding.instance;
  for (let need = 0; need < needs; need++) {
    if (need % CHECK_EVERY === 0) pulse(0.5 + (0.3 * need) / needs);
    if (holding.held[need]! === 0) inserter.insert(need);
  }
}

/** The held arcs and the prices in the numbers of the instance. */
function planOf(instance: PlanInstance, holding: Holding): Plan {
  const { arcStart, arcOrganisation, arcScore, unassignedScore } = instance;
  const { original, originalOrganisation } = holding.instance;
  const assignment = new Int32Array(instance.needs);
  for (let need = 0; need < instance.needs; need++) {
    const organisation = holding.organisationOf(need);
    assignment[original[need]!] = organisation < 0 ? -1 : originalOrganisation[organisation]!;
  }
  let objective = 0;
  // In the order of the instance, so that its arcs are read from front to end.
  for (let need = 0; need < instance.needs; need++) {
    if (assignment[need]! < 0) {
      objective += unassignedScore[need]!;
      continue;
    }
    let arc = arcStart[need]!;
    while (arcOrganisation[arc]! !== assignment[need]!) arc++;
    assignment[need] = arc;
    objective += arcScore[arc]!;
  }
  const price = new Int32Array(instance.organisations);
  originalOrganisation.forEach((organisation, packed) => (price[organisation] = holding.price[packed]!));
  return { assignment, price, objective };
}

/** An organisation without places is priced just so that nobody misses it. */
function priceAbsent(instance: PlanInstance, assignment: Int32Array, price: Int32Array): void {
  const { needs, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  for (let need = 0; need < needs; need++) {
    const taken = assignment[need]!;
    const value = taken < 0 ? unassignedScore[need]! : arcScore[taken]! - price[arcOrganisation[taken]!]!;
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      if (capacity[organisation]! === 0) price[organisation] = Math.max(price[organisation]!, arcScore[arc]! - value);
    }
  }
}

/**
 * The best plan. Throws EngineRefusal outside PLAN_BOUNDS and beyond the memory that is allowed, PlanCancelled when `isCancelled` says so, and an Error (a bug of
 * ours) rather than return a plan whose certificate does not hold.
 */
export function solvePlan(instance: PlanInstance, hooks: SolveHooks = {}): Plan {
  requireWithinBounds(instance);
  requireMemory(instance, hooks.megabytesMaximum);
  const pulse = pulseOf(hooks);
  pulse(0);
  const holding = new Holding(pack(instance));
  auction(holding, pulse);
  insertRemaining(holding, pulse);
  for (let round = 0; round < LOWERING_ROUNDS; round++) lowerFreePrices(holding);
  fillPlaces(holding, pulse);
  const plan = planOf(instance, holding);
  if (instance.capacity.includes(0)) priceAbsent(instance, plan.assignment, plan.price);
  const { primal, dual, optimal } = verifyPlan(instance, plan);
  if (!optimal) throw new Error(`The plan is not proved: primal ${primal}, dual ${dual}.`);
  pulse(1);
  return plan;
}
