/** Promises that a failure of the vault says what kind it is and carries no data: no plain text, no key, no ciphertext. */

export type VaultFailureKind = 'MALFORMED' | 'UNKNOWN_VERSION' | 'UNKNOWN_KEY' | 'NOT_AUTHENTIC';

/** An internal error: the transport masks it. It is a bug or an attack, never the fault of the one who asks. */
export class VaultFailure extends Error {
  constructor(readonly kind: VaultFailureKind) {
    super(`vault: ${kind}`);
    this.name = 'VaultFailure';
  }
}
