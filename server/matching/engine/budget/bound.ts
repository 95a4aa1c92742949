/** Promises prices per budget and a bound from them that no assignment beats: Lagrangian relaxation of the capacities. */
import type { BudgetModel } from './model';
import { FORBIDDEN } from './instance';

/** Doubles hold every integer up to here exactly. */
const EXACT = 9_007_199_254_740_991;

export interface LagrangianBound {
  /** Price of one unit of each column's capacity, >= 0. */
  readonly price: Float64Array;
  /** The relaxation's value at those prices, as a double: guides the search, proves nothing. */
  readonly value: number;
  /** Proved in integers, rounded up: costs are whole, so no assignment lies below it. */
  readonly certified: number;
}

/** Sum of the cheapest priced choice of each need, less the price of all capacity; `slope` gets load - capacity. */
function relax(model: BudgetModel, price: Float64Array, slope: Float64Array): number {
  const { needs, columns, cost, consumption, capacity } = model;
  let total = 0;
  for (let column = 0; column < columns; column++) {
    slope[column] = column === model.unassigned ? 0 : -capacity[column]!;
    if (price[column]! > 0) total -= price[column]! * capacity[column]!;
  }
  for (let need = 0, row = 0; need < needs; need++, row += columns) {
    let least = Infinity;
    let chosen = 0;
    for (let column = 0; column < columns; column++) {
      const taken = consumption[row + column]!;
      if (taken === FORBIDDEN) continue;
      const priced = cost[row + column]! + price[column]! * taken;
      if (priced < least) {
        least = priced;
        chosen = column;
      }
    }
    total += least;
    slope[chosen]! += consumption[row + chosen]!;
  }
  return total;
}

/** The relaxation at prices rounded to 1 / scale, in integers only; null if a sum would pass what doubles hold exactly. */
function certifyAt(model: BudgetModel, price: Float64Array, scale: number): number | null {
  const { needs, columns, cost, consumption, capacity } = model;
  const whole = price.map((unit) => Math.round(unit * scale));
  let total = 0;
  for (let column = 0; column < columns; column++) {
    if (whole[column] === 0) continue;
    total -= whole[column]! * capacity[column]!;
    if (!(total >= -EXACT)) return null;
  }
  for (let need = 0, row = 0; need < needs; need++, row += columns) {
    let least = Infinity;
    for (let column = 0; column < columns; column++) {
      const taken = consumption[row + column]!;
      if (taken === FORBIDDEN) continue;
      const charge = whole[column]! * taken;
      const priced = cost[row + column]! * scale + charge;
      if (!(charge <= EXACT && priced <= EXACT)) return null;
      if (priced < least) least = priced;
    }
    total += least;
    if (!(Math.abs(total) <= EXACT)) return null;
  }
  // The scale is a power of two, so the quotient is exact and may be rounded up; + 0 turns -0 into 0.
  return Math.ceil(total / scale) + 0;
}

/** The best proved bound over falling scales; at prices of zero it is always exact. */
function certify(model: BudgetModel, price: Float64Array): number {
  const free = certifyAt(model, new Float64Array(model.columns), 1)!;
  for (let scale = 1 << 24; scale >= 1; scale /= 16) {
    const certified = certifyAt(model, price, scale);
    if (certified !== null) return Math.max(certified, free);
  }
  return free;
}

function largestCost(model: BudgetModel): number {
  let total = 0;
  for (let need = 0; need < model.needs; need++) {
    let largest = -Infinity;
    for (let column = 0; column < model.columns; column++) {
      const at = need * model.columns + column;
      if (model.consumption[at] !== FORBIDDEN && model.cost[at]! > largest) largest = model.cost[at]!;
    }
    total += largest;
  }
  return total;
}

/** What a need takes of each column on average: steps are taken in this unit, so that money and sacks move alike. */
function unitsOf(model: BudgetModel): Float64Array {
  const units = new Float64Array(model.columns);
  const count = new Float64Array(model.columns);
  for (let at = 0; at < model.consumption.length; at++) {
    const taken = model.consumption[at]!;
    if (taken <= 0) continue;
    units[at % model.columns]! += taken;
    count[at % model.columns]! += 1;
  }
  return units.map((sum, column) => (count[column]! > 0 ? sum / count[column]! : 1));
}

/**
 * Subgradient steps towards a level above the best value so far; the level's distance halves when it is not neared
 * (dynamic step of Bertsekas and Nedic; direction deflected as by Camerini, Fratta and Maffioli).
 */
class Ascent {
  readonly best: Float64Array;
  bestValue = -Infinity;
  private readonly price: Float64Array;
  private readonly slope: Float64Array;
  private readonly direction: Float64Array;
  private readonly units: Float64Array;
  private distance = 1;
  private stale = 0;

  constructor(
    private readonly model: BudgetModel,
    private readonly ceiling: number,
  ) {
    this.units = unitsOf(model);
    this.best = new Float64Array(model.columns);
    this.price = new Float64Array(model.columns);
    this.slope = new Float64Array(model.columns);
    this.direction = new Float64Array(model.columns);
  }

  /** Past the sum of the largest costs nothing is feasible: more steps would climb for ever. */
  get finished(): boolean {
    return this.bestValue > this.ceiling || this.distance < 1e-5;
  }

  step(): void {
    const { price, slope, direction, units } = this;
    const value = relax(this.model, price, slope);
    this.judge(value);
    let length = 0;
    for (let column = 0; column < price.length; column++) {
      // A price of zero cannot fall, so that part of the slope leads nowhere.
      if (price[column] === 0 && slope[column]! < 0) slope[column] = 0;
      direction[column] = slope[column]! / units[column]! + 0.6 * direction[column]!;
      length += direction[column]! * direction[column]!;
    }
    if (length === 0) {
      this.distance = 0;
      return;
    }
    const size = (this.bestValue + this.distance - value) / length;
    for (let column = 0; column < price.length; column++) {
      price[column] = Math.max(0, price[column]! + (size * direction[column]!) / units[column]!);
    }
  }

  private judge(value: number): void {
    if (this.bestValue === -Infinity) this.distance = Math.max(1, Math.abs(value) * 0.05);
    const gained = value - this.bestValue;
    if (gained > 0) {
      this.bestValue = value;
      this.best.set(this.price);
    }
    if (gained > this.distance * 0.5) {
      this.stale = 0;
      this.distance *= 1.5;
    } else if (++this.stale > 25) {
      this.stale = 0;
      this.distance *= 0.5;
      this.price.set(this.best);
      this.direction.fill(0);
    }
  }
}

/** Ends early when cancelled: the bound is weaker then, but as certain. */
export function lagrangianBound(model: BudgetModel, steps: number, isCancelled: () => boolean): LagrangianBound {
  const ascent = new Ascent(model, largestCost(model));
  for (let step = 0; step < steps && !ascent.finished; step++) {
    if (step % 16 === 15 && isCancelled()) break;
    ascent.step();
  }
  return { price: ascent.best, value: ascent.bestValue, certified: certify(model, ascent.best) };
}

/** Whether the bound lies above what any assignment could cost. */
export function provesInfeasible(model: BudgetModel, bound: LagrangianBound): boolean {
  return bound.certified > largestCost(model);
}
