/** Shows that what is told of a household is told of five or more, as finely as the stated order allows, whoever asks. */
import fc from 'fast-check';
import { AgeBand } from '../../schema/household/household';
import { anyRestricted, Situation } from '../../schema/taxonomy/situation';
import { anonymityMinimum } from '../../server/household/anonymity-minimum';
import {
  generalise,
  placeAt,
  placeName,
  steps,
  type HouseholdClass,
  type HouseholdFacts,
} from '../../server/trace/anonymity';

const grid = '640104001002003';
const elderly = { situations: [Situation.ELDERLY_ALONE], ageBand: AgeBand.FROM_80 };
const times = (households: number, areaCode: string, more: Partial<HouseholdFacts> = {}): HouseholdClass => ({
  ...{ areaCode, situations: [], ageBand: AgeBand.FROM_18_TO_59, households },
  ...more,
});
const toldOf = (population: readonly HouseholdClass[], one: HouseholdFacts) => {
  const place = generalise(population)(one);
  return place && [place.areaCode, place.situations, place.ageBands];
};

describe('what is told of a household', () => {
  test('given five alike in one grid, then all of it is told', () => {
    const five = times(5, grid, elderly);
    expect(toldOf([five], five)).toEqual([grid, [Situation.ELDERLY_ALONE], [AgeBand.FROM_80]]);
  });

  test('given four alike and others of the grid, then the age is given up before the situation, and both before the grid', () => {
    const four = times(4, grid, elderly);
    const younger = { ...elderly, ageBand: AgeBand.FROM_60_TO_79 };
    const elders = [AgeBand.FROM_60_TO_79, AgeBand.FROM_80];
    expect(toldOf([four, times(1, grid, younger)], four)).toEqual([grid, [Situation.ELDERLY_ALONE], elders]);
    const otherAge = times(1, grid, { ...elderly, ageBand: AgeBand.FROM_18_TO_59 });
    expect(toldOf([four, otherAge], four)).toEqual([grid, [Situation.ELDERLY_ALONE], []]);
    const related = times(1, grid, { ...elderly, situations: [Situation.ELDERLY] });
    expect(toldOf([four, related], four)).toEqual([
      grid,
      [Situation.ELDERLY_ALONE, Situation.ELDERLY],
      [AgeBand.FROM_80],
    ]);
    expect(toldOf([four, times(1, grid)], four)).toEqual([grid, [], []]);
    const fourRelated = times(4, grid, { ...elderly, situations: [Situation.ELDERLY] });
    const youngRelated = { ...fourRelated, ageBand: AgeBand.FROM_18_TO_59, households: 1 };
    expect(toldOf([four, fourRelated, otherAge, youngRelated], four)).toEqual([grid, [Situation.ELDERLY_ALONE], []]);
  });

  test('given too few in the grid, the community or the street, then the area is that which holds five', () => {
    const four = times(4, grid, elderly);
    for (const [neighbour, areaCode] of [
      ['640104001002004', '640104001002'],
      ['640104001003001', '640104001'],
      ['640104002001001', '640104'],
    ] as const)
      expect(toldOf([four, times(1, neighbour, elderly)], four)).toEqual([
        areaCode,
        [Situation.ELDERLY_ALONE],
        [AgeBand.FROM_80],
      ]);
  });

  test('given one in a grid and five like it that are of the community alone, then the same is told of all six', () => {
    const [five, one] = [times(5, '640104001002', elderly), times(1, grid, elderly)];
    const answer = ['640104001002', [Situation.ELDERLY_ALONE], [AgeBand.FROM_80]];
    expect([toldOf([five, one], five), toldOf([five, one], one)]).toEqual([answer, answer]);
  });

  test('given two that nobody is like, then the coarsest class goes with them, and its own are told no more than they', () => {
    const [lone, near, far] = [
      times(2, '640104009001001'),
      times(5, '640104001001001', elderly),
      times(9, '640104002001001', elderly),
    ];
    const scattered = [times(3, '640104003001001', elderly), times(3, '640104003002001', elderly)];
    const population = [lone, near, far, ...scattered];
    expect(toldOf(population, lone)).toEqual(['640104', [], []]);
    expect(toldOf(population, scattered[0]!)).toEqual(['640104', [], []]);
    expect(toldOf(population, near)![0]).toBe('640104001001001');
    expect(toldOf(population, far)![0]).toBe('640104002001001');
  });

  test('given four in the whole district, or a household that is not of the population, then nothing is told', () => {
    const four = times(4, grid, elderly);
    expect(toldOf([four], four)).toBeUndefined();
    expect(toldOf([times(50, grid, elderly)], times(1, grid))).toBeUndefined();
  });

  test('given minors at the head, or what makes a need restricted, then it is never told, however many there are', () => {
    const situations = [
      Situation.MINOR,
      Situation.MENTAL_ILLNESS,
      Situation.DOMESTIC_VIOLENCE,
      Situation.FAMILY_DISPUTE,
    ];
    for (const ageBand of [AgeBand.UNDER_14, AgeBand.FROM_14_TO_17, null]) {
      const many = times(1_000, grid, { situations, ageBand });
      expect(toldOf([many], many)).toEqual([grid, [], []]);
    }
    for (const step of steps)
      for (const situation of Object.values(Situation))
        expect(anyRestricted([...placeAt(times(1, grid, { situations: [situation] }), step).situations])).toBe(false);
  });
});

describe('any population', () => {
  const areas = ['001', '002'].flatMap((street) =>
    ['001', '002'].flatMap((community) => ['', '001', '002'].map((place) => `640104${street}${community}${place}`)),
  );
  const facts = fc.record({
    areaCode: fc.constantFrom(...areas),
    situations: fc.subarray(
      [Situation.ELDERLY_ALONE, Situation.ELDERLY, Situation.DISABLED, Situation.MENTAL_ILLNESS],
      { maxLength: 2 },
    ),
    ageBand: fc.constantFrom(...Object.values(AgeBand), null),
  });
  const populations: fc.Arbitrary<HouseholdFacts[]> = fc.oneof(
    fc.array(facts, { maxLength: 80 }),
    // Most of one kind, so that fine classes are told as well.
    fc.array(
      fc.oneof({ weight: 5, arbitrary: fc.constant(null).map(() => ({ areaCode: areas[0]!, ...elderly })) }, facts),
      { maxLength: 60 },
    ),
  );
  const rows = (population: readonly HouseholdFacts[]) => population.map((one) => ({ ...one, households: 1 }));
  const nameOf = (tell: ReturnType<typeof generalise>) => (one: HouseholdFacts) => {
    const place = tell(one);
    return place && placeName(place);
  };

  test('then every answer is that of five or more, and true of each of them; below five households nothing is told', () => {
    fc.assert(
      fc.property(populations, (population) => {
        const tell = generalise(rows(population));
        const answers = new Map<string, number>();
        for (const one of population) {
          const place = tell(one);
          expect(place === undefined).toBe(population.length < anonymityMinimum);
          if (!place) continue;
          expect(one.areaCode.startsWith(place.areaCode)).toBe(true);
          if (place.situations.length > 0)
            expect(place.situations.some((situation) => one.situations.includes(situation))).toBe(true);
          if (place.ageBands.length > 0) expect(place.ageBands).toContain(one.ageBand);
          answers.set(placeName(place), (answers.get(placeName(place)) ?? 0) + 1);
        }
        for (const [answer, households] of answers)
          expect([answer, households >= anonymityMinimum]).toEqual([answer, true]);
      }),
      { numRuns: 400 },
    );
  });

  test('then no finer answer was allowed by the stated order, but for the one class that went with the last few', () => {
    fc.assert(
      fc.property(populations, (population) => {
        const name = nameOf(generalise(rows(population)));
        const steppedNames = new Map(
          population.map((one) => [one, steps.map((step) => placeName(placeAt(one, step)))]),
        );
        const namesOf = (one: HouseholdFacts) => steppedNames.get(one)!;
        const told = new Map(population.map((one) => [one, name(one)]));
        const district = placeName({ areaCode: '640104', situations: [], ageBands: [] });
        // When each was told: at the first step that tells what was told.
        const toldAt = population.map((one) => namesOf(one).indexOf(name(one) ?? district));
        const finer = new Set<string>();
        for (const [index, one] of population.entries())
          for (const [step, wanted] of namesOf(one).slice(0, toldAt[index]).entries()) {
            const sharing = population.filter(
              (other, at) => told.get(other) === wanted || (toldAt[at]! >= step && namesOf(other)[step] === wanted),
            );
            if (sharing.length >= anonymityMinimum) finer.add(name(one)!);
          }
        expect([...finer].filter((answer) => answer !== district)).toEqual([]);
        if (finer.size === 0) return;
        // Then the district was told of one to four, who alone would have been too few.
        const together = population.filter((one) => name(one) === district);
        const alone = together.filter((one) => {
          const at = population.indexOf(one);
          return namesOf(one)
            .slice(0, toldAt[at])
            .every(
              (wanted, step) => together.filter((other) => namesOf(other)[step] === wanted).length < anonymityMinimum,
            );
        });
        expect(alone.length).toBeLessThan(anonymityMinimum);
      }),
      { numRuns: 400 },
    );
  });

  test('then answers depend on nothing else: not on the order of rows, who asks, or how often, and two of them meet in none or in all', () => {
    fc.assert(
      fc.property(populations, fc.infiniteStream(fc.nat()), (population, numbers) => {
        const shuffled = rows(population)
          .map((row) => ({ row, at: numbers.next().value! }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const [one, other] = [nameOf(generalise(rows(population))), nameOf(generalise(shuffled))];
        expect(population.map(other)).toEqual(population.map(one));
        const classes = new Map<string, Set<number>>();
        for (const [index, household] of population.entries()) {
          const answer = one(household);
          if (answer !== undefined) classes.set(answer, (classes.get(answer) ?? new Set()).add(index));
        }
        for (const mine of classes.values())
          for (const theirs of classes.values()) {
            const both = [...mine].filter((index) => theirs.has(index));
            expect(both.length === 0 || both.length >= anonymityMinimum).toBe(true);
          }
      }),
      { numRuns: 200 },
    );
  });
});
