/** Promises the policies, applications and register of the published case as a plan: exactly its figures, dated in its year, by a seed. */
import { AreaLevel } from '../../schema/area/area';
import { LowIncomeCategory } from '../../schema/household/household';
import { StandardKind } from '../../schema/policy/eligibility';
import { PolicyLinkKind } from '../../schema/policy/policy';
import { Situation } from '../../schema/taxonomy/situation';
import { addDays } from '../day';
import { statutes } from '../policy/statutes';
import { pilotStreets } from './corps';
import type { HouseholdPlan } from './households';
import { residentNumber } from './people';
import type { SamplePlan } from './plan';
import { SeededChance } from './random';

/** Figures of the case: 200+ policy links, 120 people helped to apply, 6,614 dibao people before, 1,455 new ones, 17 who left for work. */
const linksOfTheCase = 208;
const applicantsOfTheCase = 120;
const stockOfTheCase = 6_614;
const newPeopleOfTheCase = 1_455;
const reemployedOfTheCase = 17;

const seed = 640_104 + 13;

export interface RegisteredPerson {
  readonly entryId: string;
  readonly residentNumber: string;
  readonly areaCode: string;
  readonly enteredOn: string;
}

export interface LinkPlan {
  readonly linkId: string;
  readonly household: HouseholdPlan;
  readonly code: string;
  readonly kind: PolicyLinkKind;
  readonly linkedOn: string;
}

export interface ApplicationPlan {
  readonly applicationId: string;
  /** Ids of its steps, in their order. */
  readonly commandIds: readonly string[];
  readonly household: HouseholdPlan;
  readonly code: string;
  readonly begunOn: string;
  readonly isActedFor: boolean;
  /** How far it has come: handed in, under review, or decided so. */
  readonly outcome: 'SUBMITTED' | 'UNDER_REVIEW' | 'APPROVED' | 'REFUSED';
}

export interface ExitPlan {
  readonly commandId: string;
  readonly entryId: string;
  readonly exitedOn: string;
}

export interface PolicyPlan {
  readonly policyIds: ReadonlyMap<string, string>;
  readonly standards: readonly { readonly commandId: string; readonly kind: StandardKind; readonly value: string }[];
  readonly stock: readonly RegisteredPerson[];
  readonly newPeople: readonly RegisteredPerson[];
  readonly exits: readonly ExitPlan[];
  readonly links: readonly LinkPlan[];
  readonly applications: readonly ApplicationPlan[];
  /** What ids of imports come from. */
  readonly chance: SeededChance;
}

export function planPolicies(plan: Pick<SamplePlan, 'areas' | 'households'>): PolicyPlan {
  // A chance of its own: what is planned here changes nothing of who lives where.
  const chance = new SeededChance(seed);
  const people = planRegister(plan, chance);
  return {
    policyIds: new Map(statutes.map(({ code }) => [code, chance.uuid()])),
    standards: sampleStandards.map(([kind, value]) => ({ commandId: chance.uuid(), kind, value })),
    ...people,
    links: planLinks(plan.households, chance),
    applications: planApplications(plan.households, chance),
    chance,
  };
}

/** Made up for the sample; of the size that such amounts had in a city of the west in 2023. */
const sampleStandards: readonly (readonly [StandardKind, string])[] = [
  [StandardKind.DIBAO_MONTHLY, '68000'],
  [StandardKind.DISPOSABLE_INCOME_MONTHLY, '330000'],
  [StandardKind.PROPERTY_PER_HEAD, '1632000'],
  [StandardKind.RIGID_SPENDING_PERMILLE, '600'],
];

/** Members of the dibao households of the sample are of the stock; who of them could work left for work, others of the pilot streets too. */
function planRegister({ areas, households }: Pick<SamplePlan, 'areas' | 'households'>, chance: SeededChance) {
  const communities = areas.filter((area) => area.level === AreaLevel.COMMUNITY).map((area) => area.code);
  const numbers = new Set(households.flatMap(({ members }) => members.map((member) => member.residentNumber)));
  const person = (areaCode: string, years: [number, number], firstDay: string, days: number): RegisteredPerson => {
    let number = residentNumber(chance, ...years);
    while (numbers.has(number)) number = residentNumber(chance, ...years);
    numbers.add(number);
    const enteredOn = addDays(firstDay, chance.between(0, days - 1));
    return { entryId: chance.uuid(), residentNumber: number, areaCode, enteredOn };
  };
  const members = households
    .filter((household) => household.lowIncomeCategory === 'DIBAO')
    .flatMap((household) => household.members.map((member) => ({ household, member })));
  const known = members.map(({ household, member }) => ({
    ...{ entryId: chance.uuid(), residentNumber: member.residentNumber, areaCode: household.areaCode },
    enteredOn: addDays('2020-01-01', chance.between(0, 1_095)),
  }));
  const others = Array.from({ length: stockOfTheCase - known.length }, () =>
    person(chance.pick(communities), [1938, 2012], '2018-01-01', 1_826),
  );
  const stock = [...known, ...others];
  const newPeople = Array.from({ length: newPeopleOfTheCase }, () =>
    person(chance.pick(communities), [1938, 2015], '2023-01-01', 243),
  );
  const able = stock.filter(
    ({ areaCode, residentNumber: number }) =>
      pilotStreets.some((street) => areaCode.startsWith(street)) && isOfWorkingAge(number),
  );
  const exits = able.slice(0, reemployedOfTheCase).map(({ entryId }) => ({
    ...{ commandId: chance.uuid(), entryId, exitedOn: addDays('2023-02-01', chance.between(0, 300)) },
  }));
  return { stock, newPeople, exits };
}

function isOfWorkingAge(number: string): boolean {
  const year = Number(number.slice(6, 10));
  return year >= 1965 && year <= 2003;
}

/** Which policies are explained to a household: by its category and situation, all of them in force in 2023. */
function policiesFor(household: HouseholdPlan): string[] {
  const disabled = household.situations.includes(Situation.DISABLED);
  const aged = household.situations.includes(Situation.ELDERLY_ALONE);
  const recognised = ['DIBAO', 'TEKUN', 'DIBAO_MARGINAL'].includes(household.lowIncomeCategory);
  return [
    ...(disabled ? ['DISABILITY_CARE_SUBSIDY'] : []),
    ...(disabled && household.lowIncomeCategory === String(LowIncomeCategory.DIBAO)
      ? ['DISABILITY_LIVING_SUBSIDY']
      : []),
    ...(aged ? ['OLD_AGE_ALLOWANCE'] : []),
    ...(recognised ? ['MEDICAL_RELIEF'] : ['DIBAO']),
    'TEMPORARY_RELIEF',
  ];
}

function planLinks(households: readonly HouseholdPlan[], chance: SeededChance): LinkPlan[] {
  const kinds = Object.values(PolicyLinkKind);
  return Array.from({ length: linksOfTheCase }, (_, index) => {
    const household = households[index % households.length]!;
    const codes = policiesFor(household);
    return {
      ...{ linkId: chance.uuid(), household, kind: chance.pick(kinds) },
      code: codes[Math.floor(index / households.length) % codes.length]!,
      linkedOn: addDays('2023-01-03', chance.between(0, 355)),
    };
  });
}

/** Household by household until so many people are helped; none of these policies changes the register. */
function planApplications(households: readonly HouseholdPlan[], chance: SeededChance): ApplicationPlan[] {
  const plans: ApplicationPlan[] = [];
  let people = 0;
  for (const household of households) {
    if (people + household.members.length > applicantsOfTheCase) continue;
    people += household.members.length;
    const outcomes = ['APPROVED', 'APPROVED', 'APPROVED', 'REFUSED', 'UNDER_REVIEW', 'SUBMITTED', 'SUBMITTED'] as const;
    plans.push({
      ...{ applicationId: chance.uuid(), commandIds: Array.from({ length: 5 }, () => chance.uuid()), household },
      code: policiesFor(household).find((code) => code !== 'DIBAO')!,
      begunOn: addDays('2023-01-09', chance.between(0, 290)),
      ...{ isActedFor: chance.chance(0.4), outcome: chance.pick(outcomes) },
    });
  }
  return plans;
}
