/** Promises a new password for who forgot theirs, given by whoever administers all that the account holds, never by its owner. */
import { localId } from '../../schema/global-id';
import type { ResetPasswordInput } from '../../schema/identity/account-inputs';
import { AccountStatus } from '../../schema/identity/account';
import { AccountOutOfReach, PasswordTooWeak } from '../../schema/identity/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { AccountRepository } from './account.repository';
import { visible, type AccountSeen } from './account.service';
import { forbidden, type Actor } from './actor';
import { hashPassword, passwordIsStrong } from './password';
import { administers, maySeeAccount } from './role.policy';
import type { SessionService } from './session.service';

export class PasswordResetService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionService,
  ) {}

  /**
   * Gives an account another password, which its owner is asked to change, and ends all its sessions. The password is no part of what
   * makes a retry the same command: a retry changes nothing, whichever it names.
   */
  async resetPassword(actor: Actor, input: ResetPasswordInput): Promise<AccountSeen | Refusal> {
    const accountId = localId('Account', input.accountId);
    if (accountId === actor.accountId) throw forbidden();
    // Before the transaction: nobody waits for a hash. A password that is refused is refused whoever asks.
    const passwordHash = await hashPassword(input.newPassword.slice(0, 128));
    return this.database.transaction(async (tx) => {
      const line = {
        accountId: actor.accountId,
        operation: 'resetPassword',
        subjectType: 'Account',
        subjectId: accountId,
      };
      const once = await this.audit.recordOnce(tx, line, input.commandId, { ...input, newPassword: undefined });
      if (isRefusal(once)) return once;
      const seen = await this.reach(tx, actor, accountId);
      if (isRefusal(seen) || once === 'repeated') return seen;
      if (!passwordIsStrong(input.newPassword, seen.account.login)) return new PasswordTooWeak();
      const account = await this.accounts.givePassword(tx, accountId, passwordHash);
      if (!account) return signsInElsewhere();
      await this.sessions.endSessions(tx, accountId, 'PASSWORD_RESET', actor.accountId);
      return visible(actor, { account, grants: seen.grants });
    });
  }

  /** The account, held until the transaction ends, if it is active and all that it holds is administered by the actor. */
  private async reach(tx: Transaction, actor: Actor, accountId: string): Promise<AccountSeen | Refusal> {
    const account = await this.accounts.lockAccount(tx, accountId);
    const grants = account ? await this.accounts.roleGrantsOf(tx, [accountId]) : [];
    if (!account || !maySeeAccount(actor, accountId, grants)) return new NotFound('Account');
    const isOutside = grants.some((grant) => grant.revokedAt === null && !administers(actor, grant));
    if (isOutside) return new AccountOutOfReach();
    if (account.status !== AccountStatus.ACTIVE) return new WrongState(account.status, [AccountStatus.ACTIVE]);
    return visible(actor, { account, grants });
  }
}

function signsInElsewhere(): InvalidInput {
  return new InvalidInput('accountId', {
    zh: '该账号通过统一身份认证登录，没有本地密码。请在统一身份认证处重置。',
    en: 'This account signs in with the identity provider and has no password here. Reset it there.',
  });
}
