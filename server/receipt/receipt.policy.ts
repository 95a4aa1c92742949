/** Promises who issues the receipts of a charity, and who reads one. */
import { Role } from '../../schema/identity/role';
import type { Actor } from '../identity/actor';

type Roles = Pick<Actor, 'roles' | 'apiKey'>;

/** Staff of the charity itself, in person, while it is approved. */
export function issuesFor(actor: Roles, organisationId: string): boolean {
  return actor.apiKey === undefined && actsAsApproved(actor, organisationId, Role.FEDERATION_STAFF);
}

/** Its charity, and the company that gave; a person gets the page from the charity. */
export function mayRead(actor: Actor, organisationId: string, donorOrganisationId: string | undefined): boolean {
  if (actsAsApproved(actor, organisationId, Role.FEDERATION_STAFF)) return true;
  return (
    donorOrganisationId !== undefined &&
    actsAsApproved(actor, donorOrganisationId, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR)
  );
}

function actsAsApproved(actor: Roles, organisationId: string, ...roles: readonly Role[]): boolean {
  return actor.roles.some(
    (held) =>
      held.organisationId === organisationId && held.organisationStatus === 'APPROVED' && roles.includes(held.role),
  );
}
