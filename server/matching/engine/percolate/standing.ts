/** Promises what a standing offering and a claimable need are, apart from the moment and from the household's consent. */
import type { NeedFacts, OfferingFacts } from '../facts';
import { admits, standsOpen } from '../gates';

/** The caller's name of an offering or a need; ties are broken by it, so all of an index are of one sort. */
export type Id = string | number;

/** An offering as it stands: kept by the index as it was given, so it must not be changed afterwards. */
export interface StandingOffering<Key extends Id = string> extends Omit<
  OfferingFacts,
  'offeringId' | 'capacityAgeHours' | 'consented'
> {
  readonly id: Key;
  /** Milliseconds since 1970 by the database clock: the age of a capacity grows without a change of the offering. */
  readonly capacityStatedAt: number;
}

/** A need as it stands: kept by the index as it was given, so it must not be changed afterwards. */
export interface ClaimableNeed<Key extends Id = string> extends Omit<NeedFacts, 'id' | 'waitingHours'> {
  readonly id: Key;
  /** Milliseconds since 1970 by the database clock: a need that waits rises without being changed. */
  readonly waitingSince: number;
}

/** Those that the household consents to; or a question to be asked. Without it, nobody. */
export type Consents<Key extends Id> = ReadonlySet<Key> | ((id: Key) => boolean);

export const hourMilliseconds = 3_600_000;

export function hoursBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / hourMilliseconds));
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

export function opennessOf(standing: StandingOffering<Id>): Openness {
  if (standing.serviceKind === undefined || standing.areaCodes.length === 0 || !standsOpen(standing)) return shut;
  return { open: true, admitsNeeds: admits(standing, 'NEED') };
}
