/** Promises who may follow which feed: the one place, asked at subscribing and before every event. */
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { Fault } from '../../schema/fault';
import { actsFor, forbidden, organisationsOf, servesArea, type Actor } from '../identity/actor';

/** Members of the organisation, while it is approved. */
export function mayFollowOrganisation(actor: Actor, organisationId: string): boolean {
  return (
    actsFor(actor, organisationId, ...organisationRoles) &&
    organisationsOf(actor, { approvedOnly: true }).includes(organisationId)
  );
}

/** Staff whose area contains the area (or is it). */
export function mayFollowArea(actor: Actor, areaCode: string): boolean {
  return servesArea(actor, areaCode, ...areaRoles);
}

/** Why not: an organisation of others does not exist for the asker; one's own that may not act now is forbidden. */
export function organisationRefused(actor: Actor, organisationId: string): Fault {
  return actsFor(actor, organisationId) ? forbidden() : feedNotFound();
}

export function feedNotFound(): Fault {
  return new Fault('NOT_FOUND', {
    zh: '未找到该订阅对象，或您无权订阅。请核对编号。',
    en: 'there is nothing of that name for you to follow, check the id',
  });
}
