/** Holds every need in exactly one place (an organisation, or its group's places for the unserved) with the places' prices. */
import type { Plan, PlanInstance } from '../plan/instance';
import type { Grouping } from './groups';
import type { FairLevels } from './levels';

/**
 * Places are numbered: the organisations, then per group a dummy organisation for its unserved needs, then the pools,
 * which take one more unserved need of some of their groups. Nothing may stay outside, so a group's dummy being full
 * forces the rest of it to be served.
 */
export class Network {
  readonly nodes: number;
  readonly price: Float64Array;
  readonly capacity: Int32Array;
  readonly load: Int32Array;
  /** Per need the place it is in. */
  readonly nodeOfNeed: Int32Array;
  /** Per need the arc it uses, or -1 in its group's dummy. */
  readonly arcOfNeed: Int32Array;
  /** Per group 1 when one of its unserved needs counts for its pool. */
  readonly pooled: Uint8Array;
  readonly poolOfGroup: Int32Array;
  readonly groupsOfPool: readonly (readonly number[])[];
  readonly held: number[][];
  private readonly position: Int32Array;

  constructor(
    readonly instance: PlanInstance,
    readonly grouping: Grouping,
    levels: FairLevels,
    plan: Plan,
  ) {
    const { needs, organisations, arcOrganisation, capacity } = instance;
    this.nodes = organisations + grouping.groups + levels.poolPlaces.length;
    this.price = new Float64Array(this.nodes);
    this.price.set(plan.price);
    this.capacity = new Int32Array(this.nodes);
    this.capacity.set(capacity);
    this.capacity.set(levels.unservedPlaces, organisations);
    this.capacity.set(levels.poolPlaces, organisations + grouping.groups);
    this.load = new Int32Array(this.nodes);
    this.arcOfNeed = Int32Array.from(plan.assignment);
    this.nodeOfNeed = new Int32Array(needs);
    this.position = new Int32Array(needs);
    this.held = Array.from({ length: this.nodes }, (): number[] => []);
    this.pooled = new Uint8Array(grouping.groups);
    this.poolOfGroup = levels.poolOfGroup;
    const groupsOfPool = levels.poolPlaces.map((): number[] => []);
    this.poolOfGroup.forEach((pool, group) => pool >= 0 && groupsOfPool[pool]!.push(group));
    this.groupsOfPool = groupsOfPool;
    for (let need = 0; need < needs; need++) {
      const arc = plan.assignment[need]!;
      this.put(need, arc < 0 ? this.dummyOf(grouping.groupOfNeed[need]!) : arcOrganisation[arc]!);
      this.load[this.nodeOfNeed[need]!]!++;
    }
  }

  dummyOf(group: number): number {
    return this.instance.organisations + group;
  }

  poolNode(pool: number): number {
    return this.instance.organisations + this.grouping.groups + pool;
  }

  /** How many needs stay unserved beyond what fairness allows. */
  excess(): number {
    let excess = 0;
    for (let group = 0; group < this.grouping.groups; group++) {
      const dummy = this.dummyOf(group);
      excess += Math.max(0, this.load[dummy]! - this.capacity[dummy]!);
    }
    return excess;
  }

  /** Moves a need to another place, through this arc or, with -1, to its group's dummy; loads are the caller's business. */
  move(need: number, node: number, arc: number): void {
    const left = this.held[this.nodeOfNeed[need]!]!;
    const last = left.pop()!;
    if (last !== need) {
      left[this.position[need]!] = last;
      this.position[last] = this.position[need]!;
    }
    this.arcOfNeed[need] = arc;
    this.put(need, node);
  }

  private put(need: number, node: number): void {
    this.nodeOfNeed[need] = node;
    this.position[need] = this.held[node]!.push(need) - 1;
  }

  /** What all needs are worth where they are. */
  objective(): number {
    const { arcScore, unassignedScore } = this.instance;
    let sum = 0;
    this.arcOfNeed.forEach((arc, need) => (sum += arc < 0 ? unassignedScore[need]! : arcScore[arc]!));
    return sum;
  }

  /** No plan with these levels is worth more than this: weak duality at the prices reached. */
  bound(): number {
    const { needs, arcStart, arcOrganisation, arcScore, unassignedScore } = this.instance;
    let sum = 0;
    for (let node = 0; node < this.nodes; node++) {
      if (this.price[node]! < 0) return Infinity;
      sum += this.price[node]! * this.capacity[node]!;
    }
    this.poolOfGroup.forEach((pool, group) => {
      if (pool >= 0) sum += Math.max(0, this.price[this.dummyOf(group)]! - this.price[this.poolNode(pool)]!);
    });
    for (let need = 0; need < needs; need++) {
      let best = unassignedScore[need]! - this.price[this.dummyOf(this.grouping.groupOfNeed[need]!)]!;
      for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
        best = Math.max(best, arcScore[arc]! - this.price[arcOrganisation[arc]!]!);
      }
      sum += best;
    }
    return sum;
  }
}
