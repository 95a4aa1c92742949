/**
 * Promises one assignment with loads, members and excess kept in step, and every move of it undoable.
 * Cost = bound + reduced costs + price x room left - price x overload, so what is to be made small is the excess: reduced
 * costs, room left at the Lagrangian price, and overload at a penalty above it that the search moves.
 */
import type { LagrangianBound } from './bound';
import { FORBIDDEN } from './instance';
import type { BudgetModel } from './model';

export class Standing {
  readonly column: Int32Array;
  readonly load: Float64Array;
  readonly price: Float64Array;
  /** What one unit beyond capacity costs above its price, per column, > 0. */
  readonly penalty: Float64Array;
  /** Members of a column as a doubly linked list. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  /** Reduced cost of each need where it stands. */
  readonly reduced: Float64Array;
  /** The most that filling one column's room can save. */
  mostRoom = 0;
  /** Sum of costs without penalties, exact. */
  cost = 0;
  private readonly previous: Int32Array;
  private readonly undoNeed: number[] = [];
  private readonly undoColumn: number[] = [];

  constructor(
    readonly model: BudgetModel,
    readonly bound: LagrangianBound,
    readonly least: Float64Array,
    start: Int32Array,
  ) {
    this.column = start.slice();
    this.price = bound.price;
    this.load = new Float64Array(model.columns);
    this.penalty = new Float64Array(model.columns);
    this.first = new Int32Array(model.columns).fill(-1);
    this.next = new Int32Array(model.needs).fill(-1);
    this.reduced = new Float64Array(model.needs);
    this.previous = new Int32Array(model.needs).fill(-1);
    for (let need = 0; need < model.needs; need++) this.enter(need, start[need]!);
    this.settle();
  }

  move(need: number, to: number): void {
    this.undoNeed.push(need);
    this.undoColumn.push(this.column[need]!);
    this.leave(need);
    this.enter(need, to);
  }

  /** To be called after moves, before the neighbourhood looks again. */
  settle(): void {
    let most = 0;
    for (let column = 0; column < this.load.length; column++) {
      if (this.price[column] === 0) continue;
      const room = this.price[column]! * (this.model.capacity[column]! - this.load[column]!);
      if (room > most) most = room;
    }
    this.mostRoom = most;
  }

  /** From here on moves can be taken back as far as this. */
  mark(): void {
    this.undoNeed.length = 0;
    this.undoColumn.length = 0;
  }

  takeBack(): void {
    for (let at = this.undoNeed.length - 1; at >= 0; at--) {
      this.leave(this.undoNeed[at]!);
      this.enter(this.undoNeed[at]!, this.undoColumn[at]!);
    }
    this.mark();
    this.settle();
  }

  over(column: number): number {
    return Math.max(0, this.load[column]! - this.model.capacity[column]!);
  }

  get feasible(): boolean {
    for (let column = 0; column < this.load.length; column++) if (this.over(column) > 0) return false;
    return true;
  }

  get penalised(): number {
    let total = this.cost;
    for (let column = 0; column < this.load.length; column++) {
      total += (this.penalty[column]! + this.price[column]!) * this.over(column);
    }
    return total;
  }

  /** Reduced cost of any pair, Infinity if it may not be. */
  reducedAt(need: number, column: number): number {
    const at = need * this.model.columns + column;
    const taken = this.model.consumption[at]!;
    if (taken === FORBIDDEN) return Infinity;
    return this.model.cost[at]! + this.price[column]! * taken - this.least[need]!;
  }

  private enter(need: number, to: number): void {
    const at = need * this.model.columns + to;
    this.column[need] = to;
    this.cost += this.model.cost[at]!;
    this.load[to]! += this.model.consumption[at]!;
    this.reduced[need] = this.reducedAt(need, to);
    const head = this.first[to]!;
    this.next[need] = head;
    this.previous[need] = -1;
    if (head >= 0) this.previous[head] = need;
    this.first[to] = need;
  }

  private leave(need: number): void {
    const from = this.column[need]!;
    const at = need * this.model.columns + from;
    this.cost -= this.model.cost[at]!;
    this.load[from]! -= this.model.consumption[at]!;
    const before = this.previous[need]!;
    const after = this.next[need]!;
    if (before >= 0) this.next[before] = after;
    else this.first[from] = after;
    if (after >= 0) this.previous[after] = before;
  }
}
