/** Promises the accounts of the sample and whom they stand for: created once, found again at every later start. */
import { globalId } from '../../schema/global-id';
import type { Role } from '../../schema/identity/role';
import type { AccountService } from '../identity/account.service';
import type { Actor, RoleHeld } from '../identity/actor';
import type { FoundingService } from '../identity/founding.service';
import { expectDone } from './expect-done';
import type { SeededChance } from './random';
import { sideBySide } from './side-by-side';

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

export interface AccountServices {
  readonly accountService: AccountService;
  readonly foundingService: FoundingService;
}

/** The first account there is: it creates all others. Its chance is that of the plan, drawn in order. */
export async function foundInstallation(
  { foundingService }: AccountServices,
  { accountId, login, displayName }: SampleAccount,
  chance: SeededChance,
): Promise<void> {
  await foundingService.foundInstallation({ accountId, login, displayName, roleGrantId: chance.uuid() });
  await foundingService.openDemoSignIn(accountId, demoPassword);
}

/** Creates accounts with their roles, as the administrator of the system does. */
export async function createAccounts(
  { accountService, foundingService }: AccountServices,
  administrator: SampleAccount,
  wanted: readonly SampleAccount[],
  chance: SeededChance,
): Promise<void> {
  const actor = actorFor(administrator);
  const grantsOf = wanted.map(({ roles }) =>
    roles.map((role) => ({ roleGrantId: chance.uuid(), role: inPlace(role) })),
  );
  await sideBySide(
    wanted.map((account, index) => ({ account, grants: grantsOf[index]! })),
    ({ account }) => account.accountId,
    async ({ account: { accountId, login, displayName, signsIn }, grants: [first, ...others] }) => {
      expectDone(await accountService.createAccount(actor, { accountId, login, displayName, role: first!.role }));
      const grant = { accountId: globalId('Account', accountId) };
      for (const other of others) expectDone(await accountService.grantRole(actor, { ...grant, ...other }));
      if (signsIn) await foundingService.openDemoSignIn(accountId, demoPassword);
    },
  );
}

function inPlace({ role, areaCode, organisationId }: SampleAccount['roles'][number]) {
  return { role, areaCode, organisationId: organisationId && globalId('Organisation', organisationId) };
}
