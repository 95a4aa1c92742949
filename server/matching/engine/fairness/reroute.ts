/** Moves what is unserved beyond the fair levels to where it costs least, one shortest path at a time, always optimal. */
import { PlanCancelled } from '../plan/bounds';
import type { SolveHooks } from '../plan/instance';
import type { Network } from './network';
import { DistanceQueue } from './queue';
import { Rows } from './rows';

/**
 * Successive shortest paths with prices (Jonker & Volgenant 1987; Ahuja, Magnanti & Orlin 1993, 9.7): the plan is best
 * for the loads it has, and each path takes one need from an overfull dummy and ends at a free place, so that it stays
 * best for the loads it then has. Prices only rise; a place with room keeps price 0.
 */
export class Rerouting {
  paths = 0;
  /** The price of the common source of all that must move: the loss of the latest path. */
  private lead = 0;
  private readonly distance: Float64Array;
  private readonly settled: number[] = [];
  /** Where a path enters a place from, -1 at its beginning, and the loss of that step. */
  private readonly enteringFrom: Int32Array;
  private readonly enteringLoss: Int32Array;
  private readonly rows: Rows;
  private readonly ends: number[] = [];
  private readonly closed: Int32Array;
  private round = 0;
  private readonly queue = new DistanceQueue();
  /** Longer ways are not followed: those found are no longer, or, before one is found, a guess from the latest path. */
  private limit = Infinity;
  private guess = 16;

  constructor(private readonly network: Network) {
    this.distance = new Float64Array(network.nodes);
    this.enteringFrom = new Int32Array(network.nodes);
    this.enteringLoss = new Int32Array(network.nodes);
    this.rows = new Rows(network);
    this.closed = new Int32Array(network.nodes);
  }

  /** Ends with no group above its level; the levels must be attainable. */
  run(hooks: SolveHooks = {}): void {
    const excess = this.network.excess();
    for (let left = excess; left > 0; left -= this.advance()) {
      if (hooks.isCancelled?.()) throw new PlanCancelled();
      hooks.onProgress?.(1 - left / excess);
    }
  }

  /** Answers along how many paths it moved needs: the shortest, and equally short ones that meet no other on the way. */
  private advance(): number {
    const { network, distance, queue } = this;
    const end = this.nearest();
    const length = distance[end]!;
    this.guess = 16 + 2 * length;
    this.ends.length = 0;
    this.ends.push(end);
    for (let node = queue.pop(); node >= 0 && queue.poppedDistance <= length; node = queue.pop()) {
      if (distance[node] === length && network.load[node]! < network.capacity[node]!) this.ends.push(node);
    }
    for (const node of this.settled) network.price[node]! += length - distance[node]!;
    this.lead += length;
    this.round++;
    const before = this.paths;
    for (const node of this.ends) if (this.isOpen(node)) this.follow(node);
    return this.paths - before;
  }

  /** Whether the way to this end can still be taken after the others of this round; places on it are then closed to them. */
  private isOpen(end: number): boolean {
    let node = end;
    for (; this.enteringFrom[node]! >= 0; node = this.enteringFrom[node]!) {
      if (this.closed[node] === this.round) return false;
    }
    if (this.closed[node] === this.round || this.network.load[node]! <= this.network.capacity[node]!) return false;
    for (node = end; node >= 0; node = this.enteringFrom[node]!) this.closed[node] = this.round;
    return true;
  }

  private follow(end: number): void {
    const { load } = this.network;
    load[end]!++;
    let node = end;
    while (this.enteringFrom[node]! >= 0) {
      const from = this.enteringFrom[node]!;
      this.pass(from, node);
      node = from;
    }
    load[node]!--;
    this.paths++;
  }

  /** One need moves; between a dummy and a pool, one unserved need begins, or ends, to count for the pool instead. */
  private pass(from: number, to: number): void {
    const { network, rows } = this;
    const dummies = network.instance.organisations;
    const pools = dummies + network.grouping.groups;
    if (to >= pools) network.pooled[from - dummies] = 1;
    else if (from >= pools) network.pooled[to - dummies] = 0;
    else {
      const { need, arc } = rows.find(from, to, this.enteringLoss[to]!);
      network.move(need, to, arc);
      rows.forget(from);
      rows.forget(to);
    }
  }

  /** The nearest place with room from all overfull dummies together. */
  private nearest(): number {
    for (let limit = this.guess; ; limit = limit < 1e12 ? limit * 8 : Infinity) {
      const end = this.search(limit);
      if (end >= 0) return end;
      if (limit === Infinity) throw new Error('Fair levels that no plan attains.');
    }
  }

  private search(limit: number): number {
    const { network, distance, queue } = this;
    distance.fill(Infinity);
    queue.clear();
    this.settled.length = 0;
    this.limit = limit;
    for (let group = 0; group < network.grouping.groups; group++) {
      const dummy = network.dummyOf(group);
      if (network.load[dummy]! > network.capacity[dummy]!) {
        this.offer(dummy, network.price[dummy]! - this.lead, -1, 0);
      }
    }
    for (let node = queue.pop(); node >= 0; node = queue.pop()) {
      if (queue.poppedDistance > distance[node]!) continue;
      if (network.load[node]! < network.capacity[node]!) return node;
      this.settled.push(node);
      this.expand(node);
    }
    return -1;
  }

  private offer(node: number, length: number, from: number, loss: number): void {
    if (length >= this.distance[node]! || length > this.limit) return;
    if (this.network.load[node]! < this.network.capacity[node]!) this.limit = length;
    this.distance[node] = length;
    this.enteringFrom[node] = from;
    this.enteringLoss[node] = loss;
    this.queue.push(length, node);
  }

  private expand(node: number): void {
    const { network, distance } = this;
    const { price } = network;
    const start = distance[node]! - price[node]!;
    const row = this.rows.of(node, this.limit - distance[node]!, this.lead);
    const length = this.rows.length[node]!;
    for (let k = 0; k < length; k += 2) {
      const to = row[k]!;
      const reaching = start + row[k + 1]! + price[to]!;
      if (reaching <= this.limit && reaching < distance[to]!) this.offer(to, reaching, node, row[k + 1]!);
    }
    this.expandPool(node, start);
  }

  private expandPool(node: number, start: number): void {
    const { network } = this;
    const { organisations } = network.instance;
    const pools = organisations + network.grouping.groups;
    if (node >= pools) {
      for (const group of network.groupsOfPool[node - pools]!) {
        const dummy = network.dummyOf(group);
        if (network.pooled[group] === 1) this.offer(dummy, start + network.price[dummy]!, node, 0);
      }
    } else if (node >= organisations) {
      const group = node - organisations;
      const pool = network.poolOfGroup[group]!;
      if (pool < 0 || network.pooled[group] === 1) return;
      this.offer(network.poolNode(pool), start + network.price[network.poolNode(pool)]!, node, 0);
    }
  }
}
