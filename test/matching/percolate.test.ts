/** Shows that the percolator answers as a plain scan does, always: over any stream of changes, with nothing left behind. */
import fc from 'fast-check';
import { Percolator } from '../../server/matching/engine/percolate/percolator';
import { scanBest, scanMatches } from '../../server/matching/engine/percolate/scan';
import type { Consents, StandingOffering } from '../../server/matching/engine/percolate/standing';
import { need, offering, anyRuleset } from './pairs';
import { anyAsked, anyStanding, anySteps, ids, moment, organisations, type World } from './percolate-worlds';

const consents: fc.Arbitrary<Consents<string> | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.subarray(organisations).map((some) => new Set(some)),
  fc.subarray(organisations).map((some) => (id: string) => some.includes(id)),
);
const worlds: World[] = ['as the product has it', 'with more values than bits'];

const { offeringId: _id, capacityAgeHours: _age, consented: _consented, ...facts } = offering;
const standing: StandingOffering = { ...facts, id: 'a', capacityStatedAt: moment };

describe('the percolator against a plain scan', () => {
  test.each(worlds)('given any stream of changes %s, when a need is asked, then ids and ranking are equal', (world) => {
    const question = fc.record({ need: anyAsked(world, 'need'), consents, count: fc.nat(12) });
    const steps = anySteps(ids, (id) => anyStanding(world, id), question, 150);
    let matches = 0;
    fc.assert(
      fc.property(steps, anyRuleset, (stream, ruleset) => {
        const percolator = new Percolator(ruleset);
        const plain = new Map<string, StandingOffering>();
        for (const step of stream) {
          if ('put' in step) {
            percolator.put(step.put);
            plain.set(step.put.id, step.put);
          } else if ('remove' in step) {
            expect(percolator.remove(step.remove)).toBe(plain.delete(step.remove));
          } else {
            const expected = scanMatches(step.ask.need, plain.values(), step.ask.consents);
            matches += expected.length;
            expect(percolator.match(step.ask.need, step.ask.consents).sort()).toEqual(expected.sort());
            const slots = percolator.matchSlots(step.ask.need, step.ask.consents);
            const named = Array.from(slots, (slot) => percolator.keyAt(slot)).sort();
            expect(named).toEqual(expected);
            const asked = { moment, consents: step.ask.consents };
            expect(percolator.best(step.ask.need, step.ask.count, asked)).toEqual(
              scanBest(step.ask.need, plain.values(), step.ask.count, { ...asked, ruleset }),
            );
          }
        }
        expect(percolator.size).toBe(plain.size);
        for (const id of plain.keys()) percolator.remove(id);
        expect(percolator.holdings).toEqual({ offerings: 0, lists: 0, values: 0, serviceKinds: 0 });
      }),
      // Values beyond the bits make each run of the other world five times as long.
      { numRuns: world === worlds[0] ? 100 : 40 },
    );
    // The worlds are made so that equality is not that of empty answers.
    expect(matches).toBeGreaterThan(150);
  });

  test('given hundreds of offerings whose lists are longer than a word has bits, when half of them go, then ids are equal', () => {
    const many = Array.from({ length: 300 }, (_, index) => `id${index}`);
    const world = fc.tuple(...many.map((id) => anyStanding(worlds[0]!, id)));
    let matches = 0;
    fc.assert(
      fc.property(world, fc.array(anyAsked(worlds[0]!, 'need'), { minLength: 4, maxLength: 4 }), (offerings, needs) => {
        const percolator = new Percolator();
        for (const one of offerings) percolator.put(one);
        const agree = (left: readonly StandingOffering[]) => {
          for (const asked of needs) {
            const expected = scanMatches(asked, left, () => true);
            matches += expected.length;
            expect(percolator.match(asked, () => true).sort()).toEqual(expected.sort());
          }
        };
        agree(offerings);
        offerings.forEach(({ id }, place) => place % 2 === 0 && percolator.remove(id));
        agree(offerings.filter((_, place) => place % 2 === 1));
      }),
      { numRuns: 10, seed: 32 },
    );
    expect(matches).toBeGreaterThan(300);
  });
});

describe('what a standing offering adds to the gates', () => {
  test('given a minimum urgency, when a less urgent need is asked, then it does not match, and a more urgent one does', () => {
    const percolator = new Percolator();
    percolator.put({ ...standing, minimumUrgency: 'URGENT' });
    expect(percolator.match({ ...need, urgency: 'ROUTINE' })).toEqual([]);
    expect(percolator.match({ ...need, urgency: 'URGENT' })).toEqual(['a']);
    expect(percolator.match({ ...need, urgency: 'EMERGENCY' })).toEqual(['a']);
  });

  test('given a restricted need, when nobody was asked for consent, then nothing matches, and with consent it does', () => {
    const percolator = new Percolator();
    percolator.put({ ...standing, takesRestricted: true });
    percolator.put({ ...standing, id: 'b' });
    const restricted = { ...need, restricted: true };
    expect(percolator.match(restricted)).toEqual([]);
    expect(percolator.match(restricted, new Set(['organisation']))).toEqual(['a']);
    expect(percolator.match(restricted, (id) => id === 'another')).toEqual([]);
  });

  test('given a capacity that grows old, when the same need is asked later, then the score falls without any change', () => {
    const percolator = new Percolator();
    percolator.put(standing);
    const scores = [0, 45, 90, 900].map(
      (days) => percolator.best(need, 1, { moment: moment + days * 86_400_000 })[0]!.score,
    );
    expect(scores.map((score) => scores[0]! - score)).toEqual([0, 250, 500, 500]);
  });

  test('given numbers as ids, then they come back as numbers, and ties stand in their order', () => {
    const percolator = new Percolator<number>();
    for (const id of [10, 9, 100]) percolator.put({ ...standing, id });
    expect(percolator.match(need).sort((a, b) => a - b)).toEqual([9, 10, 100]);
    expect(percolator.best(need, 2, { moment }).map(({ id }) => id)).toEqual([9, 10]);
  });
});

describe('changes of a standing offering', () => {
  test('given an offering that was filled, withdrawn or suspended, then it has no entries, and has them again afterwards', () => {
    const percolator = new Percolator();
    percolator.put(standing);
    const { holdings } = percolator;
    for (const change of [{ capacityUsed: 4 }, { withdrawn: true }, { organisationStatus: 'SUSPENDED' }]) {
      percolator.put({ ...standing, ...change });
      expect(percolator.match(need)).toEqual([]);
      expect(percolator.holdings).toEqual({ offerings: 1, lists: 0, values: 0, serviceKinds: 0 });
      percolator.put(standing);
      expect(percolator.match(need)).toEqual(['a']);
      expect(percolator.holdings).toEqual(holdings);
    }
  });

  test('given all situations, 200 areas and 20 skills, then there is an entry for each attribute, not for each combination', () => {
    const percolator = new Percolator();
    const areaCodes = Array.from({ length: 200 }, (_, index) => `640104${String(index).padStart(6, '0')}`);
    const skills = Array.from({ length: 20 }, (_, index) => `k${index}`);
    percolator.put({ ...standing, areaCodes, skills });
    // 200 areas, 20 skills, 1 for all situations, 1 for the organisation.
    expect(percolator.holdings.lists).toBe(222);
  });

  test('given 20,000 puts and removals of few offerings, then the arrays are as large as the few need', () => {
    const percolator = new Percolator();
    for (let round = 0; round < 20_000; round++) {
      percolator.put({
        ...standing,
        id: `id${round % 50}`,
        areaCodes: [`6401${round % 97}`],
        skills: [`k${round % 89}`],
      });
      if (round % 3 === 0) percolator.remove(`id${(round * 7) % 50}`);
    }
    expect(percolator.size).toBeLessThanOrEqual(50);
    expect(percolator.bytes).toBeLessThan(200_000);
  });
});
