/** Small random planning problems, every assignment of them by plain enumeration, and the slowest solver that gives prices. */
import type { Grouping } from '../../server/matching/engine/fairness/groups';
import type { Plan, PlanInstance } from '../../server/matching/engine/plan/instance';

/** A seeded generator: the same numbers everywhere. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface Shape {
  readonly needs: number;
  readonly organisations: number;
  readonly groups: number;
  /** Scores are below this, so that small values give many ties. */
  readonly scores: number;
  readonly capacity: number;
  /** One pair in so many has an arc. */
  readonly sparse: number;
}

export function instanceFrom(rows: readonly (readonly [number, number][])[], capacity: number[], unassigned: number[]) {
  const arcs = rows.flat();
  const arcStart = new Int32Array(rows.length + 1);
  rows.forEach((row, need) => (arcStart[need + 1] = arcStart[need]! + row.length));
  return {
    needs: rows.length,
    organisations: capacity.length,
    arcStart,
    arcOrganisation: Int32Array.from(arcs, ([organisation]) => organisation),
    arcScore: Int32Array.from(arcs, ([, score]) => score),
    capacity: Int32Array.from(capacity),
    unassignedScore: Int32Array.from(unassigned),
  } satisfies PlanInstance;
}

export function randomInstance(seed: number, shape: Shape): { instance: PlanInstance; grouping: Grouping } {
  const below = numbersFrom(seed);
  const rows = Array.from({ length: shape.needs }, () =>
    Array.from({ length: shape.organisations }, (_, organisation): [number, number] => [
      organisation,
      below(shape.scores),
    ]).filter(() => below(shape.sparse) === 0),
  );
  const capacity = Array.from({ length: shape.organisations }, () => below(shape.capacity + 1));
  const unassigned = Array.from({ length: shape.needs }, () => below(Math.max(1, Math.floor(shape.scores / 2))));
  const groupOfNeed = Int32Array.from({ length: shape.needs }, () => below(shape.groups));
  return { instance: instanceFrom(rows, capacity, unassigned), grouping: { groups: shape.groups, groupOfNeed } };
}

/** Calls back with every assignment within the capacities and its objective; the array is used again. */
export function everyAssignment(
  instance: PlanInstance,
  visit: (assignment: Int32Array, objective: number) => void,
): void {
  const assignment = new Int32Array(instance.needs).fill(-1);
  const load = new Int32Array(instance.organisations);
  const place = (need: number, objective: number): void => {
    if (need === instance.needs) return visit(assignment, objective);
    assignment[need] = -1;
    place(need + 1, objective + instance.unassignedScore[need]!);
    for (let arc = instance.arcStart[need]!; arc < instance.arcStart[need + 1]!; arc++) {
      const organisation = instance.arcOrganisation[arc]!;
      if (load[organisation]! >= instance.capacity[organisation]!) continue;
      load[organisation]!++;
      assignment[need] = arc;
      place(need + 1, objective + instance.arcScore[arc]!);
      load[organisation]!--;
    }
    assignment[need] = -1;
  };
  place(0, 0);
}

/** The best assignment by enumeration, with the least prices under which no need would rather be elsewhere. */
export function solveByEnumeration(instance: PlanInstance): Plan {
  let objective = -1;
  let assignment = new Int32Array(0);
  everyAssignment(instance, (candidate, value) => {
    if (value > objective) [objective, assignment] = [value, Int32Array.from(candidate)];
  });
  const price = new Int32Array(instance.organisations);
  for (let changed = true; changed;) {
    changed = false;
    for (let need = 0; need < instance.needs; need++) {
      const own = assignment[need]!;
      const value =
        own < 0 ? instance.unassignedScore[need]! : instance.arcScore[own]! - price[instance.arcOrganisation[own]!]!;
      for (let arc = instance.arcStart[need]!; arc < instance.arcStart[need + 1]!; arc++) {
        const least = instance.arcScore[arc]! - value;
        if (price[instance.arcOrganisation[arc]!]! >= least) continue;
        price[instance.arcOrganisation[arc]!] = least;
        changed = true;
      }
    }
  }
  return { assignment, price, objective };
}
