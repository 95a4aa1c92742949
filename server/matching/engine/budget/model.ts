/** Promises one inner form for every instance: minimise, and staying unassigned is a last budget that never runs out. */
import type { BudgetInstance } from './instance';
import { FORBIDDEN } from './instance';
import { provedInfeasible } from './refusal';

/** Never reached: it only ever takes consumptions of 0. */
const ENDLESS = 2_147_483_647;

export interface BudgetModel {
  readonly needs: number;
  /** Columns: the budgets, then the unassigned column if there is one. */
  readonly columns: number;
  /** The unassigned column, or -1. */
  readonly unassigned: number;
  readonly cost: Int32Array;
  /** FORBIDDEN where the pair may not be, which includes pairs that pass the capacity alone. */
  readonly consumption: Int32Array;
  readonly capacity: Int32Array;
}

function requireSomewhere(model: BudgetModel): void {
  for (let need = 0; need < model.needs; need++) {
    const row = model.consumption.subarray(need * model.columns, (need + 1) * model.columns);
    if (row.every((taken) => taken === FORBIDDEN)) throw provedInfeasible();
  }
}

export function modelOf(instance: BudgetInstance): BudgetModel {
  const { needs, budgets, unassignedValue } = instance;
  const columns = unassignedValue === null ? budgets : budgets + 1;
  const sign = instance.sense === 'minimise' ? 1 : -1;
  const cost = new Int32Array(needs * columns);
  const consumption = new Int32Array(needs * columns);
  const capacity = new Int32Array(columns).fill(ENDLESS);
  capacity.set(instance.capacity);
  for (let need = 0; need < needs; need++) {
    for (let budget = 0; budget < budgets; budget++) {
      const from = need * budgets + budget;
      const to = need * columns + budget;
      const taken = instance.consumption[from]!;
      cost[to] = sign * instance.value[from]!;
      consumption[to] = taken > capacity[budget]! ? FORBIDDEN : taken;
    }
    if (unassignedValue !== null) cost[need * columns + budgets] = sign * unassignedValue[need]!;
  }
  const model = { needs, columns, unassigned: unassignedValue === null ? -1 : budgets, cost, consumption, capacity };
  requireSomewhere(model);
  return model;
}
