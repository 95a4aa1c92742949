/** Promises who may tell of triggers, and who sees and records visits: those who serve the place, in person. Pure. */
import { areaRoles, Role } from '../../schema/identity/role';
import { actsFor, areasServed, forbidden, organisationsOf, servesArea, type Actor } from '../identity/actor';

/** Who may call the operation that reports a trigger at all. */
export const triggerReporters = [...areaRoles, Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR] as const;

export function servesPlace(actor: Actor, row: { readonly areaCode: string }): boolean {
  return actor.apiKey === undefined && servesArea(actor, row.areaCode, ...areaRoles);
}

/** Who decides that a trigger was wrong: the street or the bureau, in person. */
export const triggerVoiders = [Role.STREET_OFFICER, Role.CIVIL_AFFAIRS_BUREAU] as const;

export function mayVoid(actor: Actor, row: { readonly areaCode: string }): boolean {
  return actor.apiKey === undefined && servesArea(actor, row.areaCode, ...triggerVoiders);
}

/** For SQL: the subtrees that the actor serves. */
export function placesServed(actor: Actor): string[] {
  return actor.apiKey === undefined ? areasServed(actor, ...areaRoles) : [];
}

/** The parts of a subtree that the actor serves; all that it serves when none is named. */
export function within(served: readonly string[], areaCode: string | undefined): string[] {
  if (served.length === 0) throw forbidden();
  if (areaCode === undefined) return [...served];
  const parts = served.some((code) => areaCode.startsWith(code))
    ? [areaCode]
    : served.filter((code) => code.startsWith(areaCode));
  if (parts.length === 0) throw forbidden();
  return parts;
}

/** Whether the actor speaks for the department: an approved organisation of its own, in person or by its key. */
export function reportsFor(actor: Actor, departmentId: string): boolean {
  return (
    actsFor(actor, departmentId, Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR) &&
    organisationsOf(actor, { approvedOnly: true }).includes(departmentId)
  );
}
