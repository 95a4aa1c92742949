/** Promises who sees a case and who works on it: of a general one those who serve its area, of a restricted one its list. Pure. */
import { areaRoles, Role } from '../../schema/identity/role';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { CaseKind, DisputeKind } from '../../schema/casework/enums';
import { areasServed, organisationsOf, servesArea, type Actor } from '../identity/actor';

/** Who may call anything here at all; rows are decided by what they see. */
export const caseworkers = [...areaRoles, Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR] as const;

/** Whose eyes a statement looks through: it returns a case only when these see it. */
export interface Viewer {
  readonly accountId: string;
  /** Area subtrees that the actor serves in person. */
  readonly areas: readonly string[];
  /** Approved organisations of the actor. */
  readonly organisationIds: readonly string[];
}

const roles: readonly Role[] = areaRoles;

/** A partner's key sees no case: it stands for nobody in person. */
export function viewerOf(actor: Actor): Viewer {
  if (actor.apiKey !== undefined) return { accountId: actor.accountId, areas: [], organisationIds: [] };
  const inPerson = actor.roles.filter((held) => roles.includes(held.role));
  return {
    accountId: actor.accountId,
    areas: areasServed({ ...actor, roles: inPerson }),
    organisationIds: organisationsOf(actor, { approvedOnly: true }),
  };
}

export function isRestricted(kind: CaseKind): boolean {
  return kind !== CaseKind.GENERAL;
}

/** The help that a provider must offer for restricted needs; undefined for a general case. */
export function specialityOf(kind: CaseKind, dispute: DisputeKind | null | undefined): ServiceKind | undefined {
  if (kind === CaseKind.GENERAL) return undefined;
  if (kind === CaseKind.MENTAL_CARE) return ServiceKind.PSYCHOLOGICAL_COUNSELLING;
  return dispute === DisputeKind.DOMESTIC_VIOLENCE
    ? ServiceKind.DOMESTIC_VIOLENCE_SUPPORT
    : ServiceKind.FAMILY_MEDIATION;
}

/** Whether somebody may be put on the list of a case: serves its area, or is of its provider. */
export function isEligible(
  actor: Pick<Actor, 'roles'>,
  of: { readonly areaCode: string; readonly providerOrganisationId: string | null },
): boolean {
  const whole = actor as Actor;
  if (servesArea(whole, of.areaCode, ...areaRoles)) return true;
  return (
    of.providerOrganisationId !== null &&
    organisationsOf(whole, { approvedOnly: true }).includes(of.providerOrganisationId)
  );
}

export function mayBreakGlass(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && servesArea(actor, areaCode, Role.CIVIL_AFFAIRS_BUREAU);
}
