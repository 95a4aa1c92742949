/** Promises rows as the engine's facts: what the database knows, measured by its clock, cut down to what matching may use. */
import type { ConsentRow } from '../household/consent.repository';
import type { NeedRow } from '../need/need.repository';
import type { OfferingRow, OrganisationRow } from '../organisation/organisation.repository';
import type { NeedFacts, OfferingFacts, OrganisationStanding } from './engine/facts';

const communityDigits = 12;
const hourMilliseconds = 3_600_000;

function wholeHours(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / hourMilliseconds));
}

export function needFacts(need: NeedRow): NeedFacts {
  return {
    id: need.id,
    kind: need.kind,
    serviceKind: need.serviceKind,
    areaCode: need.areaCode.slice(0, communityDigits),
    situations: need.situations,
    languages: need.languages,
    skills: need.skills,
    urgency: need.urgency,
    restricted: need.restricted,
    waitingHours: wholeHours(need.referredAt ?? need.createdAt, need.readAt),
    community: need.community ?? { needs: 0, served: 0 },
  };
}

/** Until the statistics are made for the first time, within the hour. */
const newcomer: OrganisationStanding = { claimsEnded: 0, claimsDelivered: 0, needsTaken: 0, places: 0 };

export function offeringFacts(offering: OfferingRow, readAt: Date, consented: boolean): OfferingFacts {
  return {
    offeringId: offering.id,
    organisationId: offering.organisationId,
    organisationKind: offering.organisationKind,
    organisationStatus: offering.organisationStatus,
    pledged: offering.pledge !== null,
    serviceKind: offering.serviceKind,
    withdrawn: offering.withdrawnAt !== null,
    areaCodes: offering.areaCodes,
    situations: offering.situations,
    languages: offering.languages,
    skills: offering.skills,
    takesRestricted: offering.takesRestricted,
    capacityStatus: offering.capacityStatus,
    capacityMaximum: offering.capacityMaximum,
    capacityUsed: offering.capacityUsed,
    capacityAgeHours: wholeHours(offering.capacityUpdatedAt, readAt),
    minimumUrgency: offering.minimumUrgency,
    standing: offering.standing ?? newcomer,
    consented,
  };
}

/** An organisation that offers nothing: every gate that an offering would open is shut. */
export function emptyOffering(organisation: OrganisationRow, consented: boolean): OfferingFacts {
  return {
    organisationId: organisation.id,
    organisationKind: organisation.kind,
    organisationStatus: organisation.status,
    pledged: false,
    withdrawn: false,
    areaCodes: [],
    situations: [],
    languages: [],
    skills: [],
    takesRestricted: false,
    capacityStatus: 'NO_CAPACITY',
    capacityMaximum: 0,
    capacityUsed: 0,
    capacityAgeHours: Number.MAX_SAFE_INTEGER,
    minimumUrgency: null,
    standing: newcomer,
    consented,
  };
}

/** Whether one of the active consents lets the household be referred to, or served by, the organisation. */
export function consentedTo(consents: readonly ConsentRow[], organisationId: string): boolean {
  return consents.some(
    (consent) =>
      consent.organisationId === organisationId && ['REFERRAL', 'SERVICE_DELIVERY'].includes(consent.purpose),
  );
}
