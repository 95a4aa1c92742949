/** Promises that a meeting is seen by its parties only: those who serve exactly an invited area, and invited organisations. Pure. */
import { areaRoles, type Role } from '../../schema/identity/role';
import { corpsManagers } from '../adviser/adviser.policy';
import { organisationsOf, type Actor } from '../identity/actor';

/** In whose name an actor sits at a table. */
export interface Seats {
  readonly areaCodes: readonly string[];
  readonly organisationIds: readonly string[];
}

export interface PartyOf {
  readonly areaCode: string | null;
  readonly organisationId: string | null;
}

export function seatsOf(actor: Actor): Seats {
  if (actor.apiKey !== undefined) return { areaCodes: [], organisationIds: [] };
  return {
    areaCodes: heldExactly(actor, areaRoles),
    organisationIds: organisationsOf(actor, { approvedOnly: true }),
  };
}

export function sitsFor(actor: Actor, party: PartyOf): boolean {
  const seats = seatsOf(actor);
  if (party.areaCode !== null) return seats.areaCodes.includes(party.areaCode);
  return party.organisationId !== null && seats.organisationIds.includes(party.organisationId);
}

/** Calls meetings in the name of an area, and keeps those that it called. */
export function convenes(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && heldExactly(actor, corpsManagers).includes(areaCode);
}

function heldExactly(actor: Actor, roles: readonly Role[]): string[] {
  return actor.roles.flatMap((held) => (roles.includes(held.role) && held.areaCode ? [held.areaCode] : []));
}
