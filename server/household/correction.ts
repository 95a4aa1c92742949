/** Promises the name or number of a member corrected as the household asks: read by the same rules, sealed in the same place. */
import { isRefusal } from '../../schema/refusal';
import type { InvalidInput } from '../../schema/refusals';
import { NotFound } from '../../schema/refusals';
import type { Transaction } from '../database/database';
import type { HouseholdRepository } from './household.repository';
import { readMember } from './member';
import { openIdentity, sealMember } from './seal';
import type { IdentityVault } from './vault';

export interface Correction {
  readonly memberId: string;
  readonly name?: string | null;
  readonly residentNumber?: string | null;
}

/** The household is held by the caller. That somebody else has the number the constraint tells. */
export async function correctMember(
  parts: { readonly households: HouseholdRepository; readonly vault: IdentityVault },
  tx: Transaction,
  householdId: string,
  correction: Correction,
): Promise<'corrected' | InvalidInput | NotFound> {
  const { households, vault } = parts;
  const sealed = await households.findSealed(tx, householdId);
  const identity = sealed && openIdentity(vault, sealed.household, sealed.members);
  const known = identity?.members.find((member) => member.id === correction.memberId);
  const row = (await households.membersOf(tx, [householdId])).find((member) => member.id === correction.memberId);
  if (!sealed?.household.dataKey || !known || !row) return new NotFound('HouseholdMember');
  const draft = readMember(
    '',
    {
      ...{ memberId: known.id, relation: known.relation, name: correction.name ?? known.name },
      ...{ residentNumber: correction.residentNumber ?? known.residentNumber, ageBand: row.ageBand },
    },
    (await households.readCalendar(tx)).today,
  );
  if (isRefusal(draft)) return draft;
  const key = vault.openKey(householdId, sealed.household.dataKey);
  await households.correctMember(tx, householdId, sealMember(vault, key, draft));
  return 'corrected';
}
