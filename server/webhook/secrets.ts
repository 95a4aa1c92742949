/** Promises the secrets of endpoints at rest: sealed with a key of the endpoint's own, which the key ring of the installation wraps. */
import type { IdentityVault, Place } from '../household/vault';
import type { SealedSecrets } from './webhook.repository';

function secretPlace(endpointId: string): Place {
  return { table: 'webhook_endpoint', column: 'secret', rowId: endpointId };
}

export function sealFirstSecret(vault: IdentityVault, endpointId: string, secret: string) {
  const { key, wrapped } = vault.makeKey(endpointId);
  return { dataKey: wrapped, secret: key.seal(secretPlace(endpointId), secret) };
}

export function sealNextSecret(vault: IdentityVault, endpointId: string, dataKey: Buffer, secret: string): Buffer {
  return vault.openKey(endpointId, dataKey).seal(secretPlace(endpointId), secret);
}

/** The secrets that sign now, the newest first. */
export function openSecrets(
  vault: IdentityVault,
  endpointId: string,
  sealed: SealedSecrets & { readonly signsTwice: boolean },
): string[] {
  const key = vault.openKey(endpointId, sealed.dataKey);
  const secrets = [sealed.secret, ...(sealed.signsTwice && sealed.previousSecret ? [sealed.previousSecret] : [])];
  return secrets.map((secret) => key.open(secretPlace(endpointId), secret));
}
