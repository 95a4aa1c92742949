/** Shows that a solver of another kind (HiGHS) finds the same best value as the planner, and the budget solver's where both prove it. */
import { seededGenerator } from '../../server/matching/engine/budget/generator';
import { solveBudgets } from '../../server/matching/engine/budget/solve';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { readPublicInstance } from '../bench/matching/budget';
import { solveBudgetsByHighs, solveByHighs } from '../bench/matching/highs';
import { HARDER_FORMS, makeInstance, type Form } from '../bench/matching/instances';
import { instanceOf, smallInstance } from './plan-sample';

describe('the same instance solved by HiGHS', () => {
  const forms: readonly Form[] = ['product', ...HARDER_FORMS];

  test.each(forms)('given 300 needs of the form %s, then both find the same best value', async (form) => {
    for (const capacity of [0.5, 0.8, 1, 1.2]) {
      for (let seed = 1; seed <= 3; seed++) {
        const instance = makeInstance({ form, needs: 300, capacity, seed });
        const { objective } = await solveByHighs(instance);
        expect(objective).toBe(solvePlan(instance).objective);
      }
    }
  });

  test('given a few needs, some without arcs and organisations without places, then both agree', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const instance = smallInstance(seed);
      expect((await solveByHighs(instance)).objective).toBe(solvePlan(instance).objective);
    }
    const noArcs = instanceOf([[], []], [1], [3, 4]);
    expect((await solveByHighs(noArcs)).objective).toBe(7);
  });

  test('given a public budget instance that HiGHS solves, then its optimum is the best known value and ours', async () => {
    const instance = readPublicInstance('a05100');
    const { objective, bound } = await solveBudgetsByHighs(instance, 20);
    const own = solveBudgets(instance, { workLimit: 40_000_000, random: seededGenerator(1) });
    expect(objective).toBe(1698);
    expect(Math.ceil(bound - 1e-6)).toBe(1698);
    expect(own.objective).toBe(1698);
  });

  test('given a budget instance in which needs may stay and pairs are forbidden, then both agree', async () => {
    const instance = {
      needs: 3,
      budgets: 2,
      sense: 'maximise' as const,
      value: Int32Array.of(9, 8, 7, 6, 5, 9),
      consumption: Int32Array.of(4, -1, 3, 3, 2, 2),
      capacity: Int32Array.of(4, 3),
      unassignedValue: Int32Array.of(0, 0, 1),
    };
    const own = solveBudgets(instance, { workLimit: 1_000_000, random: seededGenerator(1) });
    const { objective } = await solveBudgetsByHighs(instance, 20);
    expect(objective).toBe(18);
    expect(own.objective).toBe(18);
  });
});
