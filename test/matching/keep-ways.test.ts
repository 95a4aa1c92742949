/** Shows that what the keeper's searches read is at every moment what a plain look at needs and arcs gives. */
import { PlanKeeper } from '../../server/matching/engine/keep/keeper';
import { distanceOf, NearestFirst, organisationOf } from '../../server/matching/engine/keep/nearest-first';
import {
  lossZero,
  placeList,
  rowBits,
  sourceList,
  stepLoss,
  stepOrganisation,
} from '../../server/matching/engine/keep/rows';
import { standingFrom } from '../../server/matching/engine/keep/snapshot';
import { Standing } from '../../server/matching/engine/keep/standing';
import {
  arcOrganisation,
  arcScore,
  type OrganisationLists,
  unassigned,
} from '../../server/matching/engine/keep/storage';
import { intoList, outList } from '../../server/matching/engine/keep/ways';
import { randomOperation, seeded, type StreamShape } from './keep-reference';

interface Read {
  /** Least losses, by organisations as `from>to`. */
  readonly ways: Map<string, number>;
  /** The least that is lost by leaving a need unassigned, by organisation. */
  readonly exits: Map<number, number>;
  /** The needs that would gain by coming from outside, by organisation, ascending. */
  readonly waiting: Map<number, number[]>;
  /** What the first of them would lose. */
  readonly least: Map<number, number>;
}

function lower<Key>(least: Map<Key, number>, key: Key, value: number): void {
  least.set(key, Math.min(least.get(key) ?? Infinity, value));
}

/** Every arc of every need. */
function plainly({ needs }: Standing): Read {
  const read: Read = { ways: new Map(), exits: new Map(), waiting: new Map(), least: new Map() };
  for (const slot of [...needs.slotOf.values()].sort((one, other) => one - other)) {
    const holder = needs.organisation(slot);
    const worth = needs.worthAt(slot, holder);
    if (holder !== unassigned) lower(read.exits, holder, worth - needs.unassignedScore(slot));
    for (const arc of needs.arcs.packed.subarray(needs.arcStart(slot), needs.arcEnd(slot))) {
      const [to, loss] = [arcOrganisation(arc), worth - arcScore(arc)];
      if (holder !== unassigned && holder !== to) lower(read.ways, `${holder}>${to}`, loss);
      if (holder !== unassigned || loss >= 0) continue;
      lower(read.least, to, loss);
      read.waiting.set(to, [...(read.waiting.get(to) ?? []), slot]);
    }
  }
  return read;
}

function entries({ data, start, length }: OrganisationLists, list: number): number[] {
  return [...data.subarray(start[list], start[list]! + length[list]!)];
}

/** What is kept: the ways out of each organisation; not a number for one that does not stand at its other end as it should. */
function asKept({ organisations, ways, outside }: Standing): Read {
  const read: Read = { ways: new Map(), exits: new Map(), waiting: new Map(), least: new Map() };
  let into = 0;
  for (let from = 0; from < organisations; from++) {
    const places = entries(ways.rows.lists, (from << rowBits) | placeList);
    into += entries(ways.lists, (from << 1) | intoList).length;
    entries(ways.lists, (from << 1) | outList).forEach((way, place) => {
      const to = stepOrganisation(way);
      const back = entries(ways.lists, (to << 1) | intoList)[places[place]!]!;
      const source = entries(ways.rows.lists, (to << rowBits) | sourceList)[places[place]!];
      const crossed = stepOrganisation(back) === from && stepLoss(back) === stepLoss(way) && source === place;
      read.ways.set(`${from}>${to}`, crossed ? stepLoss(way) - lossZero : NaN);
    });
    if (ways.rows.held(from) > 0) read.exits.set(from, ways.exit[from]!);
    const waiting = [...outside.waiting(from)].sort((one, other) => one - other);
    if (waiting.length === 0) continue;
    read.waiting.set(from, waiting);
    read.least.set(from, outside.least[from]!);
  }
  // No way stands at one end only, and none twice.
  expect(into).toBe(read.ways.size);
  return read;
}

describe('what searches read', () => {
  const cases: [string, number, number, StreamShape][] = [
    ['few organisations', 20, 400, { organisations: 4, needs: 12, arcs: 4, scores: 30, capacity: 3 }],
    ['ties', 20, 400, { organisations: 5, needs: 20, arcs: 5, scores: 3, capacity: 4 }],
    ['many outside', 10, 400, { organisations: 6, needs: 40, arcs: 5, scores: 10_001, capacity: 2 }],
    ['many held', 4, 600, { organisations: 30, needs: 200, arcs: 20, scores: 10_001, capacity: 9 }],
  ];

  test.each(cases)(
    'given %s (%i streams of %i operations of every kind), then after each the ways, exits and comers are those of a plain look',
    (_, streams, length, shape) => {
      for (let seed = 1; seed <= streams; seed++) {
        const next = seeded(seed);
        const standing = new Standing(Array.from({ length: shape.organisations }, () => next(shape.capacity + 1)));
        const keeper = new PlanKeeper(standing);
        const ids: number[] = [];
        for (let step = 0; step < length; step++) {
          randomOperation(keeper, ids, next, shape);
          expect(asKept(standing)).toEqual(plainly(standing));
        }
      }
    },
  );

  test('given a plan that was solved elsewhere, then the keeper that begins from it reads the same', () => {
    const shape: StreamShape = { organisations: 12, needs: 120, arcs: 8, scores: 1_000, capacity: 6 };
    const next = seeded(3);
    const grown = new PlanKeeper(Array.from({ length: shape.organisations }, () => next(shape.capacity + 1)));
    const ids: number[] = [];
    for (let step = 0; step < 300; step++) randomOperation(grown, ids, next, shape);
    const { instance, plan } = grown.snapshot();
    const standing = standingFrom(instance, plan);
    expect(asKept(standing)).toEqual(plainly(standing));
  });
});

describe('the queue of organisations', () => {
  test('given entries of all distances in any order, then they come by distance and number, also when more are put in meanwhile', () => {
    const queue = new NearestFirst();
    for (let seed = 1; seed <= 40; seed++) {
      const next = seeded(seed);
      queue.clear();
      const waiting: [distance: number, organisation: number][] = [];
      const widest = [3, 40, 32_768][seed % 3]!;
      let nearest = 0;
      for (let round = 0; round < 2_000; round++) {
        if (next(3) > 0) {
          const entry: [number, number] = [Math.min(widest - 1, nearest + next(widest)), next(65_535)];
          queue.push(...entry);
          waiting.push(entry);
          continue;
        }
        waiting.sort(([near, low], [far, high]) => near - far || low - high);
        const [first] = waiting.splice(0, 1);
        const key = queue.pop();
        expect(key < 0 ? undefined : [distanceOf(key), organisationOf(key)]).toEqual(first);
        nearest = first?.[0] ?? nearest;
      }
    }
  });
});
