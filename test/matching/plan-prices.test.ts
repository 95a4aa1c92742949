/** Shows that minimal prices are what one more place is worth, and that first come, first served is a queue and never beats the plan. */
import { primalValue, verifyPlan } from '../../server/matching/engine/plan/certificate';
import { firstComeFirstServed } from '../../server/matching/engine/plan/first-come';
import type { PlanInstance } from '../../server/matching/engine/plan/instance';
import { minimalPrices } from '../../server/matching/engine/plan/minimal-prices';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { HARDER_FORMS, makeInstance, seeded } from '../bench/matching/instances';
import { bestByTrial, instanceOf, smallInstance } from './plan-sample';

function withOneMore(instance: PlanInstance, organisation: number): PlanInstance {
  const capacity = instance.capacity.slice();
  capacity[organisation]! += 1;
  return { ...instance, capacity };
}

describe('minimal prices', () => {
  test('1,500 random instances: each is the gain of one more place, found by trying every assignment', () => {
    for (let seed = 1; seed <= 1_500; seed++) {
      const instance = smallInstance(seed);
      const objective = bestByTrial(instance);
      const gains = Array.from(
        instance.capacity,
        (_, organisation) => bestByTrial(withOneMore(instance, organisation)) - objective,
      );
      expect({ seed, prices: [...minimalPrices(instance, solvePlan(instance))] }).toEqual({ seed, prices: gains });
    }
  });

  test.each(['product' as const, ...HARDER_FORMS])(
    '%s at 1,000 needs: they prove the plan, as solving anew does',
    (form) => {
      const instance = makeInstance({ form, needs: 1_000, capacity: 1 });
      const plan = solvePlan(instance);
      const price = minimalPrices(instance, plan);
      expect(verifyPlan(instance, { ...plan, price }).optimal).toBe(true);
      for (let organisation = 0; organisation < instance.organisations; organisation += 7) {
        expect(price[organisation]).toBe(solvePlan(withOneMore(instance, organisation)).objective - plan.objective);
      }
    },
  );
});

describe('first come, first served', () => {
  test('who comes first takes the best place, the next what is left', () => {
    const both = [
      [0, 900],
      [1, 400],
    ] as const;
    const instance = instanceOf([both, both, [[0, 950]]], [1, 1], [0, 0, 10]);
    expect(firstComeFirstServed(instance, [0, 1, 2])).toEqual({ assignment: Int32Array.of(0, 3, -1), objective: 1310 });
    expect(firstComeFirstServed(instance, [2, 1, 0])).toEqual({ assignment: Int32Array.of(-1, 3, 4), objective: 1350 });
  });

  test('never above the plan, feasible, and its objective is what it assigns', () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const instance = smallInstance(seed);
      const next = seeded(seed);
      const order = Array.from({ length: instance.needs }, (_, need) => [next(1_000), need] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, need]) => need);
      const queue = firstComeFirstServed(instance, order);
      expect(primalValue(instance, queue.assignment)).toBe(queue.objective);
      expect(queue.objective).toBeLessThanOrEqual(bestByTrial(instance));
    }
  });

  test('an order that leaves a need out, names one twice or one that is not there is an error', () => {
    const instance = instanceOf([[[0, 5]], [[0, 5]]], [1]);
    for (const order of [[0], [0, 0], [0, 2]]) expect(() => firstComeFirstServed(instance, order)).toThrow(RangeError);
  });
});
