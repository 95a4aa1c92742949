/** Promises short access tokens of this installation: HS256, five claims required, bound to one session. */
import { clockToleranceSeconds, jose } from './jose';
import { secretHash } from './secret';

/** The issuer and audience of tokens that this installation signs for itself. */
export const localIssuer = 'linkage';
const tokenType = 'at+jwt';
/** So many tokens are known again without a look at their signature. */
const verifiedMaximum = 20_000;

export interface AccessClaims {
  readonly accountId: string;
  readonly sessionId: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export class AccessTokens {
  /** By the hash of the token. A signature that was right stays right; only the end of the token is left to watch. */
  private readonly verified = new Map<string, AccessClaims>();

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
    const hash = secretHash(token).toString('base64');
    const known = this.verified.get(hash);
    if (known && known.expiresAt > Math.floor(Date.now() / 1000) - clockToleranceSeconds) return known;
    this.verified.delete(hash);
    const claims = await this.read(token);
    if (this.verified.size >= verifiedMaximum) this.verified.delete(this.verified.keys().next().value!);
    this.verified.set(hash, claims);
    return claims;
  }

  private async read(token: string): Promise<AccessClaims> {
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
