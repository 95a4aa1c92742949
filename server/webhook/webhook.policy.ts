/** Promises who looks after the webhooks of an organisation, and who reads and replays its messages. */
import { Role } from '../../schema/identity/role';
import { organisationsOf, type Actor } from '../identity/actor';

export const webhookRoles = [Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR] as const;

/** Makes and changes endpoints: in person, never by a key, since an endpoint carries what happens out of the house. */
export function looksAfterWebhooks(actor: Actor, organisationId: string): boolean {
  return actor.apiKey === undefined && readsWebhooks(actor, organisationId);
}

/** Reads the delivery log and replays; a key may, when its scope says so. */
export function readsWebhooks(actor: Actor, organisationId: string): boolean {
  const speaking = actor.roles.filter((held) => webhookRoles.some((role) => role === held.role));
  return organisationsOf({ ...actor, roles: speaking }, { approvedOnly: true }).includes(organisationId);
}
