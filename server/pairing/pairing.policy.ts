/** Promises who pairs, and who sees a pairing: those who serve the household's area, and the helper itself. Pure. */
import { managesCorps } from '../adviser/adviser.policy';
import { householdPolicy } from '../household/household.policy';
import { actsFor, type Actor } from '../identity/actor';
import type { PairingRow } from './pairing.repository';

export function mayPair(actor: Actor, household: { readonly areaCode: string }): boolean {
  return managesCorps(actor, household.areaCode);
}

export function isHelper(actor: Actor, row: Pick<PairingRow, 'helperId' | 'organisationId' | 'areaCode'>): boolean {
  if (actor.apiKey !== undefined || actor.accountId !== row.helperId) return false;
  return row.organisationId === null ? householdPolicy.maySee(actor, row) : actsFor(actor, row.organisationId);
}

export function maySeePairing(actor: Actor, row: PairingRow): boolean {
  return householdPolicy.maySee(actor, row) || isHelper(actor, row);
}
