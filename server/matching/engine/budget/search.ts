/** Promises the best feasible assignment that an iterated local search with moving penalties meets within its work limit. */
import type { LagrangianBound } from './bound';
import { candidatesOf } from './candidates';
import type { Candidates } from './candidates';
import type { Generator } from './generator';
import type { BudgetModel } from './model';
import { Neighbourhood } from './neighbourhood';
import { Standing } from './standing';

export interface SearchLimits {
  /** Need and budget pairs to look at. */
  readonly work: number;
  readonly random: Generator;
  readonly isCancelled: () => boolean;
}

/** More budgets a need cost more rounds than they gain. */
const CANDIDATES_MOST = 5;
/** Penalties of overloaded columns rise until something feasible was met, then all drift about the edge of feasibility. */
const PENALTY_FIRST_RISE = 1.3;
const PENALTY_RISE = 1.003;
const PENALTY_FALL = 0.998;
/** Share of the gap by which a round may at most worsen the standing assignment and still be kept. */
const ACCEPTED_SHARE = 0.03;
/** Rounds without anything feasible after which all budgets are tried instead of the likely ones. */
const BARREN_MOST = 200;

/** Work between two questions whether to stop. */
const LOOK_EVERY = 200_000;

/** Iterated local search: force one need elsewhere, let the others settle around it, then free it (ejection chain). */
export class Search {
  best: Int32Array | null = null;
  bestCost = Infinity;
  private readonly standing: Standing;
  private readonly neighbourhood: Neighbourhood;
  private candidates: Candidates;
  private candidatesGap = Infinity;
  private readonly queue: Int32Array;
  private readonly queued: Uint8Array;
  private head = 0;
  private length = 0;
  private readonly touched: number[] = [];
  private barren = 0;
  private nextLook = 0;
  private stopped = false;

  constructor(
    private readonly model: BudgetModel,
    private readonly bound: LagrangianBound,
    private readonly limits: SearchLimits,
  ) {
    this.candidates = candidatesOf(model, bound, CANDIDATES_MOST, Infinity);
    const start = new Int32Array(model.needs);
    for (let need = 0; need < model.needs; need++) start[need] = this.candidates.column[this.candidates.start[need]!]!;
    this.standing = new Standing(model, bound, this.candidates.least, start);
    this.neighbourhood = new Neighbourhood(this.standing, this.candidates);
    this.queue = new Int32Array(model.needs);
    this.queued = new Uint8Array(model.needs);
    this.seedPenalties();
  }

  run(): void {
    for (let need = 0; need < this.model.needs; need++) this.enqueue(need);
    this.descend();
    this.judge();
    if (this.best === null && this.model.unassigned >= 0) this.dropOverload();
    while (!this.ended()) {
      this.standing.mark();
      const before = this.standing.penalised;
      const forced = this.force();
      this.descend();
      this.judge();
      this.neighbourhood.locked[forced] = 0;
      this.enqueue(forced);
      this.descend();
      this.judge();
      const luck = this.limits.random();
      if (this.standing.penalised > before + this.slack * luck * luck) this.standing.takeBack();
      this.movePenalties();
    }
  }

  private get slack(): number {
    return this.best === null ? 0 : Math.max(0, this.bestCost - this.bound.value) * ACCEPTED_SHARE;
  }

  private ended(): boolean {
    if (this.bestCost <= this.bound.certified || this.neighbourhood.work >= this.limits.work) return true;
    // A round that looks at nothing (one budget only, say) must count, or the limit would never be reached.
    this.neighbourhood.work += this.model.columns;
    return this.stopped || this.model.needs === 0;
  }

  private seedPenalties(): void {
    const { price } = this.bound;
    let sum = 0;
    for (const unit of price) sum += unit;
    const mean = sum > 0 ? sum / price.length : 1;
    for (let column = 0; column < price.length; column++) {
      this.standing.penalty[column] = price[column]! * 0.3 + mean * 0.05;
    }
  }

  private movePenalties(): void {
    const { penalty } = this.standing;
    const rise = this.best === null ? PENALTY_FIRST_RISE : PENALTY_RISE;
    let feasible = true;
    for (let column = 0; column < penalty.length; column++) {
      if (this.standing.over(column) === 0) continue;
      feasible = false;
      penalty[column] = Math.min(1e12, penalty[column]! * rise);
      this.touched.push(column);
    }
    if (!feasible) return;
    for (let column = 0; column < penalty.length; column++)
      penalty[column] = Math.max(1e-9, penalty[column]! * PENALTY_FALL);
  }

  private judge(): void {
    if (!(this.standing.cost < this.bestCost) || !this.standing.feasible) {
      if (this.best === null && ++this.barren === BARREN_MOST) this.consider(this.model.columns);
      return;
    }
    this.best = this.standing.column.slice();
    this.bestCost = this.standing.cost;
    const gap = this.bestCost - this.bound.value;
    if (gap > this.candidatesGap * 0.7) return;
    this.candidatesGap = gap;
    this.consider(CANDIDATES_MOST);
  }

  private consider(most: number): void {
    this.candidates = candidatesOf(this.model, this.bound, most, this.bestCost);
    this.neighbourhood.use(this.candidates);
  }

  /** Something feasible there always is where needs may stay unassigned: whoever stands last in a full budget leaves it. */
  private dropOverload(): void {
    const { model, standing } = this;
    for (let column = 0; column < model.columns; column++) {
      while (standing.over(column) > 0) {
        let leaves = standing.first[column]!;
        while (model.consumption[leaves * model.columns + column] === 0) leaves = standing.next[leaves]!;
        standing.move(leaves, model.unassigned);
      }
    }
    standing.settle();
    this.judge();
  }

  /** Moves one need to another likely column, where it stays until its lock is taken away. */
  private force(): number {
    const { random } = this.limits;
    const { start, column } = this.candidates;
    const need = Math.floor(random() * this.model.needs);
    const choices = start[need + 1]! - start[need]!;
    const to = column[start[need]! + Math.floor(random() * choices)]!;
    const from = this.standing.column[need]!;
    this.neighbourhood.locked[need] = 1;
    if (to !== from) {
      this.standing.move(need, to);
      this.standing.settle();
      this.touched.push(from, to);
    }
    this.wake();
    return need;
  }

  /** Whoever stands in or may go to a changed column is looked at again. */
  private wake(): void {
    const { needStart, need } = this.candidates;
    for (const column of this.touched) {
      for (let at = needStart[column]!; at < needStart[column + 1]!; at++) this.enqueue(need[at]!);
    }
    this.touched.length = 0;
  }

  private enqueue(need: number): void {
    if (this.queued[need] === 1) return;
    this.queued[need] = 1;
    this.queue[(this.head + this.length++) % this.queue.length] = need;
  }

  /** The limit and the caller are asked by work done, for one look may be long where few budgets hold many needs. */
  private halted(): boolean {
    const { work } = this.neighbourhood;
    if (work >= this.nextLook && !this.stopped) {
      this.nextLook = work + LOOK_EVERY;
      this.stopped = work >= this.limits.work || this.limits.isCancelled();
    }
    return this.stopped;
  }

  private descend(): void {
    while (this.length > 0 && !this.halted()) {
      const need = this.queue[this.head]!;
      this.head = (this.head + 1) % this.queue.length;
      this.length--;
      this.queued[need] = 0;
      if (!this.neighbourhood.improve(need)) continue;
      const { to, ejected, ejectedTo, third, thirdTo } = this.neighbourhood;
      this.touched.push(this.standing.column[need]!, to);
      this.standing.move(need, to);
      if (ejected >= 0) {
        this.touched.push(ejectedTo);
        this.standing.move(ejected, ejectedTo);
      }
      if (third >= 0) {
        this.touched.push(thirdTo);
        this.standing.move(third, thirdTo);
      }
      this.standing.settle();
      this.wake();
    }
  }
}
