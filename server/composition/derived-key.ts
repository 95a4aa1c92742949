/** Promises a key for each purpose, so that no two parts of the product share one. */
import { hkdfSync } from 'node:crypto';
import type { Config } from '../config';

/** A key for one purpose, derived from the secret of the installation (HKDF, RFC 5869). */
export function derivedKey(config: Config, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', config.tokenSecret, '', `linkage ${purpose}`, 32));
}
