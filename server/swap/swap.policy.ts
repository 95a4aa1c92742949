/** Promises who proposes swaps, who sees how much of one, and who answers for a party. */
import { Role } from '../../schema/identity/role';
import { areasServed, organisationsOf, servesArea, type Actor } from '../identity/actor';

/** The subtrees among whose needs the actor may seek swaps; undefined: everywhere; empty: nowhere. */
export function areasToPropose(actor: Actor, areaCode: string | undefined): readonly string[] | undefined {
  if (isFederation(actor)) return areaCode === undefined ? undefined : [areaCode];
  if (areaCode !== undefined) return servesArea(actor, areaCode, Role.CIVIL_AFFAIRS_BUREAU) ? [areaCode] : [];
  return bureauAreas(actor);
}

/** Sees the whole of a swap: the federation, and the bureau of all its needs' areas; in person, never by a partner's key. */
export function oversees(actor: Actor, needAreas: readonly string[]): boolean {
  if (actor.apiKey) return false;
  if (isFederation(actor)) return true;
  return needAreas.length > 0 && needAreas.every((code) => servesArea(actor, code, Role.CIVIL_AFFAIRS_BUREAU));
}

/** The parties for which the actor speaks. */
export function partiesOf(actor: Actor, organisationIds: readonly string[]): string[] {
  return organisationsOf(actor, { approvedOnly: true }).filter((id) => organisationIds.includes(id));
}

function isFederation(actor: Actor): boolean {
  return actor.roles.some((held) => held.role === Role.FEDERATION_STAFF && held.organisationStatus === 'APPROVED');
}

function bureauAreas(actor: Actor): string[] {
  return areasServed({ ...actor, roles: actor.roles.filter((held) => held.role === Role.CIVIL_AFFAIRS_BUREAU) });
}
