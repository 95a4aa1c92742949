/** States what a budget instance is and the bounds within which the solver's sums are exact, and refuses everything beyond them. */
import { malformed, outOfBounds } from './refusal';

/** In `consumption`: this need may not draw on this budget. */
export const FORBIDDEN = -1;

/** Needs that each draw on one budget (a project's money, a donation's goods): generalised assignment. */
export interface BudgetInstance {
  readonly needs: number;
  readonly budgets: number;
  readonly sense: 'minimise' | 'maximise';
  /** Cost or profit of need i at budget j, at i * budgets + j. */
  readonly value: Int32Array;
  /** What need i takes of budget j, at i * budgets + j, or FORBIDDEN. */
  readonly consumption: Int32Array;
  readonly capacity: Int32Array;
  /** Per need what it costs or is worth to stay unassigned; null: every need must be assigned. */
  readonly unassignedValue: Int32Array | null;
}

export interface BudgetSolution {
  /** Per need: budget, or -1. */
  readonly assignment: Int32Array;
  readonly objective: number;
  /** Certified: no assignment is below it (minimise) or above it (maximise). */
  readonly bound: number;
  /** |objective - bound| / max(1, |objective|); 0 means proved optimal. */
  readonly gap: number;
}

/**
 * Sums over needs stay below 200,000 x 10,000,000 = 2e12 and loads below 200,000 x 1,000,000,000 = 2e14, exact as doubles
 * (9e15). The solver itself holds two 32-bit integers a pair: 128 MB at the most pairs. The certificate's products of price and consumption are scaled so that they stay exact, too (bound.ts).
 */
export const BUDGET_BOUNDS = {
  needs: 200_000,
  budgets: 10_000,
  pairs: 16_000_000,
  value: 10_000_000,
  consumption: 1_000_000_000,
  capacity: 2_000_000_000,
} as const;

function requireNumbers(values: Int32Array, least: number, most: number, what: string, whatZh: string): void {
  for (const value of values) if (value < least || value > most) throw outOfBounds(what, whatZh, least, most);
}

function requireCount(value: number, most: number, what: string, whatZh: string): void {
  if (!Number.isInteger(value) || value < 0 || value > most) throw outOfBounds(what, whatZh, 0, most);
}

/** Typed arrays cannot hold a fraction or overflow: whoever passes others had them rounded silently elsewhere. */
function requireIntegers(values: unknown, length: number, what: string, whatZh: string): void {
  if (!(values instanceof Int32Array)) throw malformed(`${what} must be 32-bit integers`, `${whatZh}须为 32 位整数`);
  if (values.length !== length) throw malformed(`${what} have the wrong length`, `${whatZh}的长度不符`);
}

/** Throws a BudgetRefusal unless every bound holds. */
export function requireBudgetBounds(instance: BudgetInstance): void {
  const { needs, budgets, value, consumption, capacity, unassignedValue } = instance;
  requireCount(needs, BUDGET_BOUNDS.needs, 'Needs', '需求数');
  requireCount(budgets, BUDGET_BOUNDS.budgets, 'Budgets', '预算数');
  requireCount(needs * budgets, BUDGET_BOUNDS.pairs, 'Pairs of need and budget', '需求与预算的组合数');
  requireIntegers(value, needs * budgets, 'values', '价值');
  requireIntegers(consumption, needs * budgets, 'consumptions', '用量');
  requireIntegers(capacity, budgets, 'capacities', '预算额度');
  requireNumbers(value, -BUDGET_BOUNDS.value, BUDGET_BOUNDS.value, 'Values', '价值');
  requireNumbers(consumption, FORBIDDEN, BUDGET_BOUNDS.consumption, 'Consumptions', '用量');
  requireNumbers(capacity, 0, BUDGET_BOUNDS.capacity, 'Capacities', '预算额度');
  if (unassignedValue === null) return;
  requireIntegers(unassignedValue, needs, 'unassigned values', '未分配价值');
  requireNumbers(unassignedValue, -BUDGET_BOUNDS.value, BUDGET_BOUNDS.value, 'Unassigned values', '未分配价值');
}
