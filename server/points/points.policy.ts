/** Promises who reads what can be earned and redeemed in an area: whoever serves it, a part of it, or an area that it lies in. Pure. */
import { areasServed, forbidden, type Actor } from '../identity/actor';

export function isServed(actor: Actor, areaCode: string): boolean {
  if (actor.apiKey !== undefined) return false;
  return areasServed(actor).some((served) => areaCode.startsWith(served) || served.startsWith(areaCode));
}

/** Throws FORBIDDEN for anybody else. */
export function requireServed(actor: Actor, areaCode: string): void {
  if (!isServed(actor, areaCode)) throw forbidden();
}
