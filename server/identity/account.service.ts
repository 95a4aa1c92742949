/** Promises accounts and roles changed only by those in whose reach they lie, never by their owner, each change announced. */
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { AccountStatus } from '../../schema/identity/account';
import type { CreateAccountInput, GrantRoleInput, RoleInput } from '../../schema/identity/account-inputs';
import {
  AccountOutOfReach,
  LoginTaken,
  PasswordTooWeak,
  RoleAlreadyGranted,
  RoleNotGrantable,
} from '../../schema/identity/refusals';
import { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { accountScope } from '../event/audience';
import { append } from '../event/outbox';
import type { AccountRepository, AccountRow, RoleGrantRow } from './account.repository';
import { forbidden, holds, type Actor } from './actor';
import { readLogin, readName } from './login';
import { hashPassword, passwordIsStrong } from './password';
import { administers, isComplete, mayGrant, maySeeAccount, type RoleInPlace } from './role.policy';
import type { SessionService } from './session.service';

/** An account with those of its grants that the actor may see. */
export interface AccountSeen {
  readonly account: AccountRow;
  readonly grants: readonly RoleGrantRow[];
}

/** What the end of an account causes in other rooms, in the same transaction. */
export type DisablingReaction = (tx: Transaction, accountId: string, actor: Actor) => Promise<void>;

export class AccountService {
  private readonly disablingReactions: DisablingReaction[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionService,
    /** The configured identity provider, for accounts that sign in there. */
    private readonly externalIssuer?: string,
  ) {}

  /** Declares what else happens when an account is disabled. Wired by the composition. */
  onDisabled(reaction: DisablingReaction): void {
    this.disablingReactions.push(reaction);
  }

  async findAccount(actor: Actor, accountId: string): Promise<AccountSeen | undefined> {
    const seen = await this.see(this.database, actor, accountId);
    return seen && visible(actor, seen);
  }

  /** The accounts of an organisation or area that the actor administers, by login; of the whole installation without a filter. */
  async listAccounts(
    actor: Actor,
    filter: { organisationId?: string; areaCode?: string },
    after: string,
    limit: number,
  ): Promise<AccountSeen[]> {
    const reach =
      (filter.organisationId !== undefined &&
        administers(actor, { role: Role.ORGANISATION_MEMBER, organisationId: filter.organisationId })) ||
      (filter.areaCode !== undefined && administers(actor, { role: Role.ADVISER, areaCode: filter.areaCode }));
    const one = (filter.organisationId === undefined) !== (filter.areaCode === undefined);
    if (!(one && reach) && !holds(actor, Role.SYSTEM_ADMINISTRATOR)) return [];
    const rows = await this.accounts.listAccounts(this.database, filter, after, limit);
    const grants = await this.accounts.roleGrantsOf(
      this.database,
      rows.map((row) => row.id),
    );
    return rows.map((account) =>
      visible(actor, { account, grants: grants.filter((grant) => grant.accountId === account.id) }),
    );
  }

  /** Creates an account with its first role. The password is no part of what makes a retry the same command. */
  async createAccount(
    actor: Actor,
    input: CreateAccountInput,
  ): Promise<
    AccountSeen | LoginTaken | RoleNotGrantable | PasswordTooWeak | NotFound | InvalidInput | IdempotencyMismatch
  > {
    const read = this.readAccount(actor, input);
    if (isRefusal(read)) return read;
    const passwordHash = input.password == null ? undefined : await hashPassword(input.password);
    const refusals = {
      a_login_belongs_to_one_account: () => new LoginTaken(),
      an_external_subject_belongs_to_one_account: () =>
        new InvalidInput('externalSubject', { zh: '该外部主体已有账号', en: 'this subject has an account already' }),
      account_pkey: () => new IdempotencyMismatch(),
      ...placeRefusals,
    };
    return this.refusing(refusals, async (tx) => {
      const line = { ...lineOf(actor, 'createAccount', input.accountId), details: { role: read.place?.role ?? null } };
      const once = await this.audit.recordOnce(tx, line, input.accountId, { ...input, password: undefined });
      if (isRefusal(once)) return once;
      if (once === 'new') {
        await this.accounts.insertAccount(tx, {
          id: input.accountId,
          login: read.login,
          displayName: read.displayName,
          passwordHash,
          mustChangePassword: passwordHash !== undefined,
          externalIssuer: input.externalSubject == null ? undefined : this.externalIssuer,
          externalSubject: input.externalSubject ?? undefined,
        });
        if (read.place) await this.insertGrant(tx, actor, input.accountId, input.accountId, read.place);
      }
      return visible(actor, (await this.see(tx, actor, input.accountId))!);
    });
  }

  async grantRole(
    actor: Actor,
    input: GrantRoleInput,
  ): Promise<AccountSeen | RoleNotGrantable | RoleAlreadyGranted | NotFound | InvalidInput | IdempotencyMismatch> {
    const accountId = localId('Account', input.accountId);
    if (accountId === actor.accountId) throw forbidden();
    const place = readPlace(input.role);
    if (isRefusal(place)) return place;
    const refusals = {
      a_role_is_granted_once: () => new RoleAlreadyGranted(),
      role_grant_pkey: () => new IdempotencyMismatch(),
      ...placeRefusals,
    };
    return this.refusing(refusals, async (tx) => {
      const line = { ...lineOf(actor, 'grantRole', accountId), details: { role: place.role } };
      const once = await this.audit.recordOnce(tx, line, input.roleGrantId, input);
      if (isRefusal(once)) return once;
      await this.accounts.lockAccount(tx, accountId);
      const seen = await this.see(tx, actor, accountId);
      if (!seen) return new NotFound('Account');
      if (once === 'new') {
        if (!mayGrant(actor, place)) return new RoleNotGrantable(place.role);
        await this.insertGrant(tx, actor, input.roleGrantId, accountId, place);
      }
      return visible(actor, (await this.see(tx, actor, accountId))!);
    });
  }

  async revokeRole(actor: Actor, roleGrantId: string): Promise<AccountSeen | RoleNotGrantable | NotFound | WrongState> {
    return this.database.transaction(async (tx) => {
      const grant = await this.accounts.findRoleGrant(tx, roleGrantId);
      if (!grant) return new NotFound('RoleGrant');
      await this.accounts.lockAccount(tx, grant.accountId);
      const seen = await this.see(tx, actor, grant.accountId);
      if (!seen || (!administers(actor, grant) && grant.accountId !== actor.accountId))
        return new NotFound('RoleGrant');
      if (grant.accountId === actor.accountId) throw forbidden();
      if (!(await this.accounts.revokeRoleGrant(tx, roleGrantId))) return new WrongState('REVOKED', ['IN_FORCE']);
      await this.audit.record(tx, {
        ...lineOf(actor, 'revokeRole', grant.accountId),
        details: { roleGrantId, role: grant.role },
      });
      await announce(tx, grant.accountId, { change: 'ROLE_REVOKED', role: grant.role });
      return visible(actor, (await this.see(tx, actor, grant.accountId)) ?? { account: seen.account, grants: [] });
    });
  }

  /** Ends the account: its sessions at once, its API keys with it. Refuses when it holds a role outside the actor's reach. */
  disableAccount(actor: Actor, accountId: string): Promise<AccountSeen | AccountOutOfReach | NotFound | WrongState> {
    return this.changeStatus(actor, accountId, AccountStatus.ACTIVE, AccountStatus.DISABLED);
  }

  /** Lets the account sign in again; sessions that ended stay ended. */
  enableAccount(actor: Actor, accountId: string): Promise<AccountSeen | AccountOutOfReach | NotFound | WrongState> {
    return this.changeStatus(actor, accountId, AccountStatus.DISABLED, AccountStatus.ACTIVE);
  }

  private changeStatus(
    actor: Actor,
    accountId: string,
    from: AccountStatus,
    to: AccountStatus,
  ): Promise<AccountSeen | AccountOutOfReach | NotFound | WrongState> {
    if (accountId === actor.accountId) throw forbidden();
    return this.database.transaction(async (tx) => {
      await this.accounts.lockAccount(tx, accountId);
      const seen = await this.see(tx, actor, accountId);
      if (!seen) return new NotFound('Account');
      if (!inForce(seen.grants).every((grant) => administers(actor, grant))) return new AccountOutOfReach();
      const account = await this.accounts.setStatus(tx, accountId, from, to);
      if (!account) return new WrongState(seen.account.status, [from]);
      const disabled = to === AccountStatus.DISABLED;
      await this.audit.record(tx, lineOf(actor, disabled ? 'disableAccount' : 'enableAccount', accountId));
      if (disabled) await this.sessions.endSessions(tx, accountId, 'ACCOUNT_DISABLED', actor.accountId);
      if (disabled) for (const react of this.disablingReactions) await react(tx, accountId, actor);
      await announce(tx, accountId, { change: disabled ? 'ACCOUNT_DISABLED' : 'ACCOUNT_ENABLED' });
      return visible(actor, { account, grants: seen.grants });
    });
  }

  private async see(statements: Statements, actor: Actor, accountId: string): Promise<AccountSeen | undefined> {
    const account = await this.accounts.findAccount(statements, accountId);
    if (!account) return undefined;
    const grants = await this.accounts.roleGrantsOf(statements, [accountId]);
    return maySeeAccount(actor, accountId, grants) ? { account, grants } : undefined;
  }

  private readAccount(actor: Actor, input: CreateAccountInput) {
    const login = readLogin(input.login);
    const displayName = readName(input.displayName);
    const place = input.role == null ? undefined : readPlace(input.role);
    if (login === undefined)
      return new InvalidInput('login', {
        zh: '登录名须为 3 到 64 个小写字母、数字、汉字或 . _ @ -',
        en: 'a login has 3 to 64 letters a-z, digits, Han characters or . _ @ -',
      });
    if (displayName === undefined)
      return new InvalidInput('displayName', { zh: '姓名须为 1 到 64 个字符', en: 'a name has 1 to 64 characters' });
    if (isRefusal(place)) return place;
    const system = holds(actor, Role.SYSTEM_ADMINISTRATOR);
    if (place === undefined && !system)
      return new InvalidInput('role', { zh: '请指定首个角色', en: 'name the first role of the account' });
    if (place !== undefined && !mayGrant(actor, place)) return new RoleNotGrantable(place.role);
    if (input.externalSubject != null && (!system || !this.externalIssuer || !readName(input.externalSubject)))
      return new InvalidInput('externalSubject', {
        zh: '仅系统管理员可在已配置统一身份认证时填写',
        en: 'set by system administrators only, where an identity provider is configured',
      });
    if (input.password == null && input.externalSubject == null && !system)
      return new InvalidInput('password', {
        zh: '请填写初始密码或外部主体',
        en: 'give a first password or an external subject',
      });
    if (input.password != null && !passwordIsStrong(input.password, login)) return new PasswordTooWeak();
    return { login, displayName, place };
  }

  private async insertGrant(
    tx: Transaction,
    actor: Actor,
    id: string,
    accountId: string,
    place: RoleInPlace,
  ): Promise<void> {
    await this.accounts.insertRoleGrant(tx, {
      id,
      accountId,
      role: place.role,
      areaCode: place.areaCode ?? undefined,
      organisationId: place.organisationId ?? undefined,
      grantedBy: actor.accountId,
    });
    await announce(tx, accountId, { change: 'ROLE_GRANTED', role: place.role });
  }

  /** Runs the work; a violated constraint becomes the refusal that it means. */
  private async refusing<Result, Refused extends Refusal>(
    refusals: Readonly<Record<string, () => Refused>>,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result | Refused> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      const refusal = error instanceof Fault ? undefined : refusals[violatedConstraint(error) ?? ''];
      if (!refusal) throw error;
      return refusal();
    }
  }
}

const placeRefusals = {
  role_grant_area_code_fkey: () => new NotFound('Area'),
  a_role_names_an_organisation: () => new NotFound('Organisation'),
};

function readPlace(input: RoleInput): RoleInPlace | InvalidInput {
  const place = {
    role: input.role,
    areaCode: input.areaCode ?? undefined,
    organisationId: input.organisationId == null ? undefined : localId('Organisation', input.organisationId),
  };
  if (isComplete(place)) return place;
  return new InvalidInput('role', {
    zh: '辖区角色须且仅须区划代码，组织角色须且仅须组织编号，其余角色两者均不填',
    en: 'a role of an area names an area only, a role of an organisation an organisation only, any other neither',
  });
}

function inForce(grants: readonly RoleGrantRow[]): RoleGrantRow[] {
  return grants.filter((grant) => grant.revokedAt === null);
}

/** Its owner sees every role in force, others those that they administer. */
export function visible(actor: Actor, seen: AccountSeen): AccountSeen {
  const own = seen.account.id === actor.accountId;
  return { account: seen.account, grants: inForce(seen.grants).filter((grant) => own || administers(actor, grant)) };
}

function lineOf(actor: Actor, operation: string, accountId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'Account', subjectId: accountId };
}

async function announce(tx: Transaction, accountId: string, payload: Record<string, unknown>): Promise<void> {
  await append(tx, {
    type: 'AuthorityChanged',
    subjectId: accountId,
    audience: [accountScope(accountId)],
    payload: { accountId, ...payload },
  });
}
