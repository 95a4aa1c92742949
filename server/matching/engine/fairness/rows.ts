/** Keeps, for each place, what it would lose at least by passing one of its needs to each other place, until its needs change. */
import type { Network } from './network';

/** How much further than asked a row reaches, so that it need not be built again soon. */
const AHEAD = 256;

/**
 * Contracted rows: hundreds of arcs become a few pairs of place and loss. Losses are differences of scores alone, so
 * a change of prices leaves the pairs true. A row holds only the pairs whose reduced loss was within its reach when it was
 * built: prices never fall, and none has risen by more than the lead has since, so that a pair left out is still further
 * than the reach less that rise. Searches look no further than their limit: beyond it the row is built again.
 */
export class Rows {
  /** Twice the number of pairs of a row, or -1 when it must be built anew. */
  readonly length: Int32Array;
  private readonly rows: Int32Array[];
  /** The reach of a row plus the lead at which it was built. */
  private readonly reach: Float64Array;
  private readonly least: Int32Array;
  private readonly marked: Uint8Array;
  private readonly reached: Int32Array;
  private count = 0;

  constructor(private readonly network: Network) {
    this.length = new Int32Array(network.nodes).fill(-1);
    this.reach = new Float64Array(network.nodes);
    this.rows = new Array<Int32Array>(network.nodes).fill(new Int32Array(0));
    this.least = new Int32Array(network.nodes);
    this.marked = new Uint8Array(network.nodes);
    this.reached = new Int32Array(network.nodes);
  }

  /** Pairs of place and least loss whose reduced loss is at most the limit, and some more, as far as `length` says. */
  of(node: number, limit: number, lead: number): Int32Array {
    if (this.length[node] === -1 || this.reach[node]! - lead < limit) {
      this.reach[node] = limit + AHEAD + lead;
      this.build(node, limit + AHEAD);
    }
    return this.rows[node]!;
  }

  forget(node: number): void {
    this.length[node] = -1;
  }

  /** The need with that loss, and the arc it would use (-1 into its group's dummy). */
  find(from: number, to: number, loss: number): { need: number; arc: number } {
    const { instance, held } = this.network;
    for (const need of held[from]!) {
      const left = this.valueOf(need) - loss;
      if (to >= instance.organisations) {
        if (this.dummyOf(need) === to && instance.unassignedScore[need] === left) return { need, arc: -1 };
        continue;
      }
      for (let arc = instance.arcStart[need]!; arc < instance.arcStart[need + 1]!; arc++) {
        if (instance.arcOrganisation[arc] === to && instance.arcScore[arc] === left) return { need, arc };
      }
    }
    throw new Error('A row that is no longer true.');
  }

  private valueOf(need: number): number {
    const arc = this.network.arcOfNeed[need]!;
    return arc < 0 ? this.network.instance.unassignedScore[need]! : this.network.instance.arcScore[arc]!;
  }

  private dummyOf(need: number): number {
    return this.network.dummyOf(this.network.grouping.groupOfNeed[need]!);
  }

  private build(node: number, reach: number): void {
    const { arcStart, arcOrganisation, arcScore, unassignedScore } = this.network.instance;
    const { price } = this.network;
    const furthest = reach + price[node]!;
    this.count = 0;
    for (const need of this.network.held[node]!) {
      const value = this.valueOf(need);
      const end = arcStart[need + 1]!;
      for (let arc = arcStart[need]!; arc < end; arc++) {
        const to = arcOrganisation[arc]!;
        const loss = value - arcScore[arc]!;
        if (loss + price[to]! <= furthest && to !== node) this.note(to, loss);
      }
      const dummy = this.dummyOf(need);
      const loss = value - unassignedScore[need]!;
      if (loss + price[dummy]! <= furthest && dummy !== node) this.note(dummy, loss);
    }
    this.write(node);
  }

  private note(to: number, loss: number): void {
    if (this.marked[to] === 0) {
      this.marked[to] = 1;
      this.reached[this.count++] = to;
      this.least[to] = loss;
    } else if (loss < this.least[to]!) this.least[to] = loss;
  }

  private write(node: number): void {
    const { count, reached } = this;
    this.length[node] = 2 * count;
    // Rows are built often: one that fits is written again.
    if (this.rows[node]!.length < 2 * count) this.rows[node] = new Int32Array(2 * count + (count >> 1));
    const row = this.rows[node]!;
    for (let k = 0; k < count; k++) {
      const to = reached[k]!;
      row[2 * k] = to;
      row[2 * k + 1] = this.least[to]!;
      this.marked[to] = 0;
    }
  }
}
