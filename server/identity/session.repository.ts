/** Promises the only SQL for sessions and refresh tokens: a token is spent once, by one conditional statement. */
import type { Transaction } from '../database/database';
import type { TokenHolder } from './session.entity';

export type RevocationReason =
  'SIGNED_OUT' | 'TOKEN_REPLAYED' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'ACCOUNT_DISABLED';

export interface SessionOwner {
  readonly sessionId: string;
  readonly accountId: string;
}

export class SessionRepository {
  async insertSession(tx: Transaction, session: SessionOwner, lifetimeDays: number): Promise<void> {
    await tx.query(
      `/* session.insertSession */
       INSERT INTO session (id, account_id, expires_at) VALUES ($1, $2, now() + make_interval(days => $3))`,
      [session.sessionId, session.accountId, lifetimeDays],
    );
  }

  /** Adds the next token of the family, never living longer than its session, and forgets those that expired long ago. */
  async insertRefreshToken(
    tx: Transaction,
    sessionId: string,
    tokenHash: Buffer,
    lifetimeDays: number,
    holder: TokenHolder,
  ): Promise<void> {
    await tx.query(
      `/* session.insertRefreshToken */
       WITH forgotten AS (
         DELETE FROM refresh_token WHERE session_id = $1 AND expires_at < now() - interval '1 day'
       )
       INSERT INTO refresh_token (token_hash, session_id, expires_at, holder)
       SELECT $2, id, least(now() + make_interval(days => $3), expires_at), $4 FROM session WHERE id = $1`,
      [sessionId, tokenHash, lifetimeDays, holder],
    );
  }

  /** Spends a token. Refuses when it was spent before, has expired, or its session or account has ended. */
  async spendRefreshToken(tx: Transaction, tokenHash: Buffer): Promise<SessionOwner | undefined> {
    const [row] = await tx.query<SessionOwner>(
      `/* session.spendRefreshToken */
       UPDATE refresh_token t SET used_at = now()
         FROM session s, account a
        WHERE t.token_hash = $1 AND t.holder = 'CLIENT' AND t.used_at IS NULL AND t.expires_at > now()
          AND s.id = t.session_id AND s.revoked_at IS NULL AND s.expires_at > now()
          AND a.id = s.account_id AND a.status = 'ACTIVE'
       RETURNING s.id AS "sessionId", s.account_id AS "accountId"`,
      [tokenHash],
    );
    return row;
  }

  /**
   * Lets a browser keep its token, for so many days from now. Refuses what no browser holds, and when the token has expired or its
   * session or account has ended.
   */
  async keepRefreshToken(
    tx: Transaction,
    tokenHash: Buffer,
    lifetimeDays: number,
  ): Promise<(SessionOwner & { readonly keptSeconds: number }) | undefined> {
    const [row] = await tx.query<SessionOwner & { keptSeconds: number }>(
      `/* session.keepRefreshToken */
       UPDATE refresh_token t SET expires_at = least(now() + make_interval(days => $2), s.expires_at)
         FROM session s, account a
        WHERE t.token_hash = $1 AND t.holder = 'BROWSER' AND t.expires_at > now()
          AND s.id = t.session_id AND s.revoked_at IS NULL AND s.expires_at > now()
          AND a.id = s.account_id AND a.status = 'ACTIVE'
       RETURNING s.id AS "sessionId", s.account_id AS "accountId",
                 floor(extract(epoch FROM t.expires_at - now()))::int AS "keptSeconds"`,
      [tokenHash, lifetimeDays],
    );
    return row;
  }

  /** The session of a token that was spent before. */
  async findSpent(tx: Transaction, tokenHash: Buffer): Promise<SessionOwner | undefined> {
    const [row] = await tx.query<SessionOwner>(
      `/* session.findSpent */
       SELECT s.id AS "sessionId", s.account_id AS "accountId" FROM refresh_token t JOIN session s ON s.id = t.session_id
        WHERE t.token_hash = $1 AND t.used_at IS NOT NULL`,
      [tokenHash],
    );
    return row;
  }

  /** Ends one session. Refuses when it has ended before. */
  async revokeSession(tx: Transaction, sessionId: string, reason: RevocationReason): Promise<boolean> {
    const rows = await tx.query(
      `/* session.revokeSession */
       UPDATE session SET revoked_at = now(), revoked_reason = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id`,
      [sessionId, reason],
    );
    return rows.length > 0;
  }

  /** Ends every session of an account. Returns their ids. */
  async revokeSessionsOf(tx: Transaction, accountId: string, reason: RevocationReason): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `/* session.revokeSessionsOf */
       UPDATE session SET revoked_at = now(), revoked_reason = $2
        WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now() RETURNING id`,
      [accountId, reason],
    );
    return rows.map((row) => row.id);
  }
}
