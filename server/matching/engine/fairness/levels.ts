/** Finds how many needs of each group the fairest plans serve: the smallest served fraction as high as can be, then the next. */
import { PlanCancelled } from '../plan/bounds';
import type { PlanInstance, SolveHooks } from '../plan/instance';
import { compareFractions, sizesOf, type Grouping } from './groups';
import { Service } from './service';

/**
 * Every fairest plan serves `needs - unservedPlaces` of a group. Groups of one size may be able to trade places without
 * a change of the fairness (3 and 4 of 6 served, or 4 and 3): they stand in one pool, leave at least `unservedPlaces`
 * of theirs unserved, and as many of them as the pool has places leave one more.
 */
export interface FairLevels {
  readonly served: Int32Array;
  readonly unservedPlaces: Int32Array;
  /** Per group its pool, or -1. */
  readonly poolOfGroup: Int32Array;
  readonly poolPlaces: readonly number[];
  readonly searches: number;
}

/** Groups in the order in which they are next raised: the smallest fraction first, of equal ones the smallest group. */
class Ladder {
  private readonly heap: number[] = [];

  constructor(
    private readonly served: Int32Array,
    private readonly sizes: Int32Array,
  ) {
    for (let group = 0; group < sizes.length; group++) if (sizes[group]! > 0) this.push(group);
  }

  pop(): number | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && this.before(this.heap[child + 1]!, this.heap[child]!)) child++;
      if (!this.before(this.heap[child]!, last)) break;
      this.heap[at] = this.heap[child]!;
      at = child;
    }
    this.heap[at] = last;
    return first;
  }

  push(group: number): void {
    let at = this.heap.length;
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = this.heap[(at - 1) >> 1]!;
      if (!this.before(group, parent)) break;
      this.heap[at] = parent;
    }
    this.heap[at] = group;
  }

  private before(a: number, b: number): boolean {
    const order =
      compareFractions(this.served[a]!, this.sizes[a]!, this.served[b]!, this.sizes[b]!) ||
      this.sizes[a]! - this.sizes[b]! ||
      a - b;
    return order < 0;
  }
}

/** Pools the groups of one size between which a served need can pass without a change of the sorted fractions. */
function poolsOf(service: Service, served: Int32Array, sizes: Int32Array) {
  const poolOfGroup = new Int32Array(sizes.length).fill(-1);
  const poolPlaces: number[] = [];
  const pools = new Map<string, number>();
  const groupsAt = new Map<string, number[]>();
  for (let group = 0; group < sizes.length; group++) {
    const key = `${sizes[group]} ${served[group]}`;
    groupsAt.set(key, [...(groupsAt.get(key) ?? []), group]);
  }
  for (let lower = 0; lower < sizes.length; lower++) {
    const partners = groupsAt.get(`${sizes[lower]} ${served[lower]! + 1}`) ?? [];
    if (partners.length === 0) continue;
    const yielding = service.groupsThatCouldYieldTo(lower);
    const trading = partners.filter((group) => yielding.has(group));
    if (trading.length === 0) continue;
    const key = `${sizes[lower]} ${served[lower]}`;
    const pool = pools.get(key) ?? poolPlaces.push(0) - 1;
    pools.set(key, pool);
    poolPlaces[pool]!++;
    for (const group of [lower, ...trading]) poolOfGroup[group] = pool;
  }
  const unservedPlaces = sizes.map((size, group) => size - served[group]!);
  for (const [key, pool] of pools) {
    const level = Number(key.split(' ')[1]);
    for (let group = 0; group < sizes.length; group++) {
      if (poolOfGroup[group] === pool) unservedPlaces[group] = sizes[group]! - level - 1;
    }
  }
  return { poolOfGroup, poolPlaces, unservedPlaces };
}

/**
 * The vectors of served counts form an integral polymatroid, on which raising the group with the smallest fraction, one
 * need at a time, freezing those that cannot rise, is exact (Federgruen & Groenevelt 1986; Fujishige 1980). That the
 * fairest vectors differ by such trades only, each found by one search, is the exchange property of M-convex sets
 * (Murota 2003).
 */
export function fairLevels(instance: PlanInstance, grouping: Grouping, hooks: SolveHooks = {}): FairLevels {
  const sizes = sizesOf(grouping);
  const served = new Int32Array(grouping.groups);
  const service = new Service(instance, grouping);
  const ladder = new Ladder(served, sizes);
  for (let group = ladder.pop(); group !== undefined; group = ladder.pop()) {
    if ((service.searches & 255) === 0 && hooks.isCancelled?.()) throw new PlanCancelled();
    if (!service.raise(group)) continue;
    served[group]!++;
    if (served[group]! < sizes[group]!) ladder.push(group);
  }
  return { served, searches: service.searches, ...poolsOf(service, served, sizes) };
}
