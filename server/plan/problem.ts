/** Promises needs and places as the engine's arrays, and what one more place is worth, exactly and for one plan only one answer; pure. */
import type { PlanInstance } from '../matching/engine/plan/instance';
import { minimalPrices } from '../matching/engine/plan/minimal-prices';

export type Arc = readonly [node: number, worth: number];

export interface ProblemNeed {
  readonly arcs: readonly Arc[];
  readonly unassignedScore: number;
}

export interface HeldNeed extends ProblemNeed {
  /** The node that it is planned with, or -1. */
  readonly holder: number;
}

/** Ascending numbers within a need, so that the same world gives the same problem. */
export function problemOf(given: Iterable<ProblemNeed>, capacity: Int32Array): PlanInstance {
  const needs = [...given];
  const arcStart = new Int32Array(needs.length + 1);
  needs.forEach(({ arcs }, need) => (arcStart[need + 1] = arcStart[need]! + arcs.length));
  const arcOrganisation = new Int32Array(arcStart[needs.length]!);
  const arcScore = new Int32Array(arcStart[needs.length]!);
  needs.forEach(({ arcs }, need) => {
    const ascending = [...arcs].sort(([one], [other]) => one - other);
    ascending.forEach(([node, worth], place) => {
      arcOrganisation[arcStart[need]! + place] = node;
      arcScore[arcStart[need]! + place] = worth;
    });
  });
  return {
    needs: needs.length,
    organisations: capacity.length,
    arcStart,
    arcOrganisation,
    arcScore,
    capacity,
    unassignedScore: Int32Array.from(needs, ({ unassignedScore }) => unassignedScore),
  };
}

/**
 * By node the worth of one more place, from any prices that prove the plan. A node whose price is 0 stays at 0 and ends every
 * chain of moves: arcs to it are left out unless the need stands there, so that where places abound nothing is searched.
 */
export function leastPrices(price: Int32Array, needs: Iterable<HeldNeed>): Int32Array {
  if (!price.some((one) => one > 0)) return price;
  const contested = [...wantingPriced(price, needs)];
  // The search never asks how many places there are: that they are taken is what the prices say.
  const instance = problemOf(contested, new Int32Array(price.length));
  const assignment = Int32Array.from(contested, ({ holder }, need) => arcTo(instance, need, holder));
  return minimalPrices(instance, { assignment, price, objective: 0 });
}

function* wantingPriced(price: Int32Array, needs: Iterable<HeldNeed>): Generator<HeldNeed> {
  for (const need of needs) {
    if (!need.arcs.some(([node]) => price[node]! > 0)) continue;
    yield { ...need, arcs: need.arcs.filter(([node]) => price[node]! > 0 || node === need.holder) };
  }
}

function arcTo({ arcStart, arcOrganisation }: PlanInstance, need: number, node: number): number {
  for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) if (arcOrganisation[arc] === node) return arc;
  return -1;
}
