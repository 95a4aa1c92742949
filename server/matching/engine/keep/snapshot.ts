/** The standing plan as the rest of the planner reads it: its certificate, and an instance with a plan to verify or to solve. */
import type { Certificate } from '../plan/certificate';
import { verifyPlan } from '../plan/certificate';
import type { Plan, PlanInstance } from '../plan/instance';
import { requireWithinBounds } from '../plan/bounds';
import { KeepRefusal } from './refusal';
import { closedPrice, Standing } from './standing';
import { arcOrganisation as organisationOf, arcScore as scoreOf, unassigned } from './storage';

/** Between two pulses are at most so many needs entered. */
const pulseEvery = 1024;

export interface Snapshot {
  readonly instance: PlanInstance;
  readonly plan: Plan;
  /** The caller's id of each need of the instance, ascending. */
  readonly needIds: readonly number[];
}

/** What the price is to everyone outside: a suspended organisation lacks no capacity, it is not there. */
export function publicPrice(standing: Standing, organisation: number): number {
  const price = standing.price[organisation]!;
  return price === closedPrice ? 0 : price;
}

/** Counts primal and dual anew from the arcs, trusting no running sum; -1 as primal where the plan is not feasible. */
export function certify(standing: Standing): Certificate {
  const { organisations, capacity, price } = standing;
  const { needs } = standing;
  const { packed } = needs.arcs;
  const load = new Int32Array(organisations);
  let feasible = true;
  let primal = 0;
  let dual = 0;
  for (const slot of needs.slotOf.values()) {
    const holder = needs.organisation(slot);
    let worth = holder === unassigned ? needs.unassignedScore(slot) : -1;
    let best = needs.unassignedScore(slot);
    const end = needs.arcEnd(slot);
    for (let arc = needs.arcStart(slot); arc < end; arc++) {
      const to = organisationOf(packed[arc]!);
      const score = scoreOf(packed[arc]!);
      const value = score - price[to]!;
      if (to === holder) worth = score;
      if (value > best) best = value;
    }
    if (worth < 0) feasible = false;
    if (holder !== unassigned) load[holder]!++;
    primal += worth;
    dual += best;
  }
  for (let index = 0; index < organisations; index++) {
    if (load[index]! > capacity[index]! || price[index]! < 0) feasible = false;
    dual += publicPrice(standing, index) * capacity[index]!;
  }
  const optimal = feasible && primal === dual && primal === standing.objective;
  return { primal: feasible ? primal : -1, dual, optimal };
}

/** Copies everything; arcs to suspended organisations are left out, since nothing may use them. */
export function takeSnapshot(standing: Standing): Snapshot {
  const { organisations, needs } = standing;
  const needIds = [...needs.slotOf.keys()].sort((one, other) => one - other);
  const { packed } = needs.arcs;
  const arcStart = new Int32Array(needIds.length + 1);
  const assignment = new Int32Array(needIds.length).fill(-1);
  const unassignedScore = new Int32Array(needIds.length);
  const arcOrganisation: number[] = [];
  const arcScore: number[] = [];
  needIds.forEach((id, need) => {
    const slot = needs.slotOf.get(id)!;
    // Packed arcs sort by organisation.
    const row = packed.slice(needs.arcStart(slot), needs.arcEnd(slot)).sort();
    for (const arc of row) {
      const organisation = organisationOf(arc);
      if (standing.isSuspended(organisation)) continue;
      if (organisation === needs.organisation(slot)) assignment[need] = arcScore.length;
      arcOrganisation.push(organisation);
      arcScore.push(scoreOf(arc));
    }
    arcStart[need + 1] = arcScore.length;
    unassignedScore[need] = needs.unassignedScore(slot);
  });
  const instance: PlanInstance = {
    needs: needIds.length,
    organisations,
    arcStart,
    arcOrganisation: Int32Array.from(arcOrganisation),
    arcScore: Int32Array.from(arcScore),
    capacity: standing.capacity.slice(0, organisations),
    unassignedScore,
  };
  const price = Int32Array.from({ length: organisations }, (_, organisation) => publicPrice(standing, organisation));
  return { instance, plan: { assignment, price, objective: standing.objective }, needIds };
}

/** A standing plan from a solved one; refused unless its prices prove it best, since every search relies on them. `pulse` may throw. */
export function standingFrom(
  instance: PlanInstance,
  plan: Plan,
  needIds?: ArrayLike<number>,
  pulse?: () => void,
): Standing {
  requireWithinBounds(instance);
  if (!verifyPlan(instance, plan).optimal) {
    throw new KeepRefusal(
      'PLAN_NOT_OPTIMAL',
      '该方案未被其价格证明为最优，请先求解。',
      'The prices do not prove this plan best; solve it first.',
    );
  }
  const standing = new Standing(instance.capacity);
  standing.price.set(plan.price);
  for (const [place, need] of byOrganisation(instance, plan).entries()) {
    if (place % pulseEvery === 0) pulse?.();
    const id = needIds ? needIds[need]! : need;
    if (standing.needs.slotOf.has(id)) {
      throw new KeepRefusal('NEED_ALREADY_KEPT', '需求编号重复。', 'A need id stands twice; give each need its own.');
    }
    const from = instance.arcStart[need]!;
    const to = instance.arcStart[need + 1]!;
    const slot = standing.enter({
      id,
      organisations: instance.arcOrganisation.subarray(from, to),
      scores: instance.arcScore.subarray(from, to),
      unassignedScore: instance.unassignedScore[need]!,
    });
    const arc = plan.assignment[need]!;
    standing.attach(slot, arc < 0 ? unassigned : instance.arcOrganisation[arc]!);
  }
  standing.takeOrigins();
  return standing;
}

/** Needs in the order of the organisation that holds them, so that needs which are read together stand side by side. */
function byOrganisation({ needs, organisations, arcOrganisation }: PlanInstance, { assignment }: Plan): Int32Array {
  const start = new Int32Array(organisations + 2);
  const holder = (need: number) => (assignment[need]! < 0 ? organisations : arcOrganisation[assignment[need]!]!);
  for (let need = 0; need < needs; need++) start[holder(need) + 1]!++;
  for (let organisation = 0; organisation <= organisations; organisation++)
    start[organisation + 1]! += start[organisation]!;
  const order = new Int32Array(needs);
  for (let need = 0; need < needs; need++) order[start[holder(need)]!++] = need;
  return order;
}
