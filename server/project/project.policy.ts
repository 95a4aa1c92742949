/** Promises who runs a charity project, who sees its draft, and who records the right to raise from the public. */
import { ProjectStatus } from '../../schema/project/enums';
import { Role } from '../../schema/identity/role';
import { actsFor, holds, organisationsOf, type Actor } from '../identity/actor';
import { oversees } from '../organisation/organisation.policy';
import type { OrganisationRow } from '../organisation/organisation.repository';
import type { DraftSight, ProjectRow } from './project.repository';

/** Staff of the approved federation whose project it is, in person. */
export function runsProjectsOf(actor: Actor, organisationId: string): boolean {
  return (
    actor.apiKey === undefined &&
    actor.roles.some(
      (held) =>
        held.role === Role.FEDERATION_STAFF &&
        held.organisationId === organisationId &&
        held.organisationStatus === 'APPROVED',
    )
  );
}

/** Who looks at the course of its money day by day: its staff, and those who supervise; everybody else knows the sums. */
export function maySeeDays(actor: Actor, project: Pick<ProjectRow, 'organisationId'>): boolean {
  if (actor.apiKey !== undefined) return false;
  return runsProjectsOf(actor, project.organisationId) || holds(actor, Role.CIVIL_AFFAIRS_BUREAU, Role.AUDITOR);
}

/**
 * What is filed is public; a draft is there for its own organisation, for who speaks for the organisation that is asked to raise with it,
 * and for those who look at all.
 */
export function maySeeProject(
  actor: Actor,
  project: Pick<ProjectRow, 'status' | 'organisationId'>,
  partnerId?: string,
): boolean {
  if (project.status !== ProjectStatus.DRAFT) return true;
  const sight = draftSightOf(actor);
  return (
    sight.everything ||
    sight.organisationIds.includes(project.organisationId) ||
    (partnerId !== undefined && sight.partnerIds.includes(partnerId))
  );
}

/** The same rule for SQL. */
export function draftSightOf(actor: Actor): DraftSight {
  const ofOne = actor.apiKey === undefined ? organisationsOf(actor, { approvedOnly: false }) : [];
  return {
    everything: actor.apiKey === undefined && holds(actor, Role.AUDITOR),
    organisationIds: ofOne,
    partnerIds: ofOne.filter((id) => mayConfirmFor(actor, id)),
  };
}

/** Who speaks for the qualified organisation, in person: it answers for what is raised in its name. */
export function mayConfirmFor(actor: Actor, organisationId: string): boolean {
  return (
    actor.apiKey === undefined &&
    organisationsOf(actor, { approvedOnly: true }).includes(organisationId) &&
    actsFor(actor, organisationId, Role.FEDERATION_STAFF, Role.ORGANISATION_ADMINISTRATOR)
  );
}

/** The bureau that oversees the organisation grants and revokes. */
export function mayQualify(actor: Actor, organisation: OrganisationRow): boolean {
  return actor.apiKey === undefined && oversees(actor, organisation);
}
