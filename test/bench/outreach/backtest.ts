/**
 * Promises a district in which it is known what nobody has seen: needs arise by the structure of the population, some communities are
 * silent, and the map is asked from what was seen alone. The same seed gives the same district.
 */
import { mapOf, type DistrictCounts, type MappedArea, type MapLevel } from '../../../server/outreach/map';
import { SeededChance } from '../../../server/sample/random';

export interface BacktestDistrict {
  readonly counts: DistrictCounts;
  /** Households in need that nobody has seen, by grid. */
  readonly hidden: ReadonlyMap<string, number>;
  readonly silentCommunities: number;
}

/** Households in need a year for each person of a group; residents, 60 and over, 80 and over alone, disabled, low income, children. */
const trueRates = [0.0008, 0.004, 0.06, 0.02, 0.08, 0.002];
/** The part of needs that is seen where people speak, and where they are silent. */
const [seenElsewhere, seenInSilence] = [0.85, 0.25];
const [streets, communitiesOfStreet, gridsOfCommunity, silentOneIn] = [16, 9, 13, 5];

/** A count with this mean (Knuth's product method, in steps of mean 10 so that the product never vanishes). */
function poisson(chance: SeededChance, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 10) {
    const limit = Math.exp(-Math.min(left, 10));
    for (let product = chance.next(); product > limit; product *= chance.next()) count += 1;
  }
  return count;
}

function structureOf(chance: SeededChance, hardship: number, age: number): number[] {
  const residents = 250 + Math.floor(chance.next() * 400);
  const of = (share: number) => poisson(chance, residents * share);
  return [residents, of(0.135 * age), of(0.004 * age), of(0.022 * hardship), of(0.01 * hardship), of(0.14 / age)];
}

export function backtestDistrict(seed: number): BacktestDistrict {
  const chance = new SeededChance(seed);
  const grids: MappedArea[] = [];
  const [seen, seenBefore, hidden] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let silentCommunities = 0;
  for (let street = 1; street <= streets; street += 1)
    for (let community = 1; community <= communitiesOfStreet; community += 1) {
      const [hardship, age] = [0.4 + 1.2 * chance.next(), 0.5 + chance.next()];
      const silent = chance.chance(1 / silentOneIn);
      if (silent) silentCommunities += 1;
      for (let grid = 1; grid <= gridsOfCommunity; grid += 1) {
        const code = `999999${pad(street)}${pad(community)}${pad(grid)}`;
        const structure = structureOf(chance, hardship, age);
        grids.push({ code, structure });
        // Beyond what the structure says, grids differ by a factor from 0.6 to 1.4.
        const mean =
          structure.reduce((sum, people, group) => sum + people * trueRates[group]!, 0) * (0.6 + 0.8 * chance.next());
        const part = silent ? seenInSilence : seenElsewhere;
        const [seenNow, unseen] = [poisson(chance, mean * part), poisson(chance, mean * (1 - part))];
        seen.set(code, seenNow);
        hidden.set(code, unseen);
        seenBefore.set(code, seenNow + poisson(chance, 2 * mean * part));
      }
    }
  return { counts: { grids, seen, seenBefore }, hidden, silentCommunities };
}

const pad = (number: number) => String(number).padStart(3, '0');

/** Hidden households by area of a level. */
export function hiddenAt(district: BacktestDistrict, length: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const [code, count] of district.hidden) {
    const area = code.slice(0, length);
    found.set(area, (found.get(area) ?? 0) + count);
  }
  return found;
}

/** The part of all hidden households that was found after each area of an order was visited, from 0 before the first. */
export function gainOf(order: readonly string[], hidden: ReadonlyMap<string, number>): number[] {
  const all = [...hidden.values()].reduce((sum, count) => sum + count, 0);
  let found = 0;
  return [0, ...order.map((code) => (found += hidden.get(code)!) / all)];
}

/** The area under a gain curve: one half for visiting in an order that knows nothing. */
export function areaUnder(gain: readonly number[]): number {
  const steps = gain.length - 1;
  return gain.slice(1).reduce((sum, value, index) => sum + (value + gain[index]!) / 2, 0) / steps;
}

export interface Backtest {
  readonly hidden: ReadonlyMap<string, number>;
  readonly orders: Readonly<Record<'gap' | 'residents' | 'seen' | 'known', readonly string[]>>;
  readonly random: readonly (readonly string[])[];
}

/** The order of the map beside others: the most populous first, where most were seen first, the truth, and so many at random. */
export function backtest(district: BacktestDistrict, level: MapLevel, randomOrders: number, seed: number): Backtest {
  const ranked = mapOf(district.counts, level);
  const codes = ranked.map((area) => area.code);
  const hidden = hiddenAt(district, codes[0]!.length);
  const by = (value: (code: string) => number) => [...codes].sort((a, b) => value(b) - value(a) || (a < b ? -1 : 1));
  const residents = new Map(ranked.map((area) => [area.code, area.residents]));
  const seen = new Map<string, number>();
  for (const [code, count] of district.counts.seen) {
    const area = code.slice(0, codes[0]!.length);
    seen.set(area, (seen.get(area) ?? 0) + count);
  }
  const chance = new SeededChance(seed);
  const shuffled = () =>
    codes
      .map((code) => ({ code, key: chance.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ code }) => code);
  return {
    hidden,
    orders: {
      gap: codes,
      residents: by((code) => residents.get(code)!),
      seen: by((code) => seen.get(code)!),
      known: by((code) => hidden.get(code)!),
    },
    random: Array.from({ length: randomOrders }, shuffled),
  };
}
