/** Promises who searches the audit: auditors, in person. */
import { Role } from '../../schema/identity/role';
import { holds, type Actor } from '../identity/actor';

export const inspectors = [Role.AUDITOR];

export function inspects(actor: Actor): boolean {
  return actor.apiKey === undefined && holds(actor, Role.AUDITOR);
}
