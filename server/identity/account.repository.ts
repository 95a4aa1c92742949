/** Promises the only SQL for accounts and the roles granted to them. */
import type { AccountStatus } from '../../schema/identity/account';
import type { Role } from '../../schema/identity/role';
import type { Statements, Transaction } from '../database/database';
import type { AccountEntity, RoleGrantEntity } from './account.entity';

export type AccountRow = Omit<AccountEntity, 'passwordHash'>;
export type RoleGrantRow = RoleGrantEntity;

export interface AccountToInsert {
  readonly id: string;
  /** Normalised, see readLogin(). */
  readonly login: string;
  readonly displayName: string;
  /** From hashPassword(); none for an account that signs in with its identity provider only. */
  readonly passwordHash?: string;
  /** The password was chosen by another person. */
  readonly mustChangePassword?: boolean;
  readonly externalIssuer?: string;
  readonly externalSubject?: string;
}

export interface RoleGrantToInsert {
  readonly id: string;
  readonly accountId: string;
  readonly role: Role;
  readonly areaCode?: string;
  readonly organisationId?: string;
  readonly grantedBy?: string;
}

/** A role in force for an area. */
export interface AreaHolder {
  readonly accountId: string;
  readonly role: Role;
  readonly areaCode: string;
}

const columns = `id, login, display_name AS "displayName", status, external_issuer AS "externalIssuer",
  external_subject AS "externalSubject", must_change_password AS "mustChangePassword", created_at AS "createdAt"`;
const grantColumns = `id, account_id AS "accountId", role, area_code AS "areaCode", organisation_id AS "organisationId",
  granted_by AS "grantedBy", granted_at AS "grantedAt", revoked_at AS "revokedAt"`;

export class AccountRepository {
  async insertAccount(tx: Transaction, account: AccountToInsert): Promise<AccountRow> {
    const [row] = await tx.query<AccountRow>(
      `/* account.insertAccount */
       INSERT INTO account (id, login, display_name, password_hash, external_issuer, external_subject, must_change_password)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
      [
        account.id,
        account.login,
        account.displayName,
        account.passwordHash ?? null,
        account.externalIssuer ?? null,
        account.externalSubject ?? null,
        account.mustChangePassword ?? false,
      ],
    );
    return row!;
  }

  /** The same while there is no account at all, for one caller at a time. Whether it was. */
  async insertFirstAccount(tx: Transaction, { id, login, displayName }: AccountToInsert): Promise<boolean> {
    await tx.query('/* account.lockAccounts */ LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE');
    const rows = await tx.query(
      `/* account.insertFirstAccount */
       INSERT INTO account (id, login, display_name) SELECT $1::uuid, $2, $3 WHERE NOT EXISTS (SELECT FROM account) RETURNING id`,
      [id, login, displayName],
    );
    return rows.length > 0;
  }

  /** The names by which accounts are shown; those that are not there are left out. */
  listDisplayNames(statements: Statements, ids: readonly string[]): Promise<{ id: string; displayName: string }[]> {
    return statements.query(
      '/* account.listDisplayNames */ SELECT id, display_name AS "displayName" FROM account WHERE id = ANY ($1::uuid[])',
      [ids],
    );
  }

  /** Whoever holds a role for an area in a subtree now. */
  listHolders(statements: Statements, role: Role, areaCode: string): Promise<{ id: string; displayName: string }[]> {
    return statements.query(
      `/* account.listHolders */
       SELECT id, display_name AS "displayName" FROM account WHERE EXISTS
        (SELECT 1 FROM role_grant held WHERE held.account_id = account.id AND held.role = $1 AND held.revoked_at IS NULL
            AND starts_with(held.area_code, $2)) ORDER BY id`,
      [role, areaCode],
    );
  }

  async findAccount(statements: Statements, id: string): Promise<AccountRow | undefined> {
    const [row] = await statements.query<AccountRow>(
      `/* account.findAccount */ SELECT ${columns} FROM account WHERE id = $1`,
      [id],
    );
    return row;
  }

  findAccounts(statements: Statements, ids: readonly string[]): Promise<AccountRow[]> {
    return statements.query<AccountRow>(
      `/* account.findAccounts */ SELECT ${columns} FROM account WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** Holds the account until the transaction ends: changes of its authority happen one after the other. */
  async lockAccount(tx: Transaction, id: string): Promise<AccountRow | undefined> {
    const [row] = await tx.query<AccountRow>(
      `/* account.lockAccount */ SELECT ${columns} FROM account WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** What a password is checked against. */
  async findCredential(
    statements: Statements,
    login: string,
  ): Promise<(AccountRow & { passwordHash: string | null }) | undefined> {
    const [row] = await statements.query<AccountRow & { passwordHash: string | null }>(
      `/* account.findCredential */ SELECT ${columns}, password_hash AS "passwordHash" FROM account WHERE login = $1`,
      [login],
    );
    return row;
  }

  /** Refuses when the password was changed since it was read, or the account is disabled. */
  async setPassword(tx: Transaction, id: string, from: string, to: string): Promise<boolean> {
    const rows = await tx.query(
      `/* account.setPassword */
       UPDATE account SET password_hash = $3, must_change_password = false
        WHERE id = $1 AND password_hash = $2 AND status = 'ACTIVE' RETURNING id`,
      [id, from, to],
    );
    return rows.length > 0;
  }

  /** The password of an account that had no means to sign in. Whether it was one. */
  async setFirstPassword(tx: Transaction, id: string, passwordHash: string): Promise<boolean> {
    const rows = await tx.query(
      `/* account.setFirstPassword */
       UPDATE account SET password_hash = $2
        WHERE id = $1 AND password_hash IS NULL AND external_subject IS NULL AND status = 'ACTIVE' RETURNING id`,
      [id, passwordHash],
    );
    return rows.length > 0;
  }

  /** A password that another person chose, to be changed by its owner. Undefined when the account signs in elsewhere. */
  async givePassword(tx: Transaction, id: string, passwordHash: string): Promise<AccountRow | undefined> {
    const [row] = await tx.query<AccountRow>(
      `/* account.givePassword */
       UPDATE account SET password_hash = $2, must_change_password = true
        WHERE id = $1 AND (password_hash IS NOT NULL OR external_subject IS NULL) AND status = 'ACTIVE' RETURNING ${columns}`,
      [id, passwordHash],
    );
    return row;
  }

  /** Refuses when the account is not in the state named. */
  async setStatus(
    tx: Transaction,
    id: string,
    from: AccountStatus,
    to: AccountStatus,
  ): Promise<AccountRow | undefined> {
    const [row] = await tx.query<AccountRow>(
      `/* account.setStatus */ UPDATE account SET status = $3 WHERE id = $1 AND status = $2 RETURNING ${columns}`,
      [id, from, to],
    );
    return row;
  }

  async insertRoleGrant(tx: Transaction, grant: RoleGrantToInsert): Promise<RoleGrantRow> {
    const [row] = await tx.query<RoleGrantRow>(
      `/* account.insertRoleGrant */
       INSERT INTO role_grant (id, account_id, role, area_code, organisation_id, granted_by)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${grantColumns}`,
      [
        grant.id,
        grant.accountId,
        grant.role,
        grant.areaCode ?? null,
        grant.organisationId ?? null,
        grant.grantedBy ?? null,
      ],
    );
    return row!;
  }

  async findRoleGrant(statements: Statements, id: string): Promise<RoleGrantRow | undefined> {
    const [row] = await statements.query<RoleGrantRow>(
      `/* account.findRoleGrant */ SELECT ${grantColumns} FROM role_grant WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Refuses when it was revoked before. */
  async revokeRoleGrant(tx: Transaction, id: string): Promise<boolean> {
    const rows = await tx.query(
      '/* account.revokeRoleGrant */ UPDATE role_grant SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [id],
    );
    return rows.length > 0;
  }

  /** Every grant of the accounts, revoked ones too, oldest first. */
  roleGrantsOf(statements: Statements, accountIds: readonly string[]): Promise<RoleGrantRow[]> {
    return statements.query<RoleGrantRow>(
      `/* account.roleGrantsOf */
       SELECT ${grantColumns} FROM role_grant WHERE account_id = ANY ($1) ORDER BY granted_at, id`,
      [accountIds],
    );
  }

  /** Who holds one of the roles for an area above or equal to one of these, in force and not disabled; the longest-serving first. */
  holdersOver(statements: Statements, areaCodes: readonly string[], roles: readonly Role[]): Promise<AreaHolder[]> {
    return statements.query<AreaHolder>(
      `/* account.holdersOver */
       SELECT g.account_id AS "accountId", g.role, g.area_code AS "areaCode"
         FROM role_grant g JOIN account a ON a.id = g.account_id
        WHERE g.revoked_at IS NULL AND a.status = 'ACTIVE' AND g.role = ANY ($2::text[])
          AND EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(code, g.area_code))
        ORDER BY g.granted_at, g.account_id`,
      [areaCodes, roles],
    );
  }

  /** Accounts with a role in the organisation or in the subtree of the area (all accounts when neither is given), by login. */
  listAccounts(
    statements: Statements,
    filter: { organisationId?: string; areaCode?: string },
    after: string,
    limit: number,
  ): Promise<AccountRow[]> {
    return statements.query<AccountRow>(
      `/* account.listAccounts */
       SELECT ${columns} FROM account a
        WHERE login COLLATE "C" > $1
          AND ($2::uuid IS NULL AND $3::text IS NULL OR EXISTS (
            SELECT FROM role_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL
               AND (g.organisation_id = $2 OR g.area_code >= $3 AND g.area_code < $3 || '~')))
        ORDER BY login COLLATE "C" LIMIT $4`,
      [after, filter.organisationId ?? null, filter.areaCode ?? null, limit],
    );
  }
}
