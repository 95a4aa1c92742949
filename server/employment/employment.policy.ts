/** Promises who publishes posts, who sees a placement, and which step of it follows which. Pure. */
import { areaRoles, Role } from '../../schema/identity/role';
import { PlacementEnd, PlacementStatus } from '../../schema/employment/enums';
import { organisationsOf, servesArea, type Actor } from '../identity/actor';

/** Those who serve areas, and organisations that employ. */
export const employers = [
  ...areaRoles,
  Role.ORGANISATION_MEMBER,
  Role.ORGANISATION_ADMINISTRATOR,
  Role.COMPANY_PARTNER,
] as const;

/** In person: an approved organisation of one's own, or else areas that one serves. */
export function mayPublish(actor: Actor, organisationId: string | null, areaCodes: readonly string[]): boolean {
  if (actor.apiKey !== undefined) return false;
  if (organisationId !== null) return organisationsOf(actor, { approvedOnly: true }).includes(organisationId);
  return areaCodes.every((code) => servesArea(actor, code, ...areaRoles));
}

/** AREA: everything of it. EMPLOYER: that somebody was referred, and how it stands. */
export function placementSight(
  actor: Actor,
  placement: { readonly areaCode: string },
  organisationId: string | null,
): 'AREA' | 'EMPLOYER' | undefined {
  if (actor.apiKey !== undefined) return undefined;
  if (servesArea(actor, placement.areaCode, ...areaRoles)) return 'AREA';
  if (organisationId === null) return undefined;
  return organisationsOf(actor, { approvedOnly: true }).includes(organisationId) ? 'EMPLOYER' : undefined;
}

const { REFERRED, INTERVIEWED, HIRED, KEPT_3_MONTHS, KEPT_6_MONTHS, ENDED } = PlacementStatus;

/** From which states a placement becomes this; whoever is interviewed on the spot may be hired at once. */
export const before: Readonly<Record<PlacementStatus, readonly PlacementStatus[]>> = {
  [REFERRED]: [],
  [INTERVIEWED]: [REFERRED],
  [HIRED]: [REFERRED, INTERVIEWED],
  [KEPT_3_MONTHS]: [HIRED],
  [KEPT_6_MONTHS]: [KEPT_3_MONTHS],
  [ENDED]: [REFERRED, INTERVIEWED, HIRED, KEPT_3_MONTHS, KEPT_6_MONTHS],
};

/** In these a place of the post is taken. */
export const employed: readonly PlacementStatus[] = [HIRED, KEPT_3_MONTHS, KEPT_6_MONTHS];

/** How many months after the hiring it can be said at the earliest. */
export const monthsAfterHiring: Partial<Record<PlacementStatus, number>> = { [KEPT_3_MONTHS]: 3, [KEPT_6_MONTHS]: 6 };

/** Whether a placement in a state may end for the reason. */
export function mayEndFor(status: PlacementStatus, reason: PlacementEnd): boolean {
  const beforeHiring: readonly PlacementEnd[] = [PlacementEnd.NOT_HIRED, PlacementEnd.DECLINED];
  return employed.includes(status) !== beforeHiring.includes(reason);
}
