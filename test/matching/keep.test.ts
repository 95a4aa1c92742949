/** Shows the keeper: after every change the plan is the best one, proved by other solvers and by its own prices. */
import { PlanKeeper } from '../../server/matching/engine/keep/keeper';
import { KeepRefusal, type KeptNeed } from '../../server/matching/engine/keep/refusal';
import { verifyPlan } from '../../server/matching/engine/plan/certificate';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { bruteForce, randomNeed, randomOperation, seeded, successivePaths, type StreamShape } from './keep-reference';

function need(id: number, arcs: Record<number, number>, unassignedScore = 0): KeptNeed {
  return { id, organisations: Object.keys(arcs).map(Number), scores: Object.values(arcs), unassignedScore };
}

function places(keeper: PlanKeeper): Map<number, number> {
  return new Map(keeper.snapshot().needIds.map((id) => [id, keeper.organisationOf(id)]));
}

/** The keeper's own count, the planner's count on the copy, and its running sum: all the same. */
function provedObjective(keeper: PlanKeeper): number {
  const { instance, plan } = keeper.snapshot();
  const certificate = keeper.certificate();
  expect(certificate).toEqual({ primal: keeper.objective, dual: keeper.objective, optimal: true });
  expect(verifyPlan(instance, plan)).toEqual(certificate);
  return certificate.primal;
}

describe('single changes', () => {
  test('given one place, when a better need comes, then it takes the place and the other moves on', () => {
    const keeper = new PlanKeeper([1, 1]);
    expect(keeper.addNeed(need(7, { 0: 50, 1: 40 }))).toEqual([{ need: 7, from: -1, to: 0 }]);
    expect(keeper.addNeed(need(8, { 0: 90 }))).toEqual([
      { need: 7, from: 0, to: 1 },
      { need: 8, from: -1, to: 0 },
    ]);
    expect(provedObjective(keeper)).toBe(130);
  });

  test('given a chain, when a need is withdrawn, then each of the others moves up and the unassigned one enters', () => {
    const keeper = new PlanKeeper([1, 1]);
    keeper.addNeed(need(1, { 0: 90 }));
    keeper.addNeed(need(2, { 0: 80, 1: 50 }));
    keeper.addNeed(need(3, { 1: 20 }, 5));
    expect(places(keeper)).toEqual(new Map([[1, 0], [2, 1], [3, -1]])); // prettier-ignore
    expect(keeper.removeNeed(1)).toEqual([
      { need: 2, from: 1, to: 0 },
      { need: 3, from: -1, to: 1 },
    ]);
    expect(provedObjective(keeper)).toBe(100);
  });

  test('given a full organisation, when a place is lost, then the need that loses least goes', () => {
    const keeper = new PlanKeeper([2, 1]);
    keeper.addNeed(need(1, { 0: 70, 1: 65 }));
    keeper.addNeed(need(2, { 0: 60, 1: 10 }));
    expect(keeper.lowerCapacity(0)).toEqual([{ need: 1, from: 0, to: 1 }]);
    expect(provedObjective(keeper)).toBe(125);
    expect(keeper.raiseCapacity(0, 3)).toEqual([{ need: 1, from: 1, to: 0 }]);
    expect(provedObjective(keeper)).toBe(130);
    expect(keeper.capacityOf(0)).toBe(4);
    expect(keeper.priceOf(0)).toBe(0);
  });

  test('given a suspension, then all its needs leave, its arcs are dead, and on resumption they return', () => {
    const keeper = new PlanKeeper([2, 1]);
    keeper.addNeed(need(1, { 0: 70, 1: 65 }));
    keeper.addNeed(need(2, { 0: 60 }, 9));
    expect(keeper.suspendOrganisation(0)).toEqual([
      { need: 1, from: 0, to: 1 },
      { need: 2, from: 0, to: -1 },
    ]);
    expect(provedObjective(keeper)).toBe(74);
    expect(keeper.addNeed(need(3, { 0: 10_000 }))).toEqual([]);
    expect(keeper.priceOf(0)).toBe(0);
    expect(keeper.resumeOrganisation(0, 1)).toEqual([{ need: 3, from: -1, to: 0 }]);
    expect(provedObjective(keeper)).toBe(10_074);
  });

  test('given a change that leaves a need best where it is, then nothing moves and the plan is still proved', () => {
    const keeper = new PlanKeeper([1, 1]);
    keeper.addNeed(need(1, { 0: 70, 1: 30 }));
    expect(keeper.changeNeed(need(1, { 0: 40, 1: 30 }, 3))).toEqual([]);
    expect(provedObjective(keeper)).toBe(40);
    expect(keeper.changeNeed(need(1, { 0: 20, 1: 30 }))).toEqual([{ need: 1, from: 0, to: 1 }]);
    expect(keeper.changeNeed(need(1, {}, 4))).toEqual([{ need: 1, from: 1, to: -1 }]);
    expect(provedObjective(keeper)).toBe(4);
  });
});

describe('several changes in one', () => {
  test('given arcs that lead into another place, then one search ends in the place that the need left', () => {
    const keeper = new PlanKeeper([1, 1, 1]);
    keeper.addNeed(need(1, { 0: 90, 1: 80 }));
    keeper.addNeed(need(2, { 1: 70, 2: 60 }));
    keeper.addNeed(need(3, { 0: 50, 2: 55 }));
    keeper.addNeed(need(4, { 0: 30, 1: 30, 2: 30 }));
    expect(places(keeper)).toEqual(new Map([[1, 0], [2, 1], [3, 2], [4, -1]])); // prettier-ignore
    const read = keeper.visited;
    expect(keeper.changeNeed(need(2, { 2: 100 }))).toEqual([
      { need: 1, from: 0, to: 1 },
      { need: 2, from: 1, to: 2 },
      { need: 3, from: 2, to: 0 },
    ]);
    expect(keeper.visited - read).toBe(2);
    expect(provedObjective(keeper)).toBe(80 + 100 + 50);
    expect(bruteForce(keeper.snapshot().instance)).toBe(230);
  });

  test('given arcs that lead elsewhere, then the place that the need left is filled by another', () => {
    const keeper = new PlanKeeper([1, 1]);
    keeper.addNeed(need(1, { 0: 90 }));
    keeper.addNeed(need(2, { 0: 70 }, 5));
    expect(keeper.changeNeed(need(1, { 1: 60 }))).toEqual([
      { need: 1, from: 0, to: 1 },
      { need: 2, from: -1, to: 0 },
    ]);
    expect(provedObjective(keeper)).toBe(130);
  });

  test('given organisations that come back with fewer or more places, then the needs that gain most come first', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = seeded(seed);
      const shape = { organisations: 4, needs: 7, arcs: 4, scores: seed % 2 ? 20 : 3, capacity: 3 };
      const keeper = new PlanKeeper(Array.from({ length: 4 }, () => next(4)));
      for (let id = 0; id < 7; id++) keeper.addNeed(randomNeed(id, next, shape, 4));
      for (let round = 0; round < 4; round++) {
        const [first, second] = [next(4), next(3)];
        const other = second >= first ? second + 1 : second;
        for (const organisation of [first, other]) {
          keeper.suspendOrganisation(organisation);
          expect(keeper.needsOf(organisation)).toEqual([]);
          expect(provedObjective(keeper)).toBe(bruteForce(keeper.snapshot().instance));
        }
        for (const organisation of [first, other]) {
          keeper.resumeOrganisation(organisation, next(6));
          expect(provedObjective(keeper)).toBe(bruteForce(keeper.snapshot().instance));
        }
      }
    }
  });
});

describe('streams of changes', () => {
  type Case = [string, number, number, StreamShape, typeof bruteForce];
  const cases: Case[] = [
    ['tiny, every assignment tried', 40, 150, { organisations: 3, needs: 6, arcs: 3, scores: 30, capacity: 2 }, bruteForce],
    ['tiny with ties, every assignment tried', 40, 150, { organisations: 3, needs: 6, arcs: 3, scores: 3, capacity: 2 }, bruteForce],
    ['small', 12, 250, { organisations: 6, needs: 24, arcs: 5, scores: 10_001, capacity: 5 }, successivePaths],
    ['small with ties', 12, 250, { organisations: 6, needs: 24, arcs: 5, scores: 3, capacity: 5 }, successivePaths],
    ['few places for many', 8, 250, { organisations: 4, needs: 30, arcs: 4, scores: 100, capacity: 2 }, successivePaths],
  ]; // prettier-ignore

  test.each(cases)(
    'given %s (%i streams of %i), then every change is absorbed exactly',
    (_, streams, length, shape, solve) => {
      for (let seed = 1; seed <= streams; seed++) {
        const next = seeded(seed);
        const keeper = new PlanKeeper(Array.from({ length: shape.organisations }, () => next(shape.capacity + 1)));
        const ids: number[] = [];
        for (let step = 0; step < length; step++) {
          const before = places(keeper);
          const moves = randomOperation(keeper, ids, next, shape);
          expect(provedObjective(keeper)).toBe(solve(keeper.snapshot().instance));
          const after = places(keeper);
          const moved = [...after].filter(([id, to]) => (before.get(id) ?? -1) !== to);
          expect(moves).toEqual(moved.map(([id, to]) => ({ need: id, from: before.get(id) ?? -1, to })));
        }
      }
    },
  );

  const large: StreamShape = { organisations: 100, needs: 2_400, arcs: 20, scores: 10_001, capacity: 20 };

  function grown(seed: number, shape: StreamShape) {
    const next = seeded(seed);
    const keeper = new PlanKeeper(Array.from({ length: shape.organisations }, () => next(2 * shape.capacity)));
    const ids = Array.from({ length: 2_000 }, (_, index) => index * 3);
    for (const id of ids) keeper.addNeed(randomNeed(id, next, shape, keeper.organisations));
    return { next, keeper, ids };
  }

  test('given 2,000 needs and 100 organisations, then 10,000 changes keep primal equal to dual and to fresh solves', () => {
    const { next, keeper, ids } = grown(11, large);
    for (let step = 1; step <= 10_000; step++) {
      randomOperation(keeper, ids, next, large);
      if (step % 100 !== 0) continue;
      expect(provedObjective(keeper)).toBe(solvePlan(keeper.snapshot().instance).objective);
    }
    const { instance, plan, needIds } = keeper.snapshot();
    const again = PlanKeeper.from(instance, plan, needIds);
    expect(places(again)).toEqual(places(keeper));
    expect(provedObjective(again)).toBe(keeper.objective);
    expect(needIds).toEqual([...ids].sort((one, other) => one - other));
  });

  test('given the same stream twice, then moves, places and prices are the same', () => {
    const run = () => {
      const { next, keeper, ids } = grown(5, large);
      const moves = Array.from({ length: 1_500 }, () => randomOperation(keeper, ids, next, large));
      return { moves, ...keeper.snapshot() };
    };
    expect(run()).toEqual(run());
  });
});

describe('refusals', () => {
  const kept = () => {
    const keeper = new PlanKeeper([1, 2, 1]);
    keeper.addNeed(need(1, { 0: 70, 1: 30 }));
    keeper.addNeed(need(2, { 0: 60, 1: 50 }));
    keeper.suspendOrganisation(2);
    return keeper;
  };
  const cases: [string, string, (keeper: PlanKeeper) => unknown][] = [
    ['an unknown need to remove', 'UNKNOWN_NEED', (keeper) => keeper.removeNeed(3)],
    ['an unknown need to change', 'UNKNOWN_NEED', (keeper) => keeper.changeNeed(need(3, { 0: 1 }))],
    ['an unknown need to look up', 'UNKNOWN_NEED', (keeper) => keeper.organisationOf(3)],
    ['a need that is kept already', 'NEED_ALREADY_KEPT', (keeper) => keeper.addNeed(need(1, { 0: 1 }))],
    ['an id that is no whole number', 'NEED_ALREADY_KEPT', (keeper) => keeper.addNeed(need(1.5, { 0: 1 }))],
    ['an arc to nowhere', 'ARCS_MALFORMED', (keeper) => keeper.addNeed(need(3, { 3: 1 }))],
    ['a changed arc to nowhere', 'ARCS_MALFORMED', (keeper) => keeper.changeNeed(need(1, { 3: 1 }))],
    ['an arc twice', 'ARCS_MALFORMED', (keeper) => keeper.addNeed({ id: 3, organisations: [0, 0], scores: [1, 2], unassignedScore: 0 })],
    ['scores that are missing', 'ARCS_MALFORMED', (keeper) => keeper.addNeed({ id: 3, organisations: [0], scores: [], unassignedScore: 0 })],
    ['a score too high', 'SCORE_OUT_OF_BOUNDS', (keeper) => keeper.addNeed(need(3, { 0: 10_001 }))],
    ['a negative unassigned score', 'SCORE_OUT_OF_BOUNDS', (keeper) => keeper.changeNeed(need(1, { 0: 1 }, -1))],
    ['more places lost than there are', 'CAPACITY_OUT_OF_BOUNDS', (keeper) => keeper.lowerCapacity(1, 3)],
    ['a negative number of places', 'CAPACITY_OUT_OF_BOUNDS', (keeper) => keeper.raiseCapacity(1, -1)],
    ['a capacity beyond the bound', 'CAPACITY_OUT_OF_BOUNDS', (keeper) => keeper.raiseCapacity(1, 2_000_000)],
    ['an organisation with half a place', 'CAPACITY_OUT_OF_BOUNDS', (keeper) => keeper.addOrganisation(0.5)],
    ['an unknown organisation', 'UNKNOWN_ORGANISATION', (keeper) => keeper.suspendOrganisation(3)],
    ['a suspended organisation', 'ORGANISATION_SUSPENDED', (keeper) => keeper.raiseCapacity(2)],
    ['an organisation that is not suspended', 'ORGANISATION_NOT_SUSPENDED', (keeper) => keeper.resumeOrganisation(1, 1)],
    ['a resumption with a negative capacity', 'CAPACITY_OUT_OF_BOUNDS', (keeper) => keeper.resumeOrganisation(2, -1)],
  ]; // prettier-ignore

  test.each(cases)('given %s, then it is refused as %s and nothing has changed', (_, code, operation) => {
    const keeper = kept();
    const refusal = (() => {
      try {
        return operation(keeper);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(KeepRefusal);
    expect(refusal).toMatchObject({ code });
    expect(keeper.snapshot()).toEqual(kept().snapshot());
    expect(provedObjective(keeper)).toBe(120);
    expect(keeper.addNeed(need(9, { 1: 80 }))).toEqual(kept().addNeed(need(9, { 1: 80 })));
  });

  test('given a plan that its prices do not prove, then no keeper begins from it', () => {
    const { instance, plan } = kept().snapshot();
    const assignment = Int32Array.from(plan.assignment, () => -1);
    expect(() => PlanKeeper.from(instance, { ...plan, assignment, objective: 0 })).toThrow(KeepRefusal);
    expect(() => PlanKeeper.from(instance, plan, [4, 4])).toThrow(KeepRefusal);
    expect(() => new PlanKeeper([1, -1])).toThrow(KeepRefusal);
  });
});
