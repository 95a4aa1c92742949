/** Promises the accounts of the sample and whom they stand for: written once, found again at every later start. */
import type { Role } from '../../schema/identity/role';
import type { Statements, Transaction } from '../database/database';
import type { AccountRepository } from '../identity/account.repository';
import type { Actor, RoleHeld } from '../identity/actor';
import { hashPassword } from '../identity/password';
import type { SeededChance } from './random';

/** The password of every demo sign-in; the sample is refused in production. */
export const demoPassword = 'linkage-demo-2023';

export interface SampleAccount {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  readonly roles: readonly { readonly role: Role; readonly areaCode?: string; readonly organisationId?: string }[];
  /** Only accounts with a demo sign-in have a password. */
  readonly signsIn: boolean;
}

/** The actor that an account of the sample is, as the authenticator would read it. */
export function actorFor(account: SampleAccount): Actor {
  const roles: RoleHeld[] = account.roles.map((held) => ({
    ...held,
    ...(held.organisationId ? { organisationStatus: 'APPROVED' } : {}),
  }));
  return { accountId: account.accountId, displayName: account.displayName, roles };
}

/** Writes the accounts that are not there yet, with their roles. */
export async function writeAccounts(
  tx: Transaction,
  accounts: AccountRepository,
  wanted: readonly SampleAccount[],
  chance: SeededChance,
): Promise<void> {
  for (const account of wanted) {
    const grants = account.roles.map((role) => ({ id: chance.uuid(), accountId: account.accountId, ...role }));
    if (await isThere(tx, accounts, account.accountId)) continue;
    const passwordHash = account.signsIn ? await hashPassword(demoPassword) : undefined;
    await accounts.insertAccount(tx, {
      id: account.accountId,
      login: account.login,
      displayName: account.displayName,
      passwordHash,
    });
    for (const grant of grants) await accounts.insertRoleGrant(tx, grant);
  }
}

async function isThere(statements: Statements, accounts: AccountRepository, accountId: string): Promise<boolean> {
  return (await accounts.findAccount(statements, accountId)) !== undefined;
}
