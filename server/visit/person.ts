/** Promises that the person of a trigger is read by the rules of a household, or the first broken one named, and sealed with a key of its own. */
import { v7 } from 'uuid';
import { InvalidInput } from '../../schema/refusals';
import { fieldRules } from '../household/invalid';
import { invalidName, residentNumberMistakes } from '../household/member';
import { readResidentNumber } from '../household/resident-number';
import type { IdentityVault, Place } from '../household/vault';
import { readAddress, readMobilePhone, readName } from '../household/written-text';
import type { Message } from '../message';

/** Who a found person is said to be. Lives as long as one command. */
export interface OpenPerson {
  readonly name: string;
  readonly residentNumber: string;
  readonly phone?: string;
  readonly address?: string;
}

export interface WrittenPerson {
  readonly name?: string | null;
  readonly residentNumber?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
}

export type PersonField = 'name' | 'residentNumber' | 'phone' | 'address';
export interface BrokenRule {
  readonly field: PersonField;
  readonly message: Message;
}

/** The person, or every rule that is broken. `today` is YYYY-MM-DD. */
export function readPerson(written: WrittenPerson, today: string): OpenPerson | BrokenRule[] {
  const broken: BrokenRule[] = [];
  const name = readName(written.name ?? '');
  if (name === undefined) broken.push({ field: 'name', message: invalidName });
  const reading = readResidentNumber(written.residentNumber ?? '', today);
  if ('mistake' in reading) broken.push({ field: 'residentNumber', message: residentNumberMistakes[reading.mistake] });
  const phone = written.phone == null ? undefined : readMobilePhone(written.phone);
  if (written.phone != null && phone === undefined) broken.push({ field: 'phone', message: fieldRules.phone });
  const address = written.address == null ? undefined : readAddress(written.address);
  if (written.address != null && address === undefined) broken.push({ field: 'address', message: fieldRules.address });
  if (name === undefined || 'mistake' in reading || broken.length > 0) return broken;
  return { name, residentNumber: reading.number, phone, address };
}

export function firstBroken(path: string, broken: readonly BrokenRule[]): InvalidInput {
  return new InvalidInput(`${path}${broken[0]!.field}`, broken[0]!.message);
}

function placeOf(foundPersonId: string): Place {
  return { table: 'found_person', column: 'details', rowId: foundPersonId };
}

/** A new entry for a person who is in no household: sealed, with the key that opens it. */
export function sealPerson(vault: IdentityVault, person: OpenPerson, id: string = v7()) {
  const { key, wrapped } = vault.makeKey(id);
  return {
    id,
    personIndex: vault.residentNumberIndex(person.residentNumber),
    dataKey: wrapped,
    details: key.seal(placeOf(id), JSON.stringify(person)),
  };
}

export function openPerson(
  vault: IdentityVault,
  id: string,
  sealed: { readonly dataKey: Buffer; readonly details: Buffer },
): OpenPerson {
  return JSON.parse(vault.openKey(id, sealed.dataKey).open(placeOf(id), sealed.details)) as OpenPerson;
}
