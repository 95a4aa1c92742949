/**
 * Promises how finely it is told where help went: never for fewer than five households, and as finely as that allows. Pure.
 *
 * k-anonymity by generalisation (Samarati & Sweeney, "Protecting privacy when disclosing information", 1998), k = 5, over area,
 * situation and age band. The rule, in the order in which it chooses:
 *
 * 1. The area is kept as fine as it can be (grid, community, street, district), then the situation (one, a group of related
 *    ones, any), then the age band (one, 60 and above, any): 36 steps, the finest first.
 * 2. At each step the households that nothing was told of yet are put together by what that step would tell. Where that, with
 *    those of whom the same was told before, makes five or more, it is told of them; the others go on to the next step.
 * 3. If one to four are left after the last step, the class that was told at the coarsest step (of these the smallest, then the
 *    first by name) goes with them to the district. If the whole district has fewer than five, nothing is told of anybody.
 *
 * So those of whom the same is told are five or more even for a reader who knows this rule and every household of the district:
 * not only does each answer fit five households, five households have that very answer. And the answer depends on the population
 * alone, so those who compare what they were told of one household hold the same answer.
 */
import { AgeBand } from '../../schema/household/household';
import { Situation } from '../../schema/taxonomy/situation';
import { anonymityMinimum } from '../household/anonymity-minimum';

/** What is known of a household here: where it lives, its situations, and the age band of its head. */
export interface HouseholdFacts {
  readonly areaCode: string;
  readonly situations: readonly Situation[];
  readonly ageBand: AgeBand | null;
}

/** Households of one district that are alike in all of it. */
export type HouseholdClass = HouseholdFacts & { readonly households: number };

/** What is told. The household has one of the situations, its head one of the ages; none named says nothing. */
export interface Place {
  readonly areaCode: string;
  readonly situations: readonly Situation[];
  readonly ageBands: readonly AgeBand[];
}

const situationGroups: readonly (readonly Situation[])[] = [
  [Situation.DISABLED, Situation.SERIOUSLY_ILL],
  [Situation.ELDERLY_ALONE, Situation.ELDERLY],
  [Situation.SINGLE_PARENT, Situation.BEREAVED],
  [Situation.UNEMPLOYED, Situation.DISASTER_STRUCK, Situation.AWAY_FROM_REGISTERED_HOME],
];
/** Of several situations the first of these is told. Never a dispute in the family, nor what makes a need restricted. */
const toldSituations = situationGroups.flat();

const sixtyAndAbove: readonly AgeBand[] = [AgeBand.FROM_60_TO_79, AgeBand.FROM_80];
/** That a child heads a household is never told. */
const toldAges: readonly AgeBand[] = [AgeBand.FROM_18_TO_59, ...sixtyAndAbove];

type Coarseness = 0 | 1 | 2;
export interface Step {
  readonly areaDigits: number;
  readonly situation: Coarseness;
  readonly age: Coarseness;
}

const coarseness = [0, 1, 2] as const;
/** All generalisations, the finest first. */
export const steps: readonly Step[] = [15, 12, 9, 6].flatMap((areaDigits) =>
  coarseness.flatMap((situation) => coarseness.map((age) => ({ areaDigits, situation, age }))),
);

/** What a step tells of a household. */
export function placeAt(household: HouseholdFacts, step: Step): Place {
  return {
    areaCode: household.areaCode.slice(0, step.areaDigits),
    situations: situationsAt(household.situations, step.situation),
    ageBands: agesAt(household.ageBand, step.age),
  };
}

function situationsAt(held: readonly Situation[], step: Coarseness): readonly Situation[] {
  const told = toldSituations.find((situation) => held.includes(situation));
  if (told === undefined || step === 2) return [];
  return step === 0 ? [told] : situationGroups.find((group) => group.includes(told))!;
}

function agesAt(held: AgeBand | null, step: Coarseness): readonly AgeBand[] {
  const told = toldAges.find((band) => band === held);
  if (told === undefined || step === 2) return [];
  return step === 1 && sixtyAndAbove.includes(told) ? sixtyAndAbove : [told];
}

export function placeName({ areaCode, situations, ageBands }: Place): string {
  return `${areaCode}|${situations.join()}|${ageBands.join()}`;
}

interface Told {
  readonly place: Place;
  members: Member[];
  households: number;
  /** The coarsest step at which it was told. */
  step: number;
}

interface Member {
  readonly facts: HouseholdFacts;
  readonly households: number;
}

/**
 * What is told of each household of a district; undefined when nothing is. Households that are not of the population it was
 * made of are told nothing of.
 */
export function generalise(population: readonly HouseholdClass[]): (household: HouseholdFacts) => Place | undefined {
  const told = new Map<string, Told>();
  let left = alike(population);
  for (const [index, step] of steps.entries()) left = tellAt(told, left, step, index);
  if (left.length > 0) giveWay(told, left);
  const places = new Map<string, Place>();
  for (const { place, members } of told.values()) for (const { facts } of members) places.set(factsName(facts), place);
  return (household) => places.get(factsName(household));
}

/** Tells what one step tells of those who are enough; returns the others. */
function tellAt(told: Map<string, Told>, left: readonly Member[], step: Step, index: number): Member[] {
  const others: Member[] = [];
  for (const [name, group] of grouped(left, ({ facts }) => placeName(placeAt(facts, step)))) {
    const before = told.get(name);
    const households = sum(group) + (before?.households ?? 0);
    if (households < anonymityMinimum) others.push(...group);
    else {
      const members = [...(before?.members ?? []), ...group];
      told.set(name, { place: placeAt(group[0]!.facts, step), members, households, step: index });
    }
  }
  return others;
}

/** The coarsest class joins those who are left, so that they are enough; with no class at all nothing is told. */
function giveWay(told: Map<string, Told>, left: readonly Member[]): void {
  const [first] = [...told].sort(
    ([name, a], [otherName, b]) => b.step - a.step || a.households - b.households || (name < otherName ? -1 : 1),
  );
  if (!first) return;
  const [name, { members }] = first;
  told.delete(name);
  const all = [...members, ...left];
  const place = placeAt(all[0]!.facts, steps.at(-1)!);
  told.set(placeName(place), { place, members: all, households: sum(all), step: steps.length - 1 });
}

/** One member for all that are alike, in an order that does not depend on that of the rows. */
function alike(population: readonly HouseholdClass[]): Member[] {
  return [...grouped(population, factsName)]
    .sort(([name], [otherName]) => (name < otherName ? -1 : 1))
    .map(([, group]) => ({ facts: group[0]!, households: sum(group) }));
}

function factsName({ areaCode, situations, ageBand }: HouseholdFacts): string {
  return `${areaCode}|${situationsAt(situations, 0).join()}|${agesAt(ageBand, 0).join()}`;
}

function grouped<Item>(items: readonly Item[], name: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(name(item));
    if (group) group.push(item);
    else groups.set(name(item), [item]);
  }
  return groups;
}

function sum(members: readonly { readonly households: number }[]): number {
  return members.reduce((total, { households }) => total + households, 0);
}
