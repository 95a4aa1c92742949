/** Promises tokens of the configured OpenID provider verified against its own key set, also while that key set cannot be reached. */
import type { JWTHeaderParameters, JWTPayload, CryptoKey, FlattenedJWSInput } from 'jose' with {
  'resolution-mode': 'import',
};
import { Fault } from '../../schema/fault';
import { clockToleranceSeconds, jose } from './jose';

export interface ProviderConfig {
  readonly issuer: string;
  readonly audience: string;
}

export interface ProviderTimes {
  /** How long a key set is used before it is read again. */
  readonly freshSeconds: number;
  /** How long one that was read is still used while the provider does not answer. */
  readonly usableSeconds: number;
  /** After a failed reading no other is tried for so long. */
  readonly pauseSeconds: number;
}

const usualTimes: ProviderTimes = { freshSeconds: 600, usableSeconds: 24 * 3600, pauseSeconds: 10 };
const algorithms = ['RS256', 'ES256', 'EdDSA', 'Ed25519'];
const answerBytesMaximum = 256 * 1024;
const timeoutMilliseconds = 5_000;

type KeySet = (header: JWTHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

export class IdentityProvider {
  private keySet: Promise<KeySet> | undefined;
  private failedAt = 0;

  constructor(
    private readonly config: ProviderConfig,
    private readonly times: ProviderTimes = usualTimes,
  ) {}

  get issuer(): string {
    return this.config.issuer;
  }

  /** Reads a token. Throws what jose throws for a bad one; RETRYABLE when no key set has been read that may still be used. */
  async verify(token: string): Promise<{ subject: string; expiresAt: number }> {
    const { jwtVerify } = await jose();
    const keys = await this.keys();
    const { payload }: { payload: JWTPayload } = await jwtVerify(token, keys, {
      algorithms,
      issuer: this.config.issuer,
      audience: this.config.audience,
      requiredClaims: ['exp', 'iss', 'aud', 'sub'],
      clockTolerance: clockToleranceSeconds,
    });
    return { subject: payload.sub!, expiresAt: payload.exp! };
  }

  private keys(): Promise<KeySet> {
    this.keySet ??= this.discover().catch((error: unknown) => {
      this.keySet = undefined;
      throw error;
    });
    return this.keySet;
  }

  /** The key set named by the provider's discovery document; a `jku` or `x5u` of a token is never followed. */
  private async discover(): Promise<KeySet> {
    const { createRemoteJWKSet, createLocalJWKSet, customFetch, errors } = await jose();
    const address = await this.keySetAddress();
    let readAt = 0;
    const remote = createRemoteJWKSet(address, {
      cacheMaxAge: this.times.freshSeconds * 1000,
      timeoutDuration: timeoutMilliseconds,
      [customFetch]: async (url: string, options: RequestInit) => {
        const text = await this.read(url, options);
        readAt = Date.now();
        return new Response(text, { status: 200 });
      },
    });
    return async (header, token) => {
      try {
        return await remote(header, token);
      } catch (error) {
        const kept = remote.jwks();
        const unreachable = error instanceof Fault || error instanceof errors.JWKSTimeout;
        if (!unreachable) throw error;
        if (!kept || Date.now() - readAt > this.times.usableSeconds * 1000) throw providerUnreachable();
        return createLocalJWKSet(kept)(header, token);
      }
    };
  }

  private async keySetAddress(): Promise<URL> {
    const document = `${this.config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const text = await this.read(document, { signal: AbortSignal.timeout(timeoutMilliseconds), redirect: 'manual' });
    try {
      const { issuer, jwks_uri: address } = JSON.parse(text) as { issuer?: unknown; jwks_uri?: unknown };
      const url = new URL(String(address));
      // A provider spoken to over https may not send us to plain http.
      if (issuer === this.config.issuer && (url.protocol === 'https:' || this.config.issuer.startsWith('http:')))
        return url;
    } catch {
      // falls through to the same fault
    }
    throw providerUnreachable();
  }

  /** Reads a bounded answer. Throws RETRYABLE when there is none, and then at once for a while, so that a flood is not passed on. */
  private async read(url: string, options: RequestInit): Promise<string> {
    if (Date.now() - this.failedAt < this.times.pauseSeconds * 1000) throw providerUnreachable();
    try {
      const response = await fetch(url, options);
      if (response.status !== 200 || !response.body) throw new Error('no answer');
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
        bytes += part.length;
        if (bytes > answerBytesMaximum) throw new Error('the answer is too long');
        parts.push(part);
      }
      return Buffer.concat(parts).toString('utf8');
    } catch {
      this.failedAt = Date.now();
      throw providerUnreachable();
    }
  }
}

function providerUnreachable(): Fault {
  return new Fault('RETRYABLE', {
    zh: '统一身份认证暂时不可用，请稍后重试',
    en: 'the identity provider cannot be reached, try again later',
  });
}
