/** Promises who sees an obligation: the charity that owes it and who supervises it; of a household, those who look after its area. */
import { Role } from '../../schema/identity/role';
import { areasServed, holds, organisationsOf, type Actor } from '../identity/actor';
import { areasManaged } from '../need/need.policy';
import type { ObligationRow, Sight } from './obligation.repository';

/** Who has something to read here at all. */
export const obligationReaders = [
  Role.FEDERATION_STAFF,
  Role.ORGANISATION_ADMINISTRATOR,
  Role.CIVIL_AFFAIRS_BUREAU,
  Role.STREET_OFFICER,
  Role.ADVISER,
  Role.AUDITOR,
];

const none: Sight = { organisationIds: [], supervisedAreas: [], managedAreas: [], allCharities: false };

/** For SQL; in person only: a partner's key supervises nothing. */
export function sightOf(actor: Actor): Sight {
  if (actor.apiKey !== undefined) return none;
  return {
    organisationIds: organisationsOf(actor, { approvedOnly: false }),
    supervisedAreas: areasServed(actor, Role.CIVIL_AFFAIRS_BUREAU),
    managedAreas: areasManaged(actor),
    allCharities: holds(actor, Role.AUDITOR),
  };
}

/** The same rule for one row. */
export function maySee(actor: Actor, row: Pick<ObligationRow, 'organisationId' | 'areaCode'>): boolean {
  const sight = sightOf(actor);
  const within = (codes: readonly string[]) => codes.some((code) => row.areaCode?.startsWith(code));
  if (row.organisationId === null) return within(sight.managedAreas);
  return sight.allCharities || sight.organisationIds.includes(row.organisationId) || within(sight.supervisedAreas);
}
