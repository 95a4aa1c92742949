/** Promises short access tokens of this installation: HS256, five claims required, bound to one session. */
import { clockToleranceSeconds, jose } from './jose';

/** The issuer and audience of tokens that this installation signs for itself. */
export const localIssuer = 'linkage';
const tokenType = 'at+jwt';

export interface AccessClaims {
  readonly accountId: string;
  readonly sessionId: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export class AccessTokens {
  constructor(
    private readonly key: Uint8Array,
    private readonly lifetimeMinutes: number,
  ) {}

  async sign(accountId: string, sessionId: string): Promise<{ token: string; expiresAt: Date }> {
    const { SignJWT } = await jose();
    const expiresAt = Math.floor(Date.now() / 1000) + this.lifetimeMinutes * 60;
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: tokenType })
      .setIssuer(localIssuer)
      .setAudience(localIssuer)
      .setSubject(accountId)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { token, expiresAt: new Date(expiresAt * 1000) };
  }

  /** Reads a token. Throws whatever jose throws when it is not one of ours or has expired. */
  async verify(token: string): Promise<AccessClaims> {
    const { jwtVerify } = await jose();
    const { payload } = await jwtVerify(token, this.key, {
      algorithms: ['HS256'],
      typ: tokenType,
      issuer: localIssuer,
      audience: localIssuer,
      requiredClaims: ['exp', 'iss', 'aud', 'sub', 'sid'],
      clockTolerance: clockToleranceSeconds,
    });
    return { accountId: payload.sub!, sessionId: String(payload.sid), expiresAt: payload.exp! };
  }
}
