/** Promises the actor of an Authorization header, decided anew for every request: a revoked session or disabled account is nobody at once. */
import { Fault } from '../../schema/fault';
import { uuidShape } from '../../schema/global-id';
import type { Statements } from '../database/database';
import { localIssuer, type AccessTokens } from './access-token';
import type { Actor } from './actor';
import type { ActorRepository } from './actor.repository';
import type { IdentityProvider } from './identity-provider';
import { jose } from './jose';
import { apiKeyPrefix, secretHash } from './secret';

const headerLengthMaximum = 8_192;

export class Authenticator {
  constructor(
    private readonly statements: Statements,
    private readonly actors: ActorRepository,
    private readonly tokens: AccessTokens,
    private readonly provider?: IdentityProvider,
  ) {}

  /**
   * Nobody without a header. Throws UNAUTHENTICATED, always in the same words, for a credential that is malformed, expired,
   * revoked or of a disabled account; RETRYABLE when the identity provider's keys cannot be read.
   */
  async authenticate(authorization?: string): Promise<Actor | undefined> {
    if (authorization === undefined || authorization === '') return undefined;
    const credential = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization.slice(0, headerLengthMaximum))?.[1];
    const actor = credential === undefined ? undefined : await this.actorOfCredential(credential);
    if (!actor)
      throw new Fault('UNAUTHENTICATED', {
        zh: '登录凭证无效或已失效，请重新登录',
        en: 'the credential is not valid or has ended, sign in again',
      });
    return actor;
  }

  private async actorOfCredential(credential: string): Promise<Actor | undefined> {
    if (credential.startsWith(apiKeyPrefix)) return this.actorOfApiKey(credential);
    try {
      const { decodeJwt } = await jose();
      // The issuer only chooses the verifier; each verifier has its own keys and algorithms.
      const issuer = decodeJwt(credential).iss;
      if (issuer === localIssuer) return await this.actorOfSession(credential);
      if (issuer !== undefined && issuer === this.provider?.issuer) return await this.actorOfProvider(credential);
    } catch (error) {
      const { errors } = await jose();
      if (!(error instanceof errors.JOSEError)) throw error;
    }
    return undefined;
  }

  private async actorOfSession(token: string): Promise<Actor | undefined> {
    const claims = await this.tokens.verify(token);
    if (!uuidShape.test(claims.accountId) || !uuidShape.test(claims.sessionId)) return undefined;
    const row = await this.actors.ofSession(this.statements, claims.accountId, claims.sessionId);
    return row && { ...row, sessionId: claims.sessionId, expiresAt: claims.expiresAt };
  }

  private async actorOfProvider(token: string): Promise<Actor | undefined> {
    const provider = this.provider!;
    const claims = await provider.verify(token);
    const row = await this.actors.ofExternalSubject(this.statements, provider.issuer, claims.subject);
    return row && { ...row, expiresAt: claims.expiresAt };
  }

  private async actorOfApiKey(secret: string): Promise<Actor | undefined> {
    const row = await this.actors.ofApiKey(this.statements, secretHash(secret));
    // Without a role left in the organisation its creator can no longer speak for it, and so the key cannot.
    if (!row || row.roles.length === 0) return undefined;
    return {
      accountId: row.accountId,
      displayName: row.displayName,
      roles: row.roles,
      apiKey: { id: row.apiKeyId, scopes: row.scopes },
      expiresAt: Math.floor(row.expiresAt.getTime() / 1000),
    };
  }
}
