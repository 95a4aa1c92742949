/** Promises that a plan is the best there is, proves it, and refuses what it could not compute exactly. */
import { EngineRefusal, PLAN_BOUNDS, PlanCancelled } from '../../server/matching/engine/plan/bounds';
import { verifyPlan } from '../../server/matching/engine/plan/certificate';
import type { PlanInstance } from '../../server/matching/engine/plan/instance';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { HARDER_FORMS, makeInstance } from '../bench/matching/instances';
import { bestByTrial, instanceOf, publicInstance, smallInstance } from './plan-sample';

describe('small instances', () => {
  test('5,000 random instances: the objective of trying everything, with a certificate', () => {
    for (let seed = 1; seed <= 5_000; seed++) {
      const instance = smallInstance(seed);
      const plan = solvePlan(instance);
      expect({ seed, objective: plan.objective }).toEqual({ seed, objective: bestByTrial(instance) });
      expect(verifyPlan(instance, plan)).toEqual({ primal: plan.objective, dual: plan.objective, optimal: true });
    }
  });

  test('no needs, no organisations, no arcs', () => {
    expect(solvePlan(instanceOf([], [])).objective).toBe(0);
    expect(solvePlan(instanceOf([], [3])).price).toEqual(Int32Array.of(0));
    expect(solvePlan(instanceOf([[], []], [1], [4, 5]))).toMatchObject({
      objective: 9,
      assignment: Int32Array.of(-1, -1),
    });
  });

  test('an organisation without places takes nobody and is priced so that nobody misses it', () => {
    const plan = solvePlan(
      instanceOf(
        [
          [
            [0, 900],
            [1, 400],
          ],
        ],
        [0, 1],
        [100],
      ),
    );
    expect(plan).toMatchObject({ objective: 400, assignment: Int32Array.of(1) });
    expect(plan.price[0]! - plan.price[1]!).toBe(500);
  });

  test('all ties: as many needs as there are places, and the price is what one more place is worth', () => {
    const rows = [[[0, 70]], [[0, 70]], [[0, 70]]] as const;
    const plan = solvePlan(instanceOf(rows, [2], [20, 20, 20]));
    expect(plan.objective).toBe(160);
    expect(plan.price).toEqual(Int32Array.of(50));
  });

  test('needs for which staying unassigned is better than any arc stay unassigned', () => {
    const plan = solvePlan(instanceOf([[[0, 10]], [[0, 9]]], [2], [10, 50]));
    expect(plan).toMatchObject({ objective: 60, assignment: Int32Array.of(-1, -1) });
  });
});

describe('large instances', () => {
  test.each([
    ['assign100', 305],
    ['assign400', 804],
    ['assignp800', 2239],
  ])('%s costs %i', (name, cost) => {
    const instance = publicInstance(name);
    const plan = solvePlan(instance);
    expect(plan.assignment.includes(-1)).toBe(false);
    expect(instance.needs * 10_000 - plan.objective).toBe(cost);
  });

  test.each(['product' as const, ...HARDER_FORMS])(
    '%s: proved at 3,000 needs and capacity 0.8, 1.0 and 1.2',
    (form) => {
      for (const capacity of [0.8, 1, 1.2]) {
        const instance = makeInstance({ form, needs: 3_000, capacity });
        const plan = solvePlan(instance);
        expect(verifyPlan(instance, plan)).toEqual({ primal: plan.objective, dual: plan.objective, optimal: true });
      }
    },
  );

  test.each(['product' as const, ...HARDER_FORMS])(
    '%s: proved where fifty needs share an organisation, which bids in one phase more',
    (form) => {
      for (const capacity of [0.8, 1]) {
        const instance = makeInstance({ form, needs: 3_000, organisations: 60, capacity });
        const plan = solvePlan(instance);
        expect(verifyPlan(instance, plan)).toEqual({ primal: plan.objective, dual: plan.objective, optimal: true });
      }
    },
  );

  test('parts that share no organisation, their numbers interleaved, are worth what each is worth alone', () => {
    const parts = [1, 2, 3].map((seed) => makeInstance({ form: 'product', needs: 400, capacity: 0.9, seed }));
    const rows = Array.from({ length: 1_200 }, (_, at) => {
      const { arcStart, arcOrganisation, arcScore } = parts[at % 3]!;
      const need = Math.floor(at / 3);
      return Array.from(
        arcOrganisation.subarray(arcStart[need], arcStart[need + 1]),
        (organisation, arc) => [organisation * 3 + (at % 3), arcScore[arcStart[need]! + arc]!] as const,
      );
    });
    const interleaved = (arrays: readonly Int32Array[]) =>
      Array.from({ length: arrays[0]!.length * 3 }, (_, at) => arrays[at % 3]![Math.floor(at / 3)]!);
    const capacity = interleaved(parts.map((part) => part.capacity));
    const whole = instanceOf(rows, capacity, interleaved(parts.map((part) => part.unassignedScore)));
    const alone = parts.map((part) => solvePlan(part).objective);
    expect(solvePlan(whole).objective).toBe(alone.reduce((sum, objective) => sum + objective, 0));
  });

  test('the extremes of the bounds do not overflow: highest scores, one organisation, more capacity than needs', () => {
    const rows = Array.from({ length: 2_000 }, () => [[0, PLAN_BOUNDS.score]] as const);
    expect(solvePlan(instanceOf(rows, [PLAN_BOUNDS.capacity])).objective).toBe(20_000_000);
    expect(solvePlan(instanceOf(rows, [1_999])).price).toEqual(Int32Array.of(10_000));
  });

  test('same inputs, same plan; and the instance stays as it was', () => {
    const given = makeInstance({ form: 'product', needs: 2_000, capacity: 1 });
    const again = makeInstance({ form: 'product', needs: 2_000, capacity: 1 });
    expect(solvePlan(given)).toEqual(solvePlan(given));
    expect(given).toEqual(again);
  });
});

describe('the certificate', () => {
  const instance = instanceOf([[[0, 9]], [[0, 7]]], [1]);

  test('a worse assignment, a full organisation and a negative price are no optimum', () => {
    const price = Int32Array.of(7);
    expect(verifyPlan(instance, { assignment: Int32Array.of(0, -1), price, objective: 9 }).optimal).toBe(true);
    expect(verifyPlan(instance, { assignment: Int32Array.of(-1, 1), price, objective: 7 }).optimal).toBe(false);
    expect(verifyPlan(instance, { assignment: Int32Array.of(0, 1), price, objective: 16 })).toMatchObject({
      primal: -1,
    });
    expect(verifyPlan(instance, { assignment: Int32Array.of(1, -1), price, objective: 9 })).toMatchObject({
      primal: -1,
    });
    const negative = { assignment: Int32Array.of(0, -1), price: Int32Array.of(-1), objective: 9 };
    expect(verifyPlan(instance, negative)).toMatchObject({ dual: -1, optimal: false });
  });
});

describe('refusals and cancellation', () => {
  const good = instanceOf(
    [
      [
        [0, 5],
        [1, 6],
      ],
    ],
    [1, 1],
  );
  const cases: [string, Partial<PlanInstance>, string][] = [
    ['a score above 10,000', { arcScore: Int32Array.of(5, 10_001) }, 'PLAN_OUT_OF_BOUNDS'],
    ['a negative score', { arcScore: Int32Array.of(-1, 6) }, 'PLAN_OUT_OF_BOUNDS'],
    ['an unassigned score above 10,000', { unassignedScore: Int32Array.of(10_001) }, 'PLAN_OUT_OF_BOUNDS'],
    ['a negative capacity', { capacity: Int32Array.of(1, -1) }, 'PLAN_OUT_OF_BOUNDS'],
    ['too many needs', { needs: PLAN_BOUNDS.needs + 1 }, 'PLAN_OUT_OF_BOUNDS'],
    ['too many organisations', { organisations: PLAN_BOUNDS.organisations + 1 }, 'PLAN_OUT_OF_BOUNDS'],
    ['an organisation twice', { arcOrganisation: Int32Array.of(1, 1) }, 'PLAN_MALFORMED'],
    ['an organisation that is not there', { arcOrganisation: Int32Array.of(0, 2) }, 'PLAN_MALFORMED'],
    ['rows that end early', { arcStart: Int32Array.of(0, 1) }, 'PLAN_MALFORMED'],
  ];

  test.each(cases)('%s is refused', (_what, change, code) => {
    const attempt = () => solvePlan({ ...good, ...change });
    expect(attempt).toThrow(EngineRefusal);
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  test('a cancelled solve ends at the next check; progress never falls and ends at 1', () => {
    const instance = makeInstance({ form: 'product', needs: 20_000, capacity: 1 });
    let asked = 0;
    expect(() => solvePlan(instance, { isCancelled: () => ++asked === 5 })).toThrow(PlanCancelled);
    expect(asked).toBe(5);
    const shares: number[] = [];
    solvePlan(instance, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
