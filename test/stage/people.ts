/**
 * Promises people to sign in as: accounts with a role and a real session, put into the database of a test server directly.
 * `const adviser = await people(server).adviser('640104001')`, then `server.request(query, variables, adviser.token)`.
 */
import { v7 } from 'uuid';
import { Role } from '../../schema/identity/role';
import type { Actor } from '../../server/identity/actor';
import { hashPassword } from '../../server/identity/password';
import type { TestServer } from './server';

/** What everyone of the stage signs in with. */
export const stagePassword = '互助 linkage 2026';

/** Hashed once per test file; argon2 is slow on purpose. */
let stageHash: Promise<string> | undefined;

export interface Person {
  readonly accountId: string;
  readonly login: string;
  /** An access token of a real session. */
  readonly token: string;
  /** Spend it with refreshSession, once. */
  readonly refreshToken: string;
  /** As read when the person was made; organisations change their state later. */
  readonly actor: Actor;
}

export interface RoleOnStage {
  readonly role: Role;
  readonly areaCode?: string;
  readonly organisationId?: string;
}

/** The maker of people for one server. Each call makes a new account; organisations must exist. */
export function people(server: TestServer) {
  const withRoles = (...roles: RoleOnStage[]) => insertPerson(server, roles);
  const inOrganisation = (role: Role) => (organisationId: string) => withRoles({ role, organisationId });
  return {
    withRoles,
    nobodyInParticular: () => withRoles(),
    adviser: (areaCode = '640104001') => withRoles({ role: Role.ADVISER, areaCode }),
    streetOfficer: (areaCode = '640104001') => withRoles({ role: Role.STREET_OFFICER, areaCode }),
    bureau: (areaCode = '640104') => withRoles({ role: Role.CIVIL_AFFAIRS_BUREAU, areaCode }),
    organisationAdministrator: inOrganisation(Role.ORGANISATION_ADMINISTRATOR),
    organisationMember: inOrganisation(Role.ORGANISATION_MEMBER),
    federationStaff: inOrganisation(Role.FEDERATION_STAFF),
    companyPartner: inOrganisation(Role.COMPANY_PARTNER),
    auditor: () => withRoles({ role: Role.AUDITOR }),
    systemAdministrator: () => withRoles({ role: Role.SYSTEM_ADMINISTRATOR }),
  };
}

async function insertPerson(server: TestServer, roles: readonly RoleOnStage[]): Promise<Person> {
  const { database, accounts, sessions, authenticator } = server.app.composition;
  stageHash ??= hashPassword(stagePassword);
  const passwordHash = await stageHash;
  const id = v7();
  const login = `p${id.slice(-12)}`;
  const session = await database.transaction(async (tx) => {
    const displayName = roles[0]?.role ?? 'NOBODY';
    const account = await accounts.insertAccount(tx, { id, login, displayName, passwordHash });
    for (const role of roles) await accounts.insertRoleGrant(tx, { id: v7(), accountId: id, ...role });
    return sessions.openSession(tx, account);
  });
  const actor = await authenticator.authenticate(`Bearer ${session.accessToken}`);
  return { accountId: id, login, token: session.accessToken, refreshToken: session.refreshToken, actor: actor! };
}
