/** Promises sessions: begun by a password, carried on by tokens that are spent once, and ended at once for every server. */
import { v7 } from 'uuid';
import { isRefusal } from '../../schema/refusal';
import { AccountStatus } from '../../schema/identity/account';
import type { ChangePasswordInput, SignInInput } from '../../schema/identity/session';
import { NoLocalSession, PasswordTooWeak, SessionEnded, SignInRefused } from '../../schema/identity/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { accountScope } from '../event/audience';
import { append } from '../event/outbox';
import type { AccessTokens } from './access-token';
import type { AccountRepository, AccountRow, RoleGrantRow } from './account.repository';
import type { Actor } from './actor';
import { readLogin } from './login';
import { hashPassword, passwordIsStrong, passwordMatches } from './password';
import { newSecret, secretHash } from './secret';
import type { TokenHolder } from './session.entity';
import type { RevocationReason, SessionRepository } from './session.repository';
import type { SignInLimit } from './sign-in-limit';

/** However often it is refreshed, a session asks for the password again after so long. */
export const sessionDays = 90;

/** What a client needs to act as a person for some minutes. */
export interface SessionAccess {
  readonly sessionId: string;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly account: AccountRow;
  readonly grants: readonly RoleGrantRow[];
}

export interface OpenedSession extends SessionAccess {
  readonly refreshToken: string;
}

export interface RenewedSession extends SessionAccess {
  /** How long the browser keeps what it holds, from now. */
  readonly keptSeconds: number;
}

export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly tokens: AccessTokens,
    private readonly limit: SignInLimit,
    readonly refreshTokenDays: number,
  ) {}

  /** Begins a session. The answer and its time are the same for an unknown login, a wrong password and a disabled account. */
  async signIn(
    input: SignInInput,
    clientHash?: string,
    holder: TokenHolder = 'CLIENT',
  ): Promise<OpenedSession | SignInRefused> {
    const account = await this.checkPassword(input.login, input.password, clientHash);
    if (isRefusal(account)) return account;
    return this.database.transaction(async (tx) => {
      await this.limit.succeed(tx, account.attempt);
      const session = await this.openSession(tx, account.row, holder);
      await this.audit.record(tx, {
        accountId: account.row.id,
        operation: 'signIn',
        subjectType: 'Session',
        subjectId: session.sessionId,
      });
      return session;
    });
  }

  /** Starts a session for an account, in the caller's transaction. Who calls it has proved who it is. */
  async openSession(tx: Transaction, account: AccountRow, holder: TokenHolder = 'CLIENT'): Promise<OpenedSession> {
    const sessionId = v7();
    await this.sessions.insertSession(tx, { sessionId, accountId: account.id }, sessionDays);
    return this.nextTokens(tx, sessionId, account, holder);
  }

  /**
   * Exchanges a refresh token for the next one, exactly once however many ask at the same moment. A token that was used before
   * ends the whole session: there is no grace for a lost answer, since a thief's second use looks the same as a retry.
   */
  async refreshSession(refreshToken: string): Promise<OpenedSession | SessionEnded> {
    const hash = secretHash(refreshToken);
    const session = await this.database.transaction(async (tx) => {
      const owner = await this.sessions.spendRefreshToken(tx, hash);
      if (owner) return this.nextTokens(tx, owner.sessionId, (await this.accounts.findAccount(tx, owner.accountId))!);
      // The end of the session must be committed, so the refusal is made outside the transaction.
      const spent = await this.sessions.findSpent(tx, hash);
      if (spent && (await this.sessions.revokeSession(tx, spent.sessionId, 'TOKEN_REPLAYED')))
        await this.tellRevoked(tx, spent.accountId, [spent.sessionId], 'TOKEN_REPLAYED');
      return undefined;
    });
    return session ?? new SessionEnded();
  }

  /**
   * Gives a page the next access token by what its browser holds. That stays the same: several pages of one browser ask at once, and one
   * that is left may lose its answer. No script can read it, so nobody can take it to another place and use it there.
   */
  async renewBrowserSession(secret: string): Promise<RenewedSession | SessionEnded> {
    const kept = await this.database.transaction(async (tx) => {
      const owner = await this.sessions.keepRefreshToken(tx, secretHash(secret), this.refreshTokenDays);
      if (!owner) return undefined;
      const account = (await this.accounts.findAccount(tx, owner.accountId))!;
      return { ...(await this.accessOf(tx, owner.sessionId, account)), keptSeconds: owner.keptSeconds };
    });
    return kept ?? new SessionEnded();
  }

  /** Ends the session of the actor; its access tokens are refused from the next request on. */
  async signOut(actor: Actor): Promise<{ sessionId: string } | NoLocalSession> {
    const { sessionId } = actor;
    if (sessionId === undefined) return new NoLocalSession();
    return this.database.transaction(async (tx) => {
      if (await this.sessions.revokeSession(tx, sessionId, 'SIGNED_OUT'))
        await this.tellRevoked(tx, actor.accountId, [sessionId], 'SIGNED_OUT');
      return { sessionId };
    });
  }

  /** Changes the actor's own password. Ends all its sessions and begins a new one; wrong guesses count as failed sign-ins. */
  async changePassword(
    actor: Actor,
    input: ChangePasswordInput,
    clientHash?: string,
  ): Promise<OpenedSession | SignInRefused | PasswordTooWeak | NoLocalSession> {
    const owner = await this.accounts.findAccount(this.database, actor.accountId);
    if (actor.sessionId === undefined || !owner) return new NoLocalSession();
    if (!passwordIsStrong(input.newPassword, owner.login)) return new PasswordTooWeak();
    const account = await this.checkPassword(owner.login, input.currentPassword, clientHash);
    if (isRefusal(account)) return account;
    const passwordHash = await hashPassword(input.newPassword);
    return this.database.transaction(async (tx) => {
      await this.limit.succeed(tx, account.attempt);
      if (!(await this.accounts.setPassword(tx, owner.id, account.passwordHash, passwordHash)))
        return new SignInRefused();
      await this.audit.record(tx, {
        accountId: owner.id,
        operation: 'changePassword',
        subjectType: 'Account',
        subjectId: owner.id,
      });
      await this.endSessions(tx, owner.id, 'PASSWORD_CHANGED');
      return this.openSession(tx, { ...owner, mustChangePassword: false });
    });
  }

  /** Ends every session of an account, in the caller's transaction. Announces SessionRevoked for each. */
  async endSessions(tx: Transaction, accountId: string, reason: RevocationReason, by?: string): Promise<void> {
    const ended = await this.sessions.revokeSessionsOf(tx, accountId, reason);
    await this.tellRevoked(tx, accountId, ended, reason, by);
  }

  private async checkPassword(writtenLogin: string, password: string, clientHash?: string) {
    const login = readLogin(writtenLogin);
    const attempt = await this.limit.begin(login ?? writtenLogin, clientHash);
    const row = login === undefined ? undefined : await this.accounts.findCredential(this.database, login);
    const right = await passwordMatches(row?.passwordHash, password);
    if (right && row?.passwordHash && row.status === AccountStatus.ACTIVE)
      return { row, attempt, passwordHash: row.passwordHash };
    if (attempt.lastFree)
      await this.database.transaction((tx) =>
        this.audit.record(tx, { operation: 'signInSlowedDown', subjectType: 'Account', subjectId: row?.id }),
      );
    return new SignInRefused();
  }

  private async nextTokens(
    tx: Transaction,
    sessionId: string,
    account: AccountRow,
    holder: TokenHolder = 'CLIENT',
  ): Promise<OpenedSession> {
    const refreshToken = newSecret();
    await this.sessions.insertRefreshToken(tx, sessionId, secretHash(refreshToken), this.refreshTokenDays, holder);
    return { ...(await this.accessOf(tx, sessionId, account)), refreshToken };
  }

  private async accessOf(tx: Transaction, sessionId: string, account: AccountRow): Promise<SessionAccess> {
    const access = await this.tokens.sign(account.id, sessionId);
    const grants = await this.accounts.roleGrantsOf(tx, [account.id]);
    return { sessionId, accessToken: access.token, expiresAt: access.expiresAt, account, grants };
  }

  private async tellRevoked(
    tx: Transaction,
    accountId: string,
    sessionIds: readonly string[],
    reason: RevocationReason,
    by: string = accountId,
  ): Promise<void> {
    for (const sessionId of sessionIds) {
      await this.audit.record(tx, {
        // Whoever replays a token is not known to be the owner of the account.
        accountId: reason === 'TOKEN_REPLAYED' ? undefined : by,
        operation: 'revokeSession',
        subjectType: 'Session',
        subjectId: sessionId,
        details: { accountId, reason },
      });
      await append(tx, {
        type: 'SessionRevoked',
        subjectId: sessionId,
        audience: [accountScope(accountId)],
        payload: { accountId, sessionId, reason },
      });
    }
  }
}
