/** Promises who reads the plan: whoever serves the area, or a part of it. Pure. */
import { Fault } from '../../schema/fault';
import { areaRoles } from '../../schema/identity/role';
import { areasServed, holds, type Actor } from '../identity/actor';

export function seesTrainings(actor: Actor, areaCode: string): boolean {
  if (actor.apiKey !== undefined || !holds(actor, ...areaRoles)) return false;
  return areasServed(actor).some((served) => areaCode.startsWith(served) || served.startsWith(areaCode));
}

/** Throws BAD_USER_INPUT for what is no year of the calendar that the product knows. */
export function yearOf(year: number): number {
  if (Number.isInteger(year) && year >= 2000 && year <= 2199) return year;
  throw new Fault('BAD_USER_INPUT', { zh: '年份须在 2000 至 2199 之间', en: 'the year lies between 2000 and 2199' });
}
