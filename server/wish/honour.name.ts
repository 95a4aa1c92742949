/** Promises that the name of a consent is sealed with a key of its own, and opens in its row alone. */
import type { IdentityVault } from '../household/vault';
import type { ConsentRow } from './honour.repository';

export type SealedName = Pick<ConsentRow, 'id' | 'dataKey' | 'name'>;

export function sealName(vault: IdentityVault, consentId: string, name: string): SealedName {
  const { key, wrapped } = vault.makeKey(consentId);
  return { id: consentId, dataKey: wrapped, name: key.seal(placeOf(consentId), name) };
}

/** Undefined once it was erased. */
export function openName(vault: IdentityVault, { id, dataKey, name }: SealedName): string | undefined {
  return dataKey === null || name === null ? undefined : vault.openKey(id, dataKey).open(placeOf(id), name);
}

function placeOf(consentId: string) {
  return { table: 'honour_consent', column: 'name', rowId: consentId };
}
