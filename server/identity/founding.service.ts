/** Promises what nobody who is signed in can ask for: the first administrator of an installation, and the sign-ins of a demo. */
import { v5 } from 'uuid';
import { Role } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { AccountRepository } from './account.repository';
import { hashPassword } from './password';

export interface FirstAccount {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  readonly roleGrantId: string;
  /** To be changed before anything else; none in a demo, whose sign-ins are opened by themselves. */
  readonly firstPassword?: string;
}

/** Somebody was here before: accounts are created by those there are. */
export class AccountsThere extends Error {
  constructor() {
    super('This installation has accounts already.');
  }
}

export class FoundingService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * The account that creates all others. Made while there is none, and once; throws when another stands in its place. The password is no
   * part of what makes a repetition the same.
   */
  async foundInstallation({ firstPassword, ...first }: FirstAccount): Promise<void> {
    const { accountId, login, displayName, roleGrantId } = first;
    const passwordHash = firstPassword && (await hashPassword(firstPassword));
    await this.database.transaction(async (tx) => {
      const line = { operation: 'foundInstallation', subjectType: 'Account', subjectId: accountId };
      const once = await this.audit.recordOnce(tx, line, accountId, first);
      if (once === 'repeated') return;
      if (isRefusal(once) || !(await this.accounts.insertFirstAccount(tx, { id: accountId, login, displayName })))
        throw new AccountsThere();
      await this.accounts.insertRoleGrant(tx, { id: roleGrantId, accountId, role: Role.SYSTEM_ADMINISTRATOR });
      if (passwordHash) await this.accounts.givePassword(tx, accountId, passwordHash);
    });
  }

  /** A password that everybody knows, for an account that has none: the sample is refused in production. Once for each account. */
  async openDemoSignIn(accountId: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (tx) => {
      const line = { operation: 'openDemoSignIn', subjectType: 'Account', subjectId: accountId };
      const once = await this.audit.recordOnce(tx, line, v5(line.operation, accountId), {});
      if (once !== 'new') return;
      if (!(await this.accounts.setFirstPassword(tx, accountId, passwordHash)))
        throw new Error('This account signs in by other means.');
    });
  }
}
