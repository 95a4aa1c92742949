/** Promises needs and places as the engine's arrays; pure. */
import type { PlanInstance } from '../matching/engine/plan/instance';

export type Arc = readonly [node: number, worth: number];

export interface ProblemNeed {
  readonly arcs: readonly Arc[];
  readonly unassignedScore: number;
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
