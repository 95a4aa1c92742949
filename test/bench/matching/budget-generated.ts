/**
 * Promises generalised assignment instances in the manner of types c, d and e of Chu and Beasley (A genetic algorithm for
 * the generalised assignment problem, 1997; type e after Laguna and others), with seeds that no constant was chosen by.
 */
import { seededGenerator } from '../../../server/matching/engine/budget/generator';
import type { BudgetInstance } from '../../../server/matching/engine/budget/instance';

export type GapType = 'c' | 'd' | 'e';

export interface GapShape {
  readonly type: GapType;
  readonly budgets: number;
  readonly needs: number;
  readonly seed: number;
}

/** Consumption and cost of one pair: without relation in c, against each other in d and, steeper, in e. */
function pairOf(type: GapType, random: () => number): [consumption: number, cost: number] {
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  if (type === 'c') return [whole(5, 25), whole(10, 50)];
  if (type === 'd') {
    const consumption = whole(1, 100);
    return [consumption, 111 - consumption + whole(-10, 10)];
  }
  const consumption = Math.floor(1 - 10 * Math.log(1 - random()));
  return [consumption, Math.max(1, Math.floor(1000 / consumption - 10 * random()))];
}

/** Capacities are four fifths of a fair share, so that about as much again would fit nowhere. */
export function generatedInstance({ type, budgets, needs, seed }: GapShape): BudgetInstance {
  const random = seededGenerator(seed);
  const value = new Int32Array(needs * budgets);
  const consumption = new Int32Array(needs * budgets);
  const capacity = new Int32Array(budgets);
  for (let budget = 0; budget < budgets; budget++) {
    let total = 0;
    for (let need = 0; need < needs; need++) {
      const at = need * budgets + budget;
      [consumption[at], value[at]] = pairOf(type, random);
      total += consumption[at];
    }
    capacity[budget] = Math.floor((0.8 * total) / budgets);
  }
  return { needs, budgets, sense: 'minimise', value, consumption, capacity, unassignedValue: null };
}
