/** Promises the one way from rows to the account and session of the contract. */
import { globalId } from '../../schema/global-id';
import { Account, RoleGrant } from '../../schema/identity/account';
import { BrowserSession, Session } from '../../schema/identity/session';
import type { AccountRow, RoleGrantRow } from './account.repository';
import type { OpenedSession, SessionAccess } from './session.service';

export function presentRoleGrant(row: RoleGrantRow): RoleGrant {
  return Object.assign(new RoleGrant(), {
    id: globalId('RoleGrant', row.id),
    role: row.role,
    areaCode: row.areaCode ?? undefined,
    organisationId: row.organisationId ? globalId('Organisation', row.organisationId) : undefined,
    grantedAt: row.grantedAt,
  });
}

/** The account with those of the grants that are in force. */
export function presentAccount(row: AccountRow, grants: readonly RoleGrantRow[]): Account {
  return Object.assign(new Account(), {
    id: globalId('Account', row.id),
    login: row.login,
    displayName: row.displayName,
    status: row.status,
    mustChangePassword: row.mustChangePassword,
    roles: grants.filter((grant) => grant.accountId === row.id && grant.revokedAt === null).map(presentRoleGrant),
    createdAt: row.createdAt,
  });
}

export function presentSession(opened: OpenedSession): Session {
  return Object.assign(new Session(), {
    accessToken: opened.accessToken,
    refreshToken: opened.refreshToken,
    expiresAt: opened.expiresAt,
    account: presentAccount(opened.account, opened.grants),
  });
}

/** Without the token that the browser holds: that is for its cookie only. */
export function presentBrowserSession(access: SessionAccess): BrowserSession {
  return Object.assign(new BrowserSession(), {
    accessToken: access.accessToken,
    expiresAt: access.expiresAt,
    account: presentAccount(access.account, access.grants),
  });
}
