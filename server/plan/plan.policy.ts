/** Promises who looks after the plan: staff of an approved federation for all of it, a bureau for its areas. */
import { Role } from '../../schema/identity/role';
import { holds, type Actor } from '../identity/actor';

export const planRoles = [Role.FEDERATION_STAFF, Role.CIVIL_AFFAIRS_BUREAU] as const;

/** Staff of a federation that is approved now. */
export function runsPlan(actor: Actor): boolean {
  return actor.roles.some(
    ({ role, organisationStatus }) => role === Role.FEDERATION_STAFF && organisationStatus === 'APPROVED',
  );
}

export function maySeePlan(actor: Actor): boolean {
  return runsPlan(actor) || holds(actor, Role.CIVIL_AFFAIRS_BUREAU);
}

/** The subtrees whose lines the actor sees; undefined: all. */
export function planAreasOf(actor: Actor): string[] | undefined {
  if (runsPlan(actor)) return undefined;
  return actor.roles.flatMap(({ role, areaCode }) => (role === Role.CIVIL_AFFAIRS_BUREAU ? (areaCode ?? []) : []));
}
