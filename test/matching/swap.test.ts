/** Shows exchanges: against every cycle by plain enumeration, nobody loses, none shares a need, none where none exists. */
import fc from 'fast-check';
import type { PlanInstance } from '../../server/matching/engine/plan/instance';
import { PlanCancelled } from '../../server/matching/engine/plan/bounds';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { proposeSwaps, type SwapProposal } from '../../server/matching/engine/swap/propose';
import { instanceFrom, numbersFrom, randomInstance, type Shape } from './fairness-reference';

const anyShape: fc.Arbitrary<Shape> = fc.record({
  needs: fc.integer({ min: 0, max: 12 }),
  organisations: fc.integer({ min: 2, max: 5 }),
  groups: fc.constant(1),
  scores: fc.constantFrom(2, 4, 10_001),
  capacity: fc.constant(3),
  sparse: fc.constantFrom(1, 2),
});
const anySeed = fc.integer({ min: 0, max: 1_000_000 });
const anyLength = fc.integer({ min: 2, max: 5 });

function standingFrom(seed: number, shape: Shape): { instance: PlanInstance; holders: Int32Array } {
  const { instance } = randomInstance(seed, shape);
  const below = numbersFrom(seed + 1);
  const holders = Int32Array.from({ length: instance.needs }, () => below(instance.organisations + 1) - 1);
  return { instance, holders };
}

function scoreOf({ arcStart, arcOrganisation, arcScore }: PlanInstance, need: number, organisation: number) {
  for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
    if (arcOrganisation[arc] === organisation) return arcScore[arc]!;
  }
  return undefined;
}

/** The gain of the cycle in which needs[k] goes to the holder of needs[k + 1], or undefined when somebody would lose. */
function gainOf(instance: PlanInstance, holders: Int32Array, needs: readonly number[]): number | undefined {
  let gain = 0;
  for (let k = 0; k < needs.length; k++) {
    const gives = needs[(k + 1) % needs.length]!;
    const party = holders[gives]!;
    const before = scoreOf(instance, gives, party);
    const after = scoreOf(instance, needs[k]!, party);
    if (before === undefined || after === undefined || after < before) return undefined;
    gain += after - before;
  }
  return gain;
}

/** Every cycle from its smallest need on in which no organisation stands twice and nobody loses, with its gain. */
function everyCycle(
  instance: PlanInstance,
  holders: Int32Array,
  lengthAtMost: number,
  free: (need: number) => boolean,
) {
  const found: { needs: number[]; gain: number }[] = [];
  const extend = (needs: number[]): void => {
    if (needs.length >= 2) {
      const gain = gainOf(instance, holders, needs);
      if (gain !== undefined && gain > 0) found.push({ needs: [...needs], gain });
    }
    if (needs.length === lengthAtMost) return;
    for (let need = needs[0]! + 1; need < instance.needs; need++) {
      if (holders[need]! < 0 || !free(need) || needs.some((other) => holders[other] === holders[need])) continue;
      extend([...needs, need]);
    }
  };
  for (let need = 0; need < instance.needs; need++) if (holders[need]! >= 0 && free(need)) extend([need]);
  return found;
}

/** Every chain to a free place in which no organisation stands twice and nobody after the first gets less than it gives. */
function everyChain(
  instance: PlanInstance,
  holders: Int32Array,
  movesAtMost: number,
  free: (need: number) => boolean,
  hasPlace: (organisation: number) => boolean,
) {
  const found: { needs: number[]; end: number; gain: number }[] = [];
  const extend = (needs: number[], risen: number): void => {
    const last = needs[needs.length - 1]!;
    const held = scoreOf(instance, last, holders[last]!);
    if (held === undefined) return;
    for (let to = 0; to < instance.organisations; to++) {
      const score = scoreOf(instance, last, to);
      if (score === undefined || needs.some((need) => holders[need] === to)) continue;
      const gain = risen + score - held;
      if (hasPlace(to) && gain > 0) found.push({ needs: [...needs], end: to, gain });
      if (needs.length === movesAtMost) continue;
      for (let need = 0; need < instance.needs; need++) {
        const gives = holders[need] === to && free(need) ? scoreOf(instance, need, to) : undefined;
        if (gives !== undefined && gives <= score) extend([...needs, need], gain);
      }
    }
  };
  for (let need = 0; need < instance.needs; need++) if (holders[need]! >= 0 && free(need)) extend([need], 0);
  return found;
}

function needsOf(proposals: readonly SwapProposal[]): number[] {
  return proposals.flatMap(({ moves }) => moves.map(({ need }) => need));
}

describe('exchange proposals', () => {
  test('given two organisations that hold each other’s better needs, then the moves and each gain are listed', () => {
    const instance = instanceFrom(
      [
        [
          [0, 100],
          [1, 900],
        ],
        [
          [0, 700],
          [1, 300],
        ],
        [[0, 50]],
      ],
      [2, 1],
      [0, 0, 0],
    );
    const answer = proposeSwaps(instance, Int32Array.of(0, 1, 0));
    expect(answer.complete).toBe(true);
    expect(answer.proposals).toEqual([
      {
        gain: 1200,
        moves: [
          { need: 0, from: 0, to: 1 },
          { need: 1, from: 1, to: 0 },
        ],
        parties: [
          { organisation: 1, gives: 1, gets: 0, gain: 600 },
          { organisation: 0, gives: 0, gets: 1, gain: 600 },
        ],
      },
    ]);
  });

  test('given an exchange that would raise the sum while one loses, then it is not proposed', () => {
    const instance = instanceFrom(
      [
        [
          [0, 100],
          [1, 9000],
        ],
        [
          [0, 99],
          [1, 300],
        ],
      ],
      [1, 1],
      [0, 0],
    );
    expect(proposeSwaps(instance, Int32Array.of(0, 1)).proposals).toEqual([]);
  });

  test('given a ring of four, then it is found at length 4 and not at length 3', () => {
    const rows = [0, 1, 2, 3].map((k): [number, number][] =>
      k === 3
        ? [
            [0, 20],
            [3, 10],
          ]
        : [
            [k, 10],
            [k + 1, 20],
          ],
    );
    const instance = instanceFrom(rows, [1, 1, 1, 1], [0, 0, 0, 0]);
    const holders = Int32Array.of(0, 1, 2, 3);
    expect(proposeSwaps(instance, holders).proposals.map(({ gain, moves }) => [gain, moves.length])).toEqual([[40, 4]]);
    expect(proposeSwaps(instance, holders, { lengthAtMost: 3 }).proposals).toEqual([]);
  });

  test('given small random holdings, then each proposal is the greatest of all cycles still free, until none is left', () => {
    let proposed = 0;
    fc.assert(
      fc.property(anySeed, anyShape, anyLength, fc.boolean(), (seed, shape, lengthAtMost, byOrganisation) => {
        const { instance, holders } = standingFrom(seed, shape);
        const disjointBy = byOrganisation ? 'organisation' : 'need';
        const { proposals, complete } = proposeSwaps(instance, holders, { lengthAtMost, disjointBy });
        const used = new Set<number>();
        const free = (need: number) => !used.has(byOrganisation ? holders[need]! : need);
        for (const proposal of proposals) {
          const cycles = everyCycle(instance, holders, lengthAtMost, free);
          expect(proposal.gain).toBe(Math.max(...cycles.map(({ gain }) => gain)));
          const needs = proposal.moves.map(({ need }) => need);
          expect(cycles).toContainEqual({ needs, gain: proposal.gain });
          for (const need of needs) used.add(byOrganisation ? holders[need]! : need);
          proposed++;
        }
        expect(everyCycle(instance, holders, lengthAtMost, free)).toEqual([]);
        expect(complete).toBe(true);
      }),
      { numRuns: 2000, seed: 13 },
    );
    expect(proposed).toBeGreaterThan(700);
  });

  test('given chains too, then each proposal is the greatest of all cycles and chains still free, and no place is filled twice', () => {
    let chains = 0;
    const [needs, capacity] = [fc.integer({ min: 0, max: 9 }), fc.constant(4)];
    const shapes = fc.tuple(anyShape, needs, capacity).map(([shape, n, c]) => ({ ...shape, needs: n, capacity: c }));
    fc.assert(
      fc.property(
        anySeed,
        shapes,
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        (seed, shape, length, byOrganisation) => {
          const { instance, holders } = standingFrom(seed, shape);
          const disjointBy = byOrganisation ? 'organisation' : 'need';
          const { proposals, complete } = proposeSwaps(instance, holders, {
            lengthAtMost: length,
            disjointBy,
            chains: true,
          });
          const used = new Set<number>();
          const places = Int32Array.from(instance.capacity);
          for (const holder of holders) if (holder >= 0) places[holder]!--;
          const free = (need: number) => !used.has(byOrganisation ? holders[need]! : need);
          const hasPlace = (organisation: number) =>
            places[organisation]! > 0 && !(byOrganisation && used.has(organisation));
          const every = () => [
            ...everyCycle(instance, holders, length, free).map((cycle) => ({ ...cycle, end: -1 })),
            ...everyChain(instance, holders, length, free, hasPlace),
          ];
          for (const { gain, moves, parties } of proposals) {
            const all = every();
            const own = moves.map(({ need }) => need);
            const last = moves[moves.length - 1]!.to;
            const end = parties.length > moves.length ? last : -1;
            expect(gain).toBe(Math.max(...all.map((one) => one.gain)));
            expect(all).toContainEqual({ needs: own, end, gain });
            expect(parties.reduce((sum, party) => sum + party.gain, 0)).toBe(gain);
            for (const [place, party] of parties.entries())
              if (end < 0 || place > 0) expect(party.gain).toBeGreaterThanOrEqual(0);
            for (const { need, from } of moves) used.add(byOrganisation ? from : need);
            if (end < 0) continue;
            places[end]!--;
            if (byOrganisation) used.add(end);
            chains++;
          }
          expect(every()).toEqual([]);
          expect(complete).toBe(true);
        },
      ),
      { numRuns: 1500, seed: 23 },
    );
    expect(chains).toBeGreaterThan(500);
  });

  test('given larger random holdings, then nobody loses, needs are disjoint, loads stay and twice gives the same', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const shape = { needs: 120, organisations: 20, groups: 1, scores: 10_001, capacity: 3, sparse: 2 };
        const { instance, holders } = standingFrom(seed, shape);
        const { proposals } = proposeSwaps(instance, holders);
        const needs = needsOf(proposals);
        expect(new Set(needs).size).toBe(needs.length);
        proposals.forEach(({ gain }, k) => expect(gain).toBeLessThanOrEqual(proposals[k - 1]?.gain ?? gain));
        for (const { moves, parties, gain } of proposals) {
          expect(parties.reduce((sum, party) => sum + party.gain, 0)).toBe(gain);
          expect(new Set(parties.map(({ organisation }) => organisation)).size).toBe(moves.length);
          expect(moves.map(({ from }) => from).sort()).toEqual(moves.map(({ to }) => to).sort());
          for (const { organisation, gives, gets, gain: own } of parties) {
            expect(holders[gives]).toBe(organisation);
            expect(own).toBe(scoreOf(instance, gets, organisation)! - scoreOf(instance, gives, organisation)!);
            expect(own).toBeGreaterThanOrEqual(0);
          }
        }
        expect(proposeSwaps(instance, holders).proposals).toEqual(proposals);
      }),
      { numRuns: 20, seed: 17 },
    );
  });

  test('given the best plan itself, then no exchange is found', () => {
    fc.assert(
      fc.property(anySeed, anyShape, (seed, shape) => {
        const { instance } = randomInstance(seed, { ...shape, needs: shape.needs * 4 });
        const holders = solvePlan(instance).assignment.map((arc) => (arc < 0 ? -1 : instance.arcOrganisation[arc]!));
        expect(proposeSwaps(instance, holders).proposals).toEqual([]);
      }),
      { numRuns: 200, seed: 19 },
    );
  });

  test('given a step limit, unknown holders or a cancellation, then it says so', () => {
    const { instance, holders } = standingFrom(1, {
      needs: 60,
      organisations: 6,
      groups: 1,
      scores: 10_001,
      capacity: 9,
      sparse: 1,
    });
    const limited = proposeSwaps(instance, holders, { stepsAtMost: 50 });
    expect(limited.complete).toBe(false);
    expect(limited.proposals.length).toBeGreaterThan(0);
    expect(limited.proposals.every(({ moves }) => moves.length === 2)).toBe(true);
    expect(proposeSwaps(instance, holders, { stepsAtMost: 50 })).toEqual(limited);
    expect(() =>
      proposeSwaps(
        instance,
        Int32Array.from(holders, () => 6),
      ),
    ).toThrow(expect.objectContaining({ code: 'PLAN_MALFORMED' }));
    expect(() => proposeSwaps(instance, holders, {}, { isCancelled: () => true })).toThrow(PlanCancelled);
  });
});
