/** Promises how well each criterion is met: a whole number from 0 to 10,000, from facts and stated scales only. */
import type { CriterionName } from './explanation';
import type { CommunityStanding, NeedFacts, OfferingFacts, OrganisationStanding } from './facts';
import { servedCode } from './gates';
import { whole, type Ruleset } from './ruleset';

type Criterion = (need: NeedFacts, offering: OfferingFacts, ruleset: Ruleset) => number;

/** The part as a whole number of ten-thousandths, rounded down; nothing out of nothing is all of it. */
export function partOf(some: number, all: number): number {
  if (all <= 0) return whole;
  return Math.max(0, Math.min(whole, Math.floor((some * whole) / all)));
}

function common(wanted: readonly string[], given: readonly string[]): number {
  return wanted.filter((one) => given.includes(one)).length;
}

const valueOf: Readonly<Record<CriterionName, Criterion>> = {
  SITUATION_FIT: (need, offering, ruleset) => {
    if (need.situations.length === 0) return whole;
    return offering.situations.length === 0
      ? ruleset.generalSituationFit
      : partOf(common(need.situations, offering.situations), need.situations.length);
  },
  LANGUAGE_AND_SKILL_FIT: (need, offering) =>
    partOf(
      common(need.languages, offering.languages) + common(need.skills, offering.skills),
      need.languages.length + need.skills.length,
    ),
  AREA_CLOSENESS: (need, offering, ruleset) => {
    const shared = offering.areaCodes.map(servedCode).filter((code) => need.areaCode.startsWith(code));
    return shared.reduce((best, code) => Math.max(best, ruleset.closenessByDigits[code.length] ?? 0), 0);
  },
  URGENCY: (need, _offering, ruleset) => ruleset.urgency[need.urgency],
  WAITING_TIME: (need, _offering, ruleset) => partOf(need.waitingHours, ruleset.fullWaitingHours),
  REMAINING_CAPACITY: (_need, offering) =>
    offering.capacityMaximum === 0
      ? 0
      : partOf(offering.capacityMaximum - offering.capacityUsed, offering.capacityMaximum),
  CAPACITY_AGE: (_need, offering, ruleset) =>
    partOf(ruleset.staleCapacityHours - offering.capacityAgeHours, ruleset.staleCapacityHours),
  PAST_DELIVERY: (_need, { standing }, ruleset) => pastDelivery(standing, ruleset),
  ORGANISATION_FAIRNESS: (_need, { standing }) => organisationFairness(standing),
  COMMUNITY_FAIRNESS: ({ community }, _offering, ruleset) => communityFairness(community, ruleset),
};

/** (delivered + smoothing / 2) / (ended + smoothing): a newcomer stands at the middle, and few claims move it little. */
export function pastDelivery(standing: OrganisationStanding | undefined, { smoothing = 0 }: Ruleset): number {
  return smoothed(standing?.claimsDelivered ?? 0, standing?.claimsEnded ?? 0, smoothing);
}

/** places / (places + taken): whole for who took nothing lately, half for who took as many needs as it has places. */
export function organisationFairness(standing: OrganisationStanding | undefined): number {
  return standing === undefined ? whole : partOf(standing.places, standing.places + standing.needsTaken);
}

/** (unserved + smoothing / 2) / (needs + smoothing): the middle for a community without history. */
export function communityFairness(community: CommunityStanding | undefined, { smoothing = 0 }: Ruleset): number {
  const [needs, served] = [community?.needs ?? 0, community?.served ?? 0];
  return smoothed(needs - served, needs, smoothing);
}

/** Additive smoothing (Laplace) towards one half, in whole numbers. */
function smoothed(some: number, all: number, smoothing: number): number {
  return partOf(2 * some + smoothing, 2 * (all + smoothing));
}

export function criterionValue(
  criterion: CriterionName,
  need: NeedFacts,
  offering: OfferingFacts,
  ruleset: Ruleset,
): number {
  return valueOf[criterion](need, offering, ruleset);
}
