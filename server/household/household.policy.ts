/** Promises who may see and change a household: those who serve its area, nobody else. Pure. */
import { areaRoles } from '../../schema/identity/role';
import { areasServed, holds, servesArea, type Actor } from '../identity/actor';

export const householdPolicy = {
  maySee(actor: Actor, household: { readonly areaCode: string }): boolean {
    return actor.apiKey === undefined && servesArea(actor, household.areaCode, ...areaRoles);
  },

  /** The same rule for SQL: the subtrees whose households the actor may see. */
  areasSeen(actor: Actor): string[] {
    return actor.apiKey === undefined ? areasServed(actor, ...areaRoles) : [];
  },

  /** The parts of an area subtree that the actor serves; none when it serves nothing there. */
  partsServed(actor: Actor, areaCode: string): string[] {
    if (actor.apiKey !== undefined || !holds(actor, ...areaRoles)) return [];
    if (servesArea(actor, areaCode, ...areaRoles)) return [areaCode];
    return areasServed(actor).filter((served) => served.startsWith(areaCode));
  },
};
