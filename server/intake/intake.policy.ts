/** Promises who may send files of triggers: officers and the bureau for their areas, public institutions for anybody. */
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { Role } from '../../schema/identity/role';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { holds, servesArea, type Actor } from '../identity/actor';
import { reportsFor } from '../visit/visit.policy';

const officers = [Role.STREET_OFFICER, Role.CIVIL_AFFAIRS_BUREAU] as const;
export const fileSenders = [...officers, Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR] as const;

export async function maySend(
  actor: Actor,
  departmentId: string | null,
  find: (id: string) => Promise<{ readonly kind: OrganisationKind } | undefined>,
): Promise<boolean> {
  if (actor.apiKey && !actor.apiKey.scopes.includes(ApiKeyScope.TRIGGERS_WRITE)) return false;
  if (departmentId === null) return actor.apiKey === undefined && holds(actor, ...officers);
  if (!reportsFor(actor, departmentId)) return false;
  return (await find(departmentId))?.kind === OrganisationKind.PUBLIC_INSTITUTION;
}

export function servesIn(actor: Actor, areaCode: string): boolean {
  return servesArea(actor, areaCode, ...officers);
}
