/** Promises who gives, who receives, and who sees a donation: its donor, its charity, who oversees that, and the auditor. */
import { Role } from '../../schema/identity/role';
import { actsFor, holds, organisationsOf, type Actor } from '../identity/actor';
import { oversees } from '../organisation/organisation.policy';
import type { OrganisationRow } from '../organisation/organisation.repository';
import type { DonationRow } from './donation.repository';

/** Speaks for the charity that receives. Never a partner's key. */
export function receivesFor(actor: Actor, organisationId: string): boolean {
  return actor.apiKey === undefined && speaks(actor, organisationId, Role.FEDERATION_STAFF);
}

/** Speaks for an organisation that gives. */
export function givesFor(actor: Actor, organisationId: string | null): boolean {
  if (organisationId === null) return false;
  return speaks(actor, organisationId, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR);
}

export function maySeeDonation(
  actor: Actor,
  donation: Pick<DonationRow, 'donorOrganisationId' | 'recipientOrganisationId'>,
): boolean {
  if (holds(actor, Role.AUDITOR) || actsFor(actor, donation.recipientOrganisationId, Role.FEDERATION_STAFF))
    return true;
  const { donorOrganisationId } = donation;
  return (
    donorOrganisationId !== null &&
    actsFor(actor, donorOrganisationId, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR)
  );
}

/** The bureau that oversees the charity looks at what it was given, in person; it changes nothing. */
export function mayInspect(actor: Actor, recipient: Pick<OrganisationRow, 'areaCode'>): boolean {
  return actor.apiKey === undefined && oversees(actor, recipient);
}

/** May change what was promised, or take it back: whoever gives, and the charity for those who do not come themselves. */
export function mayChangePledge(actor: Actor, donation: DonationRow): boolean {
  return givesFor(actor, donation.donorOrganisationId) || receivesFor(actor, donation.recipientOrganisationId);
}

function speaks(actor: Actor, organisationId: string, ...roles: readonly Role[]): boolean {
  return (
    actsFor(actor, organisationId, ...roles) && organisationsOf(actor, { approvedOnly: true }).includes(organisationId)
  );
}
