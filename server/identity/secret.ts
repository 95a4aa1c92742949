/** Promises random secrets that are kept only as their SHA-256: 32 random bytes need no slow hash. */
import { createHash, randomBytes } from 'node:crypto';

export const apiKeyPrefix = 'lk_';

export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
