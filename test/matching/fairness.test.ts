/** Shows fairness: the served fractions against plain enumeration, the best among the fairest, and what fairness costs. */
import fc from 'fast-check';
import { planFairly, sharesOf, type FairPlan } from '../../server/matching/engine/fairness/fair-plan';
import {
  compareFairness,
  compareFractions,
  worstFirst,
  type Grouping,
} from '../../server/matching/engine/fairness/groups';
import { PlanCancelled } from '../../server/matching/engine/plan/bounds';
import { primalValue } from '../../server/matching/engine/plan/certificate';
import type { PlanInstance } from '../../server/matching/engine/plan/instance';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { makeInstance } from '../bench/matching/instances';
import { everyAssignment, instanceFrom, randomInstance, solveByEnumeration, type Shape } from './fairness-reference';

const anyShape: fc.Arbitrary<Shape> = fc.record({
  needs: fc.integer({ min: 0, max: 7 }),
  organisations: fc.integer({ min: 1, max: 3 }),
  groups: fc.integer({ min: 1, max: 4 }),
  scores: fc.constantFrom(1, 2, 4, 10_001),
  capacity: fc.integer({ min: 1, max: 3 }),
  sparse: fc.integer({ min: 1, max: 3 }),
});
const anySeed = fc.integer({ min: 0, max: 1_000_000 });

function fairestByEnumeration(instance: PlanInstance, grouping: Grouping) {
  let best: ReturnType<typeof sharesOf> | undefined;
  let objective = -1;
  everyAssignment(instance, (assignment, value) => {
    const shares = sharesOf(assignment, grouping);
    const order = best === undefined ? 1 : compareFairness(shares, best);
    if (order < 0 || (order === 0 && value <= objective)) return;
    [best, objective] = [shares, value];
  });
  return { vector: fractions(best!), objective };
}

function fractions(shares: ReturnType<typeof sharesOf>): string[] {
  const lowest = (a: number, b: number): number => (b === 0 ? a : lowest(b, a % b));
  return worstFirst(shares).map(({ served, needs }) => {
    const divisor = lowest(served, needs);
    return `${served / divisor}/${needs / divisor}`;
  });
}

function checkAgainstEnumeration(seed: number, shape: Shape): FairPlan {
  const { instance, grouping } = randomInstance(seed, shape);
  const fair = planFairly(instance, grouping, solveByEnumeration);
  const expected = fairestByEnumeration(instance, grouping);
  expect(fractions([...fair.shares])).toEqual(expected.vector);
  expect(fair.objective).toBe(expected.objective);
  expect(primalValue(instance, fair.assignment)).toBe(fair.objective);
  expect(fair.shares).toEqual(sharesOf(fair.assignment, grouping));
  return fair;
}

describe('the fairest plan', () => {
  test('given small random problems, then the smallest fraction and all after it are those of plain enumeration', () => {
    fc.assert(
      fc.property(anySeed, anyShape, (seed, shape) => {
        checkAgainstEnumeration(seed, shape);
      }),
      { numRuns: 1500, seed: 3 },
    );
  });

  test('given groups of one size that can trade places, then the best trade is taken', () => {
    // Two needs of two groups want the only place of organisation 0: 1/1 and 0/1 either way, group 1 is worth more.
    const instance = instanceFrom([[[0, 5]], [[0, 9]]], [1], [0, 0]);
    const fair = planFairly(instance, { groups: 2, groupOfNeed: Int32Array.of(0, 1) }, solveByEnumeration);
    expect([...fair.assignment]).toEqual([-1, 1]);
    expect(fair.priceOfFairness).toEqual({ absolute: 0, tenThousandths: 0 });
    // The pools of several groups of equal sizes, many ties.
    fc.assert(
      fc.property(
        anySeed,
        fc.constantFrom(2, 10_001),
        fc.integer({ min: 2, max: 4 }),
        (seed, scores, organisations) => {
          const shape = { needs: 6, organisations, groups: 3, scores, capacity: 1, sparse: 2 };
          const { instance: random } = randomInstance(seed, shape);
          const grouping = { groups: 3, groupOfNeed: Int32Array.of(0, 0, 1, 1, 2, 2) };
          const expected = fairestByEnumeration(random, grouping);
          const answer = planFairly(random, grouping, solveByEnumeration);
          expect([fractions([...answer.shares]), answer.objective]).toEqual([expected.vector, expected.objective]);
        },
      ),
      { numRuns: 600, seed: 5 },
    );
  });

  test('given a group that nobody can serve, then it stays at 0 and the others rise as if it were not there', () => {
    const rows: [number, number][][] = [[], [], [[0, 10]], [[0, 700]], [[0, 900]], [[0, 50]]];
    const instance = instanceFrom(rows, [3, 1], [0, 0, 0, 0, 0, 0]);
    const fair = planFairly(instance, { groups: 4, groupOfNeed: Int32Array.of(0, 0, 1, 2, 2, 2) }, solvePlan);
    expect(fair.shares).toEqual([
      { group: 0, served: 0, needs: 2 },
      { group: 1, served: 1, needs: 1 },
      { group: 2, served: 2, needs: 3 },
      { group: 3, served: 0, needs: 0 },
    ]);
    expect(fair.worstFirst.map(({ served, needs }) => `${served}/${needs}`)).toEqual(['0/2', '2/3', '1/1']);
    expect(fair.objective).toBe(1610);
  });

  test('given a plan that favours one community, then fairness moves a place and states its price', () => {
    // Organisation 0 has two places; both needs of group 0 are worth more than the one of group 1.
    const instance = instanceFrom([[[0, 9000]], [[0, 8000]], [[0, 5000]]], [2], [0, 0, 0]);
    const fair = planFairly(instance, { groups: 2, groupOfNeed: Int32Array.of(0, 0, 1) }, solvePlan);
    expect([...fair.unconstrained.assignment]).toEqual([0, 1, -1]);
    expect([...fair.assignment]).toEqual([0, -1, 2]);
    expect(fair.priceOfFairness).toEqual({ absolute: 3000, tenThousandths: 1765 });
    expect(fair.effort).toEqual({ solves: 1, searches: 3, paths: 1 });
  });

  test('given any problem, then fairness never gains, and costs nothing when the best plan is as fair already', () => {
    let free = 0;
    fc.assert(
      fc.property(anySeed, anyShape, (seed, shape) => {
        const { instance, grouping } = randomInstance(seed, { ...shape, needs: shape.needs * 5, organisations: 6 });
        const fair = planFairly(instance, grouping, solvePlan);
        expect(fair.priceOfFairness.absolute).toBe(fair.unconstrained.objective - fair.objective);
        expect(fair.priceOfFairness.absolute).toBeGreaterThanOrEqual(0);
        expect(compareFairness(fair.shares, fair.unconstrainedShares)).toBeGreaterThanOrEqual(0);
        if (compareFairness(fair.shares, fair.unconstrainedShares) !== 0) return;
        free++;
        expect(fair.priceOfFairness).toEqual({ absolute: 0, tenThousandths: 0 });
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(free).toBeGreaterThan(10);
  });

  test('given hundreds of paths over far-reaching scores, then the plan is still proved and its fractions stay', () => {
    for (const [capacity, form] of [
      [0.8, 'geometric'],
      [1, 'geometric'],
      [0.8, 'product'],
      [1, 'few-scores'],
    ] as const) {
      const instance = makeInstance({ form, needs: 2_000, capacity, seed: 5 });
      const groupOfNeed = Int32Array.from({ length: 2_000 }, (_, need) => Math.min((need * 7) % 13, need % 11));
      const first = planFairly(instance, { groups: 13, groupOfNeed }, solvePlan);
      // It throws unless primal and dual, counted anew from the arcs, are equal; the levels do not hang on the scores.
      const levelled = {
        ...instance,
        arcScore: instance.arcScore.map(() => 1),
        unassignedScore: new Int32Array(2_000),
      };
      const other = planFairly(levelled, { groups: 13, groupOfNeed }, solvePlan);
      expect(fractions([...first.shares])).toEqual(fractions([...other.shares]));
      if (form === 'geometric') expect(first.effort.paths).toBeGreaterThan(80);
    }
  });

  test('given another exact solver, then fractions and objective are the same, and twice the same solver gives the same plan', () => {
    fc.assert(
      fc.property(anySeed, anyShape, (seed, shape) => {
        const { instance, grouping } = randomInstance(seed, shape);
        const first = planFairly(instance, grouping, solvePlan);
        const other = planFairly(instance, grouping, solveByEnumeration);
        expect([fractions([...first.shares]), first.objective]).toEqual([
          fractions([...other.shares]),
          other.objective,
        ]);
        expect(planFairly(instance, grouping, solvePlan)).toEqual(first);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  test('given a solver whose prices prove nothing, a grouping that does not fit or a cancellation, then no plan comes back', () => {
    const instance = instanceFrom([[[0, 9]], [[0, 8]]], [1], [0, 0]);
    const grouping = { groups: 1, groupOfNeed: Int32Array.of(0, 0) };
    const wrong = () => ({ assignment: Int32Array.of(-1, 1), price: Int32Array.of(0), objective: 8 });
    expect(() => planFairly(instance, grouping, wrong)).toThrow('its prices do not prove');
    const misfit = { groups: 1, groupOfNeed: Int32Array.of(0, 1) };
    expect(() => planFairly(instance, misfit, solvePlan)).toThrow(expect.objectContaining({ code: 'PLAN_MALFORMED' }));
    expect(() => planFairly(instance, grouping, solvePlan, { isCancelled: () => true })).toThrow(PlanCancelled);
  });
});

describe('fractions', () => {
  test('given numbers at the bounds, then they are compared exactly', () => {
    expect(compareFractions(1_999_999, 2_000_000, 1_999_998, 1_999_999)).toBe(1);
    expect(compareFractions(1, 3, 666_666, 1_999_998)).toBe(0);
    expect(compareFractions(0, 5, 1, 2_000_000)).toBeLessThan(0);
  });
});
