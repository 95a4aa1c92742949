/** What the keeper is measured against: plain solvers that know nothing of prices, and seeded streams of operations. */
import type { KeptNeed } from '../../server/matching/engine/keep/refusal';
import type { PlanInstance } from '../../server/matching/engine/plan/instance';
import type { PlanKeeper } from '../../server/matching/engine/keep/keeper';

/** Mulberry32: the same numbers everywhere. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Every assignment there is. */
export function bruteForce(instance: PlanInstance): number {
  const left = Array.from(instance.capacity);
  const best = (need: number): number => {
    if (need === instance.needs) return 0;
    let value = instance.unassignedScore[need]! + best(need + 1);
    for (let arc = instance.arcStart[need]!; arc < instance.arcStart[need + 1]!; arc++) {
      const organisation = instance.arcOrganisation[arc]!;
      if (left[organisation] === 0) continue;
      left[organisation]!--;
      value = Math.max(value, instance.arcScore[arc]! + best(need + 1));
      left[organisation]!++;
    }
    return value;
  };
  return best(0);
}

interface Edge {
  readonly to: number;
  room: number;
  readonly cost: number;
  readonly back: number;
}

/** Successive shortest paths from nothing, each by Bellman and Ford over all edges: slow and plain. */
export function successivePaths(instance: PlanInstance): number {
  const { needs, organisations } = instance;
  const [source, sink] = [needs + organisations, needs + organisations + 1];
  const edges: Edge[][] = Array.from({ length: sink + 1 }, () => []);
  const join = (from: number, to: number, room: number, cost: number): void => {
    edges[from]!.push({ to, room, cost, back: edges[to]!.length });
    edges[to]!.push({ to: from, room: 0, cost: -cost, back: edges[from]!.length - 1 });
  };
  for (let need = 0; need < needs; need++) {
    join(source, need, 1, 0);
    join(need, sink, 1, -instance.unassignedScore[need]!);
    for (let arc = instance.arcStart[need]!; arc < instance.arcStart[need + 1]!; arc++) {
      join(need, needs + instance.arcOrganisation[arc]!, 1, -instance.arcScore[arc]!);
    }
  }
  for (let organisation = 0; organisation < organisations; organisation++) {
    join(needs + organisation, sink, instance.capacity[organisation]!, 0);
  }
  let value = 0;
  for (let unit = 0; unit < needs; unit++) value -= augment(edges, source, sink);
  return value;
}

function augment(edges: Edge[][], source: number, sink: number): number {
  const distance = new Array<number>(edges.length).fill(Infinity);
  const through = new Array<Edge | undefined>(edges.length);
  distance[source] = 0;
  for (let changed = true; changed;) {
    changed = false;
    edges.forEach((row, from) => {
      for (const edge of row) {
        if (edge.room === 0 || distance[from]! + edge.cost >= distance[edge.to]!) continue;
        distance[edge.to] = distance[from]! + edge.cost;
        through[edge.to] = edge;
        changed = true;
      }
    });
  }
  for (let at = sink; at !== source;) {
    const edge = through[at]!;
    const back = edges[at]![edge.back]!;
    edge.room--;
    back.room++;
    at = back.to;
  }
  return distance[sink]!;
}

export interface StreamShape {
  readonly organisations: number;
  readonly needs: number;
  readonly arcs: number;
  /** Scores are below this; few distinct scores make ties. */
  readonly scores: number;
  readonly capacity: number;
}

export function randomNeed(id: number, next: (below: number) => number, shape: StreamShape, open: number): KeptNeed {
  const organisations = new Set<number>();
  const count = next(shape.arcs + 1);
  for (let arc = 0; arc < count; arc++) organisations.add(next(open));
  const scores = Array.from(organisations, () => next(shape.scores));
  return { id, organisations: [...organisations], scores, unassignedScore: next(Math.ceil(shape.scores / 3)) };
}

/** One random operation on a keeper; what it answers is what the keeper answered. */
export function randomOperation(
  keeper: PlanKeeper,
  ids: number[],
  next: (below: number) => number,
  shape: StreamShape,
) {
  const organisation = next(keeper.organisations);
  const dice = next(100);
  const full = ids.length >= shape.needs;
  if (dice < 30 && !full) {
    const id = next(1_000_000_000);
    if (keeper.has(id)) return [];
    ids.push(id);
    return keeper.addNeed(randomNeed(id, next, shape, keeper.organisations));
  }
  if (dice < 50 && ids.length > 0) {
    const [id] = ids.splice(next(ids.length), 1);
    return keeper.removeNeed(id!);
  }
  if (dice < 65 && ids.length > 0) {
    return keeper.changeNeed(randomNeed(ids[next(ids.length)]!, next, shape, keeper.organisations));
  }
  if (keeper.isSuspended(organisation)) return keeper.resumeOrganisation(organisation, next(shape.capacity + 1));
  if (dice < 78) return keeper.raiseCapacity(organisation, next(Math.ceil(shape.capacity / 2) + 1));
  if (dice < 94) return keeper.lowerCapacity(organisation, next(keeper.capacityOf(organisation) + 1));
  if (dice < 98) return keeper.suspendOrganisation(organisation);
  if (keeper.organisations < shape.organisations * 2) keeper.addOrganisation(next(shape.capacity + 1));
  return [];
}
