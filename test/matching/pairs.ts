/** Promises pairs for the engine's tests: one made for each other, any by chance, and a pair with the stated changes made. */
import fc from 'fast-check';
import type { MatchChange } from '../../schema/matching/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import type { Education, NeedFacts, OfferingFacts, Urgency } from '../../server/matching/engine/facts';
import type { CriterionName } from '../../server/matching/engine/explanation';
import {
  criteria,
  criteriaOf,
  firstRuleset,
  secondRuleset,
  whole,
  type Ruleset,
} from '../../server/matching/engine/ruleset';

export const need: NeedFacts = {
  id: 'need',
  kind: 'NEED',
  serviceKind: 'CLEANING',
  areaCode: '640104001001',
  situations: ['ELDERLY_ALONE', 'DISABLED'],
  languages: [],
  skills: [],
  urgency: 'ROUTINE',
  restricted: false,
  waitingHours: 0,
  community: { needs: 0, served: 0 },
};
export const offering: OfferingFacts = {
  offeringId: 'offering',
  organisationId: 'organisation',
  organisationKind: 'SOCIAL_ORGANISATION',
  organisationStatus: 'APPROVED',
  serviceKind: 'CLEANING',
  withdrawn: false,
  areaCodes: ['640104001'],
  situations: [],
  languages: [],
  skills: [],
  takesRestricted: false,
  capacityStatus: 'CAPACITY',
  capacityMaximum: 4,
  capacityUsed: 1,
  capacityAgeHours: 0,
  minimumUrgency: null,
  standing: { claimsEnded: 0, claimsDelivered: 0, needsTaken: 0, places: 4 },
  consented: false,
};

const someOf = (...values: string[]) => fc.subarray(values);
/** Undefined: as in decisions from before there were counts. */
const anyCommunity = fc.option(
  fc.tuple(fc.nat(40), fc.nat(40)).map(([served, unserved]) => ({ needs: served + unserved, served })),
  { nil: undefined },
);
const anyStandingOfOrganisation = fc.option(
  fc
    .record({ delivered: fc.nat(60), undelivered: fc.nat(60), needsTaken: fc.nat(90), places: fc.nat(90) })
    .map(({ delivered, undelivered, ...rest }) => ({
      claimsEnded: delivered + undelivered,
      claimsDelivered: delivered,
      ...rest,
    })),
  { nil: undefined },
);
export const anyNeed: fc.Arbitrary<NeedFacts> = fc
  .record({
    id: fc.uuid(),
    wish: fc.boolean(),
    otherKind: fc.constantFrom('CLEANING', 'HOME_VISIT'),
    areaCode: fc.constantFrom('640104001001', '640104001002', '640104002001', '640105001001'),
    situations: someOf(Situation.ELDERLY_ALONE, Situation.DISABLED, Situation.MINOR),
    languages: someOf('普通话', '手语'),
    skills: someOf('护理', '理发'),
    urgency: fc.constantFrom('ROUTINE' as const, 'URGENT' as const, 'EMERGENCY' as const),
    restricted: fc.boolean(),
    waitingHours: fc.nat(20_000),
    community: anyCommunity,
  })
  .map(({ wish, otherKind, community, ...rest }) => ({
    ...rest,
    ...(community && { community }),
    kind: wish ? ('MICRO_WISH' as const) : ('NEED' as const),
    serviceKind: wish ? ServiceKind.MICRO_WISH : otherKind,
  }));
export const anyOffering: fc.Arbitrary<OfferingFacts> = fc
  .record({
    offeringId: fc.uuid(),
    organisationId: fc.uuid(),
    organisationKind: fc.constantFrom('SOCIAL_ORGANISATION', 'COMPANY'),
    pledged: fc.boolean(),
    organisationStatus: fc.constantFrom('APPROVED', 'SUSPENDED'),
    serviceKind: fc.constantFrom('CLEANING', 'HOME_VISIT', 'MICRO_WISH'),
    withdrawn: fc.boolean(),
    areaCodes: fc.subarray(['640104001001003', '640104001001', '640104001', '640104', '6401', '64'], { minLength: 1 }),
    situations: someOf(Situation.ELDERLY_ALONE, Situation.DISABLED, Situation.UNEMPLOYED),
    languages: someOf('普通话', '手语'),
    skills: someOf('护理', '理发'),
    takesRestricted: fc.boolean(),
    capacityStatus: fc.constantFrom(
      'CAPACITY' as const,
      'NO_CAPACITY' as const,
      'WAITLIST' as const,
      'ADDITIONAL_ASSESSMENT_REQUIRED' as const,
    ),
    capacityMaximum: fc.nat(5),
    used: fc.nat(5),
    capacityAgeHours: fc.nat(5_000),
    minimumUrgency: fc.constantFrom(undefined, null, null, 'ROUTINE' as const, 'URGENT' as const, 'EMERGENCY' as const),
    standing: anyStandingOfOrganisation,
    consented: fc.boolean(),
  })
  .map(({ used, minimumUrgency, standing, ...rest }) => ({
    ...rest,
    ...(minimumUrgency !== undefined && { minimumUrgency }),
    ...(standing && { standing }),
    capacityUsed: Math.min(used, rest.capacityMaximum),
  }));
/** Weights of the criteria named, by chance. */
function anyWeights(named: readonly CriterionName[]): fc.Arbitrary<Ruleset['weights']> {
  return fc.array(fc.nat(whole), { minLength: named.length - 1, maxLength: named.length - 1 }).map((cuts) => {
    const bounds = [0, ...cuts.sort((a, b) => a - b), whole];
    const weights = Object.fromEntries(named.map((name, index) => [name, bounds[index + 1]! - bounds[index]!]));
    return weights as Ruleset['weights'];
  });
}

/** Rulesets of today, and those from before the later criteria. */
export const anyRuleset: fc.Arbitrary<Ruleset> = fc.oneof(
  anyWeights(criteriaOf(firstRuleset)).map((weights) => ({ ...firstRuleset, version: 'any', weights })),
  fc
    .tuple(anyWeights(criteria), fc.integer({ min: 1, max: 30 }))
    .map(([weights, smoothing]) => ({ ...secondRuleset, version: 'any', weights, smoothing })),
);

type Pair = { readonly need: NeedFacts; readonly offering: OfferingFacts };
type Applied = (offering: OfferingFacts, value: string) => Partial<OfferingFacts>;
const effects: Record<MatchChange, Applied> = {
  ADD_SERVICE_KIND: (_, value) => ({ serviceKind: value, withdrawn: false }),
  REGISTER_AS: (_, value) => ({ organisationKind: value }),
  ADD_AREA: ({ areaCodes }, value) => ({ areaCodes: [...areaCodes, value] }),
  ADD_SITUATION: ({ situations }, value) => ({ situations: [...situations, value] }),
  SERVE_ALL_SITUATIONS: () => ({ situations: [] }),
  ADD_LANGUAGE: ({ languages }, value) => ({ languages: [...languages, value] }),
  ADD_SKILL: ({ skills }, value) => ({ skills: [...skills, value] }),
  SET_CAPACITY_STATUS: () => ({ capacityStatus: 'CAPACITY' }),
  RAISE_CAPACITY_TO: (_, value) => ({ capacityMaximum: Number(value) }),
  OBTAIN_APPROVAL: () => ({ organisationStatus: 'APPROVED' }),
  TAKE_RESTRICTED: () => ({ takesRestricted: true }),
  OBTAIN_CONSENT: () => ({ consented: true }),
  LOWER_MINIMUM_URGENCY_TO: (_, value) => ({ minimumUrgency: value as Urgency }),
  DEMAND_AGE_WITH: ({ demands }, value) => ({
    demands: {
      ...demands!,
      ageFrom: Math.min(demands!.ageFrom, Number(value)),
      ageTo: Math.max(demands!.ageTo, Number(value)),
    },
  }),
  LOWER_EDUCATION_TO: ({ demands }, value) => ({ demands: { ...demands!, education: value as Education } }),
  DROP_ABILITY: ({ demands }, value) => ({
    demands: { ...demands!, abilities: demands!.abilities.filter((one) => one !== value) },
  }),
  // A skill that is learnt is as good as one that is not asked for.
  LEARN_SKILL: ({ demands }, value) => ({
    demands: { ...demands!, skills: demands!.skills.filter((one) => one !== value) },
  }),
};
export function applied(pair: Pair, { change, value }: { change: string; value: string }): Pair {
  return { ...pair, offering: { ...pair.offering, ...effects[change as MatchChange](pair.offering, value) } };
}
