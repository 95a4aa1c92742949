/** Promises who manages the corps: street officers and bureau, each in their area and never their own appointment. Pure. */
import { Role } from '../../schema/identity/role';
import { areasServed, forbidden, servesArea, type Actor } from '../identity/actor';

/** Who manages service points, teams and appointments at all. */
export const corpsManagers = [Role.STREET_OFFICER, Role.CIVIL_AFFAIRS_BUREAU] as const;
/** Who sets which streets take part in the scheme: the district, never a street itself. */
export const pilotSetters = [Role.CIVIL_AFFAIRS_BUREAU] as const;
/** Whose account can be registered as an adviser. */
export const adviserRoles = [Role.ADVISER, Role.STREET_OFFICER] as const;

export function managesCorps(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && servesArea(actor, areaCode, ...corpsManagers);
}

export function setsPilots(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && servesArea(actor, areaCode, ...pilotSetters);
}

/** Managers of its street see an appointment, and the adviser its own. */
export function maySeeAdviser(actor: Actor, row: { readonly areaCode: string; readonly accountId: string }): boolean {
  return actor.apiKey === undefined && (actor.accountId === row.accountId || managesCorps(actor, row.areaCode));
}

/** Throws FORBIDDEN for who sees it and does not manage it: an adviser never decides on itself. */
export function requireOfOthers(actor: Actor, row: { readonly areaCode: string; readonly accountId: string }): void {
  if (actor.accountId === row.accountId || !managesCorps(actor, row.areaCode)) throw forbidden();
}

/** The parts of an area subtree whose corps the actor manages; none when it manages nothing there. */
export function partsManaged(actor: Actor, areaCode: string): string[] {
  if (managesCorps(actor, areaCode)) return [areaCode];
  if (actor.apiKey !== undefined) return [];
  return areasServed(actor, ...corpsManagers).filter((code) => code.startsWith(areaCode));
}
