/** Promises what a standing offering and a claimable need are, apart from the moment and from the household's consent. */
import type { NeedFacts, OfferingFacts } from '../facts';
import { tryGates } from '../gates';

/** The caller's name of an offering or a need; ties are broken by it, so all of an index are of one sort. */
export type Id = string | number;
export type Urgency = NeedFacts['urgency'];

/** An offering as it stands: kept by the index as it was given, so it must not be changed afterwards. */
export interface StandingOffering<Key extends Id = string> extends Omit<
  OfferingFacts,
  'offeringId' | 'capacityAgeHours' | 'consented'
> {
  readonly id: Key;
  /** Milliseconds since 1970 by the database clock: the age of a capacity grows without a change of the offering. */
  readonly capacityStatedAt: number;
  /** Needs below it are not wanted; without it, all are. */
  readonly minimumUrgency?: Urgency;
}

/** A need as it stands: kept by the index as it was given, so it must not be changed afterwards. */
export interface ClaimableNeed<Key extends Id = string> extends Omit<NeedFacts, 'id' | 'waitingHours'> {
  readonly id: Key;
  /** Milliseconds since 1970 by the database clock: a need that waits rises without being changed. */
  readonly waitingSince: number;
}

/** Those that the household consents to; or a question to be asked. Without it, nobody. */
export type Consents<Key extends Id> = ReadonlySet<Key> | ((id: Key) => boolean);

export const urgencies: readonly Urgency[] = ['ROUTINE', 'URGENT', 'EMERGENCY'];
export const hourMilliseconds = 3_600_000;

export function hoursBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / hourMilliseconds));
}

export function isUrgentEnough(urgency: Urgency, minimum: Urgency | undefined): boolean {
  return minimum === undefined || urgencies.indexOf(urgency) >= urgencies.indexOf(minimum);
}

export function isConsented<Key extends Id>(consents: Consents<Key> | undefined, id: Key): boolean {
  if (consents === undefined) return false;
  return typeof consents === 'function' ? consents(id) : consents.has(id);
}

/** The standing offering as the gates and criteria know it, at a moment and for a household. */
export function offeringAt(standing: StandingOffering<Id>, moment: number, consented: boolean): OfferingFacts {
  return {
    ...standing,
    offeringId: String(standing.id),
    capacityAgeHours: hoursBetween(standing.capacityStatedAt, moment),
    consented,
  };
}

/** The claimable need as the gates and criteria know it, at a moment. */
export function needAt(claimable: ClaimableNeed<Id>, moment: number): NeedFacts {
  return { ...claimable, id: String(claimable.id), waitingHours: hoursBetween(claimable.waitingSince, moment) };
}

export interface Openness {
  /** Whether there is any need that the offering could meet as it stands. */
  readonly open: boolean;
  /** Whether it is open to needs, not only to micro-wishes. */
  readonly admitsNeeds: boolean;
}

const shut: Openness = { open: false, admitsNeeds: false };
/** The gates that do not ask about the need, once its kind is the one that is offered. */
const standingGates: readonly string[] = ['SERVICE_KIND', 'CAPACITY', 'APPROVAL'];

/** Asks the gates themselves, by a need made for the offering, so that their rules are written once only. */
export function opennessOf(standing: StandingOffering<Id>): Openness {
  if (standing.serviceKind === undefined || standing.areaCodes.length === 0) return shut;
  const facts = gateFacts(standing, standing.serviceKind);
  const passes = (kind: NeedFacts['kind']) =>
    tryGates({ ...probe, kind, serviceKind: standing.serviceKind! }, facts).every(
      ({ gate, passed }) => passed || !standingGates.includes(gate),
    );
  if (passes('NEED')) return { open: true, admitsNeeds: true };
  return passes('MICRO_WISH') ? { open: true, admitsNeeds: false } : shut;
}

/** What those gates read, in an object of one shape. */
function gateFacts(standing: StandingOffering<Id>, serviceKind: string): OfferingFacts {
  return {
    offeringId: '',
    organisationId: '',
    organisationKind: standing.organisationKind,
    organisationStatus: standing.organisationStatus,
    serviceKind,
    withdrawn: standing.withdrawn,
    areaCodes: [],
    situations: [],
    languages: [],
    skills: [],
    takesRestricted: false,
    capacityStatus: standing.capacityStatus,
    capacityMaximum: standing.capacityMaximum,
    capacityUsed: standing.capacityUsed,
    capacityAgeHours: 0,
    consented: false,
  };
}

const probe: NeedFacts = {
  id: '',
  kind: 'NEED',
  serviceKind: '',
  areaCode: '',
  situations: [],
  languages: [],
  skills: [],
  urgency: 'EMERGENCY',
  restricted: false,
  waitingHours: 0,
};
