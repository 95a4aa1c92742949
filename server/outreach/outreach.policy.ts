/** Promises who works with the map: the bureau with its whole district, a street officer with the own street. In person only. */
import { Role } from '../../schema/identity/role';
import type { Actor } from '../identity/actor';

export const outreachReaders = [Role.CIVIL_AFFAIRS_BUREAU, Role.STREET_OFFICER];

/** The areas whose map the actor reads. */
export function areasMapped(actor: Actor): string[] {
  if (actor.apiKey !== undefined) return [];
  return actor.roles.flatMap((held) =>
    held.areaCode !== undefined && outreachReaders.includes(held.role) ? [held.areaCode] : [],
  );
}

/** Whether the actor brings in the figures of an area. */
export function bringsPopulation(actor: Actor, areaCode: string): boolean {
  return (
    actor.apiKey === undefined &&
    actor.roles.some(
      (held) =>
        held.role === Role.CIVIL_AFFAIRS_BUREAU && held.areaCode !== undefined && areaCode.startsWith(held.areaCode),
    )
  );
}
