/** Promises that budget assignments are feasible, near the best, and never better than their certified bound allows. */
import type { Generator } from '../../server/matching/engine/budget/generator';
import { seededGenerator } from '../../server/matching/engine/budget/generator';
import type { BudgetInstance } from '../../server/matching/engine/budget/instance';
import { BUDGET_BOUNDS, FORBIDDEN } from '../../server/matching/engine/budget/instance';
import { BudgetRefusal } from '../../server/matching/engine/budget/refusal';
import { solveBudgets, verifyBudgets } from '../../server/matching/engine/budget/solve';
import { BEST_KNOWN, readPublicInstance } from '../bench/matching/budget';

function whole(random: Generator, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

function randomInstance(random: Generator, sense: BudgetInstance['sense'], mayStay: boolean): BudgetInstance {
  const needs = whole(random, 0, 6);
  const budgets = whole(random, 1, 3);
  const pairs = needs * budgets;
  return {
    needs,
    budgets,
    sense,
    value: Int32Array.from({ length: pairs }, () => whole(random, -5, 40)),
    consumption: Int32Array.from({ length: pairs }, () => (random() < 0.1 ? FORBIDDEN : whole(random, 0, 12))),
    capacity: Int32Array.from({ length: budgets }, () => whole(random, 0, 24)),
    unassignedValue: mayStay ? Int32Array.from({ length: needs }, () => whole(random, -5, 60)) : null,
  };
}

/** The optimum by trying everything; null if nothing is feasible. */
function bruteForce(instance: BudgetInstance): number | null {
  const { needs, budgets, sense, value, consumption, unassignedValue } = instance;
  const room = Array.from(instance.capacity);
  const better = sense === 'minimise' ? Math.min : Math.max;
  const from = (need: number): number | null => {
    if (need === needs) return 0;
    let best: number | null = null;
    const take = (gain: number, rest: number | null): void => {
      if (rest !== null) best = best === null ? gain + rest : better(best, gain + rest);
    };
    if (unassignedValue !== null) take(unassignedValue[need]!, from(need + 1));
    for (let budget = 0; budget < budgets; budget++) {
      const taken = consumption[need * budgets + budget]!;
      if (taken === FORBIDDEN || taken > room[budget]!) continue;
      room[budget]! -= taken;
      take(value[need * budgets + budget]!, from(need + 1));
      room[budget]! += taken;
    }
    return best;
  };
  return from(0);
}

function refusalOf(act: () => unknown): BudgetRefusal {
  try {
    act();
  } catch (error) {
    if (error instanceof BudgetRefusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const two: BudgetInstance = {
  needs: 2,
  budgets: 1,
  sense: 'maximise',
  value: Int32Array.of(10, 7),
  consumption: Int32Array.of(5, 5),
  capacity: Int32Array.of(5),
  unassignedValue: Int32Array.of(0, 1),
};

describe('small instances against brute force', () => {
  for (const sense of ['minimise', 'maximise'] as const) {
    it(`never leaves the bound or the capacities where needs may stay unassigned (${sense})`, () => {
      const random = seededGenerator(11);
      let optimal = 0;
      for (let trial = 0; trial < 400; trial++) {
        const instance = randomInstance(random, sense, true);
        const optimum = bruteForce(instance)!;
        const { assignment, objective, bound, gap } = solveBudgets(instance, { workLimit: 50_000, boundSteps: 500 });
        expect(verifyBudgets(instance, assignment)).toBe(objective);
        if (sense === 'minimise') expect(bound <= optimum && optimum <= objective).toBe(true);
        else expect(bound >= optimum && optimum >= objective).toBe(true);
        expect(gap).toBe(Math.abs(objective - bound) / Math.max(1, Math.abs(objective)));
        if (objective === optimum) optimal++;
      }
      expect(optimal).toBeGreaterThanOrEqual(396);
    });
  }

  it('assigns every need or says that it could not, and calls infeasible only what is', () => {
    const random = seededGenerator(12);
    let feasible = 0;
    let missed = 0;
    for (let trial = 0; trial < 400; trial++) {
      const instance = randomInstance(random, 'minimise', false);
      const optimum = bruteForce(instance);
      try {
        const { assignment, objective, bound } = solveBudgets(instance, { workLimit: 50_000, boundSteps: 500 });
        expect(verifyBudgets(instance, assignment)).toBe(objective);
        expect(bound <= optimum! && optimum! <= objective).toBe(true);
        feasible++;
      } catch (error) {
        if (!(error instanceof BudgetRefusal)) throw error;
        if (error.code === 'BUDGET_INFEASIBLE') expect(optimum).toBeNull();
        else expect(error.code).toBe('BUDGET_NONE_FOUND');
        if (optimum !== null) missed++;
      }
    }
    expect(feasible).toBeGreaterThan(60);
    expect(missed).toBeLessThanOrEqual(4);
  });
});

describe('public instances', () => {
  it.each(Object.entries(BEST_KNOWN))('%s comes within 1 %% of %d and its bound never passes it', (name, bestKnown) => {
    const instance = readPublicInstance(name);
    const { assignment, objective, bound } = solveBudgets(instance, { workLimit: 20_000_000 });
    expect(verifyBudgets(instance, assignment)).toBe(objective);
    expect(bound).toBeLessThanOrEqual(bestKnown);
    expect(bound).toBeGreaterThan(bestKnown * 0.99);
    expect(objective / bestKnown).toBeLessThanOrEqual(1.01);
  });
});

describe('the solver as a whole', () => {
  it('lets the need of least loss stay unassigned', () => {
    const { assignment, objective } = solveBudgets(two, { workLimit: 1_000 });
    expect(Array.from(assignment)).toEqual([0, -1]);
    expect(objective).toBe(11);
  });

  it('gives the same plan for the same seed', () => {
    const instance = readPublicInstance('d10100');
    const solve = () => solveBudgets(instance, { workLimit: 2_000_000, random: seededGenerator(5) });
    expect(solve()).toEqual(solve());
  });

  it('ends when cancelled with the best so far, or refuses when there is none', () => {
    const instance = readPublicInstance('c30900');
    const mayStay = { ...instance, unassignedValue: new Int32Array(instance.needs).fill(1000) };
    const { assignment, bound, objective } = solveBudgets(mayStay, { isCancelled: () => true });
    expect(verifyBudgets(mayStay, assignment)).toBe(objective);
    expect(bound).toBeLessThanOrEqual(9982);
    expect(refusalOf(() => solveBudgets(instance, { isCancelled: () => true })).code).toBe('BUDGET_CANCELLED');
  });

  it('proves infeasible what asks for more than there is', () => {
    const code = refusalOf(() => solveBudgets({ ...two, unassignedValue: null })).code;
    expect(code).toBe('BUDGET_INFEASIBLE');
  });

  it('stays exact at the largest numbers it takes', () => {
    const needs = 50;
    const instance: BudgetInstance = {
      needs,
      budgets: 2,
      sense: 'maximise',
      value: new Int32Array(needs * 2).fill(BUDGET_BOUNDS.value),
      consumption: new Int32Array(needs * 2).fill(BUDGET_BOUNDS.consumption),
      capacity: new Int32Array(2).fill(BUDGET_BOUNDS.capacity),
      unassignedValue: new Int32Array(needs),
    };
    const { objective, bound } = solveBudgets(instance, { workLimit: 100_000 });
    expect(objective).toBe(4 * BUDGET_BOUNDS.value);
    expect(bound).toBeGreaterThanOrEqual(objective);
  });

  it.each<[string, Partial<BudgetInstance>, string]>([
    ['too many needs', { needs: BUDGET_BOUNDS.needs + 1 }, 'BUDGET_OUT_OF_BOUNDS'],
    ['a fraction of a need', { needs: 1.5 }, 'BUDGET_OUT_OF_BOUNDS'],
    ['a value too large', { value: Int32Array.of(BUDGET_BOUNDS.value + 1, 0) }, 'BUDGET_OUT_OF_BOUNDS'],
    ['a consumption below nothing', { consumption: Int32Array.of(-2, 1) }, 'BUDGET_OUT_OF_BOUNDS'],
    ['a capacity below nothing', { capacity: Int32Array.of(-1) }, 'BUDGET_OUT_OF_BOUNDS'],
    ['a capacity too large', { capacity: Int32Array.of(BUDGET_BOUNDS.capacity + 1) }, 'BUDGET_OUT_OF_BOUNDS'],
    ['too few values', { value: Int32Array.of(1) }, 'BUDGET_MALFORMED'],
    ['values that are not integers', { value: Float64Array.of(1.5, 2) as unknown as Int32Array }, 'BUDGET_MALFORMED'],
  ])('refuses %s', (_what, change, code) => {
    const refusal = refusalOf(() => solveBudgets({ ...two, ...change }));
    expect(refusal.code).toBe(code);
    expect(refusal.messageZh).toMatch(/请/);
    expect(refusal.messageEn).not.toBe('');
  });
});
