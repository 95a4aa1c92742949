/** Promises the hard conditions of a match, each answered with its reason and with the least that would open it. */
import { demandGates } from './demands';
import type { Change, GateName, GateResult } from './explanation';
import { urgencies, type NeedFacts, type OfferingFacts, type Urgency } from './facts';
import { fail, type Gate } from './gate';
import type { Ruleset } from './ruleset';

/** Needs are met by organisations whose purpose it is, and by what is given to a charity; a micro-wish by anyone approved. */
export const kindsForNeeds: readonly string[] = ['SOCIAL_ORGANISATION', 'CHARITY_FEDERATION', 'PUBLIC_INSTITUTION'];

/** Whether the offering may take what is asked, by who offers it and as what. */
export function admits(
  offering: Pick<OfferingFacts, 'organisationKind' | 'pledged'>,
  needKind: NeedFacts['kind'],
): boolean {
  return needKind !== 'NEED' || offering.pledged === true || kindsForNeeds.includes(offering.organisationKind);
}

const serviceKind: Gate = (need, offering) => {
  const admitted = admits(offering, need.kind);
  const offered = offering.serviceKind === need.serviceKind;
  if (admitted && offered && !offering.withdrawn) return undefined;
  const changes: Change[] = admitted ? [] : [{ change: 'REGISTER_AS', value: 'SOCIAL_ORGANISATION' }];
  if (!offered || offering.withdrawn) changes.push({ change: 'ADD_SERVICE_KIND', value: need.serviceKind });
  if (!admitted) return fail('ORGANISATION_KIND_NOT_ADMITTED', ...changes);
  return fail(offered ? 'OFFERING_WITHDRAWN' : 'KIND_NOT_OFFERED', ...changes);
};

/** An offering for a grid serves its whole community: matching never tells in which grid a household lives. */
export function servedCode(areaCode: string): string {
  return areaCode.slice(0, 12);
}

const area: Gate = (need, offering) =>
  offering.areaCodes.some((code) => need.areaCode.startsWith(servedCode(code)))
    ? undefined
    : fail('OUT_OF_AREA', { change: 'ADD_AREA', value: need.areaCode });

const situation: Gate = (need, offering) => {
  if (offering.situations.length === 0) return undefined;
  if (need.situations.some((one) => offering.situations.includes(one))) return undefined;
  const change: Change =
    need.situations.length > 0
      ? { change: 'ADD_SITUATION', value: need.situations[0]! }
      : { change: 'SERVE_ALL_SITUATIONS', value: 'ALL' };
  return fail('SITUATION_NOT_SERVED', change);
};

const languageAndSkill: Gate = (need, offering) => {
  const speaks = need.languages.length === 0 || need.languages.some((one) => offering.languages.includes(one));
  const missing = need.skills.filter((one) => !offering.skills.includes(one));
  if (speaks && missing.length === 0) return undefined;
  const language: Change[] = speaks ? [] : [{ change: 'ADD_LANGUAGE', value: need.languages[0]! }];
  const skills = missing.map((skill): Change => ({ change: 'ADD_SKILL', value: skill }));
  return fail(speaks ? 'SKILL_MISSING' : 'LANGUAGE_NOT_SPOKEN', ...language, ...skills);
};

const isStated = (offering: StandingFacts) => offering.capacityStatus !== 'NO_CAPACITY';
const isFree = (offering: StandingFacts) => offering.capacityUsed < offering.capacityMaximum;
const hasRoom = (offering: StandingFacts) => isStated(offering) && isFree(offering);
const isApproved = (offering: StandingFacts) => offering.organisationStatus === 'APPROVED';

const capacity: Gate = (_need, offering) => {
  const stated = isStated(offering);
  const free = isFree(offering);
  if (stated && free) return undefined;
  const changes: Change[] = [];
  if (!stated) changes.push({ change: 'SET_CAPACITY_STATUS', value: 'CAPACITY' });
  if (!free) changes.push({ change: 'RAISE_CAPACITY_TO', value: String(offering.capacityUsed + 1) });
  return fail(stated ? 'CAPACITY_USED_UP' : 'NO_CAPACITY_STATED', ...changes);
};

const approval: Gate = (_need, offering) =>
  isApproved(offering)
    ? undefined
    : fail('ORGANISATION_NOT_APPROVED', { change: 'OBTAIN_APPROVAL', value: 'APPROVED' });

const restriction: Gate = (need, offering) =>
  !need.restricted || offering.takesRestricted
    ? undefined
    : fail('RESTRICTED_NOT_TAKEN', { change: 'TAKE_RESTRICTED', value: 'true' });

const consent: Gate = (need, offering) =>
  !need.restricted || offering.consented
    ? undefined
    : fail('CONSENT_MISSING', { change: 'OBTAIN_CONSENT', value: 'REFERRAL' });

export function isUrgentEnough(urgency: Urgency, minimum: Urgency | null | undefined): boolean {
  return minimum === undefined || minimum === null || urgencies.indexOf(urgency) >= urgencies.indexOf(minimum);
}

const minimumUrgency: Gate = (need, offering) =>
  isUrgentEnough(need.urgency, offering.minimumUrgency)
    ? undefined
    : fail('NOT_URGENT_ENOUGH', { change: 'LOWER_MINIMUM_URGENCY_TO', value: need.urgency });

const gates: readonly (readonly [GateName, Gate])[] = [
  ['SERVICE_KIND', serviceKind],
  ['AREA', area],
  ['SITUATION', situation],
  ['LANGUAGE_AND_SKILL', languageAndSkill],
  ['CAPACITY', capacity],
  ['APPROVAL', approval],
  ['RESTRICTION', restriction],
  ['CONSENT', consent],
  ['MINIMUM_URGENCY', minimumUrgency],
];

export const gateNames: readonly GateName[] = [...gates, ...demandGates].map(([name]) => name);

/** What is said of a gate that is open, once for all pairs. */
const passed: ReadonlyMap<GateName, GateResult> = new Map(
  gateNames.map((gate) => [gate, Object.freeze({ gate, passed: true, reason: 'PASSED', toPass: Object.freeze([]) })]),
);

const firstGates = gates.filter(([name]) => name !== 'MINIMUM_URGENCY');

/** What of an offering decides by itself, whatever the need is, that nobody can be met by it now. */
export type StandingFacts = Pick<
  OfferingFacts,
  'withdrawn' | 'organisationStatus' | 'capacityStatus' | 'capacityMaximum' | 'capacityUsed'
>;

/** The gates that do not ask about the need: offered still, approved, and with room. */
export function standsOpen(offering: StandingFacts): boolean {
  return !offering.withdrawn && isApproved(offering) && hasRoom(offering);
}

/**
 * Every gate, passed or failed, always all of them and in one order. A gate that is younger than the facts is not among them:
 * what was not known then was not asked, so that an old decision is made again bit for bit, whatever its ruleset.
 */
export function tryGates(need: NeedFacts, offering: OfferingFacts): GateResult[] {
  const asked = offering.minimumUrgency === undefined ? firstGates : gates;
  const demanding = need.worker !== undefined && offering.demands !== undefined;
  return (demanding ? [...asked, ...demandGates] : asked).map(([gate, attempt]) => {
    const failure = attempt(need, offering);
    return failure ? { gate, passed: false, reason: failure.reason, toPass: failure.toPass } : passed.get(gate)!;
  });
}

/**
 * Whether an offering may be offered a need without a person being asked first: it says that it has places, and said so lately.
 * A waiting list, or an assessment to be made first, is answered by the organisation itself. Passing the gates is asked besides.
 */
export function mayAutoOffer(
  offering: Pick<OfferingFacts, 'capacityStatus' | 'capacityAgeHours'>,
  { staleCapacityHours }: Pick<Ruleset, 'staleCapacityHours'>,
): boolean {
  return offering.capacityStatus === 'CAPACITY' && offering.capacityAgeHours < staleCapacityHours;
}
