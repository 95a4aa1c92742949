/** Promises who may see and decide what about an organisation: one place, asked by queries, edges and commands. */
import { organisationRoles, Role } from '../../schema/identity/role';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { actsFor, holds, organisationsOf, servesArea, type Actor } from '../identity/actor';
import type { OrganisationRow, Sight } from './organisation.repository';

/** The bureau of the area that oversees it; any bureau when it belongs to no area. */
export function oversees(actor: Actor, organisation: Pick<OrganisationRow, 'areaCode'>): boolean {
  return organisation.areaCode === null
    ? holds(actor, Role.CIVIL_AFFAIRS_BUREAU)
    : servesArea(actor, organisation.areaCode, Role.CIVIL_AFFAIRS_BUREAU);
}

/** Reads everything about every organisation, decides nothing. */
function looksAtAll(actor: Actor): boolean {
  return holds(actor, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR);
}

/** Why it is in its state, and that it exists while it is not approved: its own members and those who answer for it. */
export function seesInnerState(actor: Actor, organisation: OrganisationRow): boolean {
  return looksAtAll(actor) || oversees(actor, organisation) || actsFor(actor, organisation.id);
}

export function maySee(actor: Actor, organisation: OrganisationRow): boolean {
  return organisation.status === OrganisationStatus.APPROVED || seesInnerState(actor, organisation);
}

/** The same rule as maySee, for SQL. */
export function sightOf(actor: Actor): Sight {
  return {
    everything: looksAtAll(actor),
    organisationIds: organisationsOf(actor, { approvedOnly: false }),
    areaCodes: actor.roles.flatMap((held) =>
      held.role === Role.CIVIL_AFFAIRS_BUREAU && held.areaCode !== undefined ? [held.areaCode] : [],
    ),
  };
}

/** Four eyes: who belongs to an organisation never decides on it, and who registered it does not let it act. */
export function isMember(actor: Actor, organisation: OrganisationRow): boolean {
  return actsFor(actor, organisation.id);
}

export function registered(actor: Actor, organisation: OrganisationRow): boolean {
  return organisation.registeredBy === actor.accountId;
}

/** Who may enter an organisation without papers of its own: the system administrator, and the bureau of that area. */
export function mayInvite(actor: Actor, areaCode: string): boolean {
  return holds(actor, Role.SYSTEM_ADMINISTRATOR) || servesArea(actor, areaCode, Role.CIVIL_AFFAIRS_BUREAU);
}

/** Those who speak for the organisation to the bureau. */
export function speaksFor(actor: Actor, organisationId: string): boolean {
  return actsFor(actor, organisationId, Role.ORGANISATION_ADMINISTRATOR, Role.FEDERATION_STAFF, Role.COMPANY_PARTNER);
}

/** Those who keep its offerings and capacity. */
export function keepsOfferings(actor: Actor, organisationId: string): boolean {
  return actsFor(actor, organisationId, ...organisationRoles);
}

/** The role that whoever registers an organisation receives in it. */
export function foundingRole(kind: OrganisationKind): Role {
  return [OrganisationKind.COMPANY, OrganisationKind.SHOP, OrganisationKind.INDIVIDUAL].includes(kind)
    ? Role.COMPANY_PARTNER
    : Role.ORGANISATION_ADMINISTRATOR;
}
