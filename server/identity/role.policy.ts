/** Promises who may give which role to whom: nobody to itself, and nobody a role outside its own reach. */
import { Role, areaRoles, organisationRoles } from '../../schema/identity/role';
import { actsFor, holds, servesArea, type Actor } from './actor';

/** A role with what it is held for; ids are local. */
export interface RoleInPlace {
  readonly role: Role;
  readonly areaCode?: string | null;
  readonly organisationId?: string | null;
}

const ofAdministrators: readonly Role[] = [Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR];
const ofBureaus: readonly Role[] = [Role.ADVISER, Role.STREET_OFFICER];

/** Whether the role is named with exactly the relation that it holds by. */
export function isComplete(place: RoleInPlace): boolean {
  const needsArea = (areaRoles as readonly Role[]).includes(place.role);
  const needsOrganisation = (organisationRoles as readonly Role[]).includes(place.role);
  return (place.areaCode != null) === needsArea && (place.organisationId != null) === needsOrganisation;
}

/** Whether the role lies in the reach of the actor: it may grant it, take it away, and see that it is held. */
export function administers(actor: Actor, place: RoleInPlace): boolean {
  if (actor.apiKey) return false;
  if (holds(actor, Role.SYSTEM_ADMINISTRATOR)) return true;
  if (ofAdministrators.includes(place.role) && place.organisationId != null)
    return actsFor(actor, place.organisationId, Role.ORGANISATION_ADMINISTRATOR);
  if (ofBureaus.includes(place.role) && place.areaCode != null)
    return servesArea(actor, place.areaCode, Role.CIVIL_AFFAIRS_BUREAU);
  return false;
}

/** As administers(), and the organisation in whose name it is done is not suspended. */
export function mayGrant(actor: Actor, place: RoleInPlace): boolean {
  return (
    administers(actor, place) &&
    !actor.roles.some(
      (held) => held.organisationId === (place.organisationId ?? '') && held.organisationStatus === 'SUSPENDED',
    )
  );
}

/** An account is seen by those who administer one of the roles that it holds or held. */
export function maySeeAccount(actor: Actor, accountId: string, places: readonly RoleInPlace[]): boolean {
  return (
    actor.accountId === accountId ||
    holds(actor, Role.SYSTEM_ADMINISTRATOR) ||
    places.some((place) => administers(actor, place))
  );
}
