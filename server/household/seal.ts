/** Promises the one place that knows which columns are sealed and how: rows out, identity in, and back. */
import { VaultFailure } from './vault-failure';
import type { HouseholdKey, IdentityVault, Place } from './vault';
import type { MemberDraft } from './member';
import type { MemberToWrite, SealedHousehold, SealedMember } from './household.repository';
import type { Relation } from '../../schema/household/household';

/** Who a household is, in the open. Lives as long as one command. */
export interface OpenIdentity {
  readonly address?: string;
  readonly phone?: string;
  readonly members: readonly {
    readonly id: string;
    readonly relation: Relation;
    readonly name: string;
    readonly residentNumber?: string;
  }[];
}

function addressPlace(householdId: string): Place {
  return { table: 'household', column: 'address', rowId: householdId };
}

function phonePlace(householdId: string): Place {
  return { table: 'household', column: 'phone', rowId: householdId };
}

function memberPlace(column: 'name' | 'resident_number', memberId: string): Place {
  return { table: 'household_member', column, rowId: memberId };
}

export function sealContact(key: HouseholdKey, householdId: string, contact: { address?: string; phone?: string }) {
  return {
    address: contact.address === undefined ? undefined : key.seal(addressPlace(householdId), contact.address),
    phone: contact.phone === undefined ? undefined : key.seal(phonePlace(householdId), contact.phone),
  };
}

export function sealMember(vault: IdentityVault, key: HouseholdKey, member: MemberDraft): MemberToWrite {
  const number = member.residentNumber;
  return {
    id: member.id,
    relation: member.relation,
    ageBand: member.ageBand,
    name: key.seal(memberPlace('name', member.id), member.name),
    residentNumber: number === undefined ? undefined : key.seal(memberPlace('resident_number', member.id), number),
    residentNumberIndex: number === undefined ? undefined : vault.residentNumberIndex(number),
  };
}

/** Opens everything sealed of a household, or undefined when its key was destroyed. */
export function openIdentity(
  vault: IdentityVault,
  household: SealedHousehold,
  members: readonly SealedMember[],
): OpenIdentity | undefined {
  if (household.dataKey === null) return undefined;
  const key = vault.openKey(household.id, household.dataKey);
  const open = (place: Place, sealed: Buffer | null) => (sealed === null ? undefined : key.open(place, sealed));
  return {
    address: open(addressPlace(household.id), household.address),
    phone: open(phonePlace(household.id), household.phone),
    members: members.map((member) => {
      const name = open(memberPlace('name', member.id), member.name);
      if (name === undefined) throw new VaultFailure('MALFORMED');
      const residentNumber = open(memberPlace('resident_number', member.id), member.residentNumber);
      return { id: member.id, relation: member.relation, name, residentNumber };
    }),
  };
}
