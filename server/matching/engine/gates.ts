/** Promises the hard conditions of a match, each answered with its reason and with the least that would open it. */
import type { Change, GateName, GateReason, GateResult } from './explanation';
import type { NeedFacts, OfferingFacts } from './facts';

/** Needs are met by organisations whose purpose it is; a micro-wish by anyone approved. */
const kindsForNeeds = ['SOCIAL_ORGANISATION', 'CHARITY_FEDERATION', 'PUBLIC_INSTITUTION'];

type Gate = (need: NeedFacts, offering: OfferingFacts) => Failure | undefined;

interface Failure {
  readonly reason: GateReason;
  readonly toPass: readonly Change[];
}

function fail(reason: GateReason, ...toPass: readonly Change[]): Failure {
  return { reason, toPass };
}

const serviceKind: Gate = (need, offering) => {
  const admitted = need.kind !== 'NEED' || kindsForNeeds.includes(offering.organisationKind);
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

const capacity: Gate = (_need, offering) => {
  const stated = offering.capacityStatus !== 'NO_CAPACITY';
  const free = offering.capacityUsed < offering.capacityMaximum;
  if (stated && free) return undefined;
  const changes: Change[] = [];
  if (!stated) changes.push({ change: 'SET_CAPACITY_STATUS', value: 'CAPACITY' });
  if (!free) changes.push({ change: 'RAISE_CAPACITY_TO', value: String(offering.capacityUsed + 1) });
  return fail(stated ? 'CAPACITY_USED_UP' : 'NO_CAPACITY_STATED', ...changes);
};

const approval: Gate = (_need, offering) =>
  offering.organisationStatus === 'APPROVED'
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

const gates: readonly (readonly [GateName, Gate])[] = [
  ['SERVICE_KIND', serviceKind],
  ['AREA', area],
  ['SITUATION', situation],
  ['LANGUAGE_AND_SKILL', languageAndSkill],
  ['CAPACITY', capacity],
  ['APPROVAL', approval],
  ['RESTRICTION', restriction],
  ['CONSENT', consent],
];

export const gateNames: readonly GateName[] = gates.map(([name]) => name);

/** Every gate, passed or failed, always all of them and in one order. */
export function tryGates(need: NeedFacts, offering: OfferingFacts): GateResult[] {
  return gates.map(([gate, attempt]) => {
    const failure = attempt(need, offering);
    return failure
      ? { gate, passed: false, reason: failure.reason, toPass: failure.toPass }
      : { gate, passed: true, reason: 'PASSED', toPass: [] };
  });
}
