/** Promises who plans and accounts for activities: those who serve the area of the place. Pure. */
import { areaRoles, Role } from '../../schema/identity/role';
import { actsFor, servesArea, type Actor } from '../identity/actor';

export function mayManage(actor: Actor, place: { readonly areaCode: string }): boolean {
  return actor.apiKey === undefined && servesArea(actor, place.areaCode, ...areaRoles);
}

/** What was given is linked by the charity that received it. */
export function mayLinkDonation(actor: Actor, donation: { readonly recipientOrganisationId: string }): boolean {
  return actor.apiKey === undefined && actsFor(actor, donation.recipientOrganisationId, Role.FEDERATION_STAFF);
}
