/**
 * Promises who pairs, and who sees a pairing: those who serve the household's area, and the helper itself; one of an organisation only
 * while the pairing stands, since what it knew by the household's consent ends with that. Pure.
 */
import { managesCorps } from '../adviser/adviser.policy';
import { householdPolicy } from '../household/household.policy';
import { actsFor, organisationsOf, type Actor } from '../identity/actor';
import type { OwnSight, PairingRow } from './pairing.repository';

export function mayPair(actor: Actor, household: { readonly areaCode: string }): boolean {
  return managesCorps(actor, household.areaCode);
}

export function isHelper(actor: Actor, row: Pick<PairingRow, 'helperId' | 'organisationId' | 'areaCode'>): boolean {
  if (actor.apiKey !== undefined || actor.accountId !== row.helperId) return false;
  return row.organisationId === null ? householdPolicy.maySee(actor, row) : actsFor(actor, row.organisationId);
}

export function maySeePairing(actor: Actor, row: PairingRow): boolean {
  return householdPolicy.maySee(actor, row) || (isHelper(actor, row) && row.endedOn === null);
}

/** The same rule for SQL, of the pairings in which the actor is the helper. */
export function ownSight(actor: Actor): OwnSight {
  const organisationIds = actor.apiKey === undefined ? organisationsOf(actor, { approvedOnly: false }) : [];
  return { helperId: actor.accountId, areaCodes: householdPolicy.areasSeen(actor), organisationIds };
}
