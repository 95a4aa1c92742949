/** Promises the operations on accounts and roles: unpack, call, return. */
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Account, AccountConnection } from '../../schema/identity/account';
import {
  CreateAccountInput,
  CreateAccountResult,
  DisableAccountInput,
  DisableAccountResult,
  EnableAccountInput,
  EnableAccountResult,
  GrantRoleInput,
  GrantRoleResult,
  ResetPasswordInput,
  ResetPasswordResult,
  RevokeRoleInput,
  RevokeRoleResult,
} from '../../schema/identity/account-inputs';
import { Role } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import { presentAccount } from './account.presenter';
import type { AccountSeen, AccountService } from './account.service';
import type { PasswordResetService } from './password-reset.service';

const administrators = [Role.SYSTEM_ADMINISTRATOR, Role.ORGANISATION_ADMINISTRATOR, Role.CIVIL_AFFAIRS_BUREAU] as const;

function presented<Refused extends object>(result: AccountSeen | Refused): Account | Refused {
  return isRefusal(result) ? result : presentAccount((result as AccountSeen).account, (result as AccountSeen).grants);
}

@Resolver(() => Account)
export class AccountResolver {
  constructor(
    private readonly service: AccountService,
    private readonly resets: PasswordResetService,
  ) {}

  @Allow('SIGNED_IN')
  @Query(() => Account, { description: '当前账号 Who is signed in, with all its roles.' })
  async me(@Ctx() context: RequestContext): Promise<Account> {
    const actor = actorOf(context);
    return presented((await this.service.findAccount(actor, actor.accountId))!) as Account;
  }

  @Allow(administrators)
  @Query(() => Account, {
    nullable: true,
    description: '按编号查账号 An account that you administer; null when there is none.',
  })
  async account(
    @Arg('id', () => ID, { description: '编号 Global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Account | undefined> {
    const seen = await this.service.findAccount(actorOf(context), localId('Account', id));
    return seen && (presented(seen) as Account);
  }

  @Allow(administrators)
  @Query(() => AccountConnection, {
    description:
      '账号列表 Accounts of an organisation or area that you administer, by login; a system administrator may leave out both.',
  })
  async accounts(
    @Arg('organisationId', () => ID, { nullable: true, description: '组织编号 Global id of the organisation.' })
    organisationId: string | undefined,
    @Arg('areaCode', () => String, { nullable: true, description: '区划代码 The area whose subtree is meant.' })
    areaCode: string | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const [after] = readKeysetCursor(page.after, 1) ?? [''];
    const filter = {
      organisationId: organisationId == null ? undefined : localId('Organisation', organisationId),
      areaCode: areaCode ?? undefined,
    };
    const seen = await this.service.listAccounts(actorOf(context), filter, after!, first + 1);
    return toConnection(
      seen,
      first,
      (one) => keysetCursor(one.account.login),
      (one) => presented(one) as Account,
    );
  }

  @Allow(administrators)
  @Mutation(() => CreateAccountResult, { description: '新建账号 Create an account with its first role.' })
  async createAccount(
    @Arg('input', () => CreateAccountInput, { description: '新建账号 The account and its first role.' })
    input: CreateAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CreateAccountResult> {
    return presented(await this.service.createAccount(actorOf(context), input));
  }

  @Allow(administrators)
  @Mutation(() => GrantRoleResult, {
    description: '授予角色 Grant a role to another account; nobody grants one to itself.',
  })
  async grantRole(
    @Arg('input', () => GrantRoleInput, { description: '授予角色 Account, role and what it is held for.' })
    input: GrantRoleInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof GrantRoleResult> {
    return presented(await this.service.grantRole(actorOf(context), input));
  }

  @Allow(administrators)
  @Mutation(() => RevokeRoleResult, { description: '撤销角色 Take a role away from another account; it ends at once.' })
  async revokeRole(
    @Arg('input', () => RevokeRoleInput, { description: '撤销角色 The grant to end.' }) input: RevokeRoleInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RevokeRoleResult> {
    return presented(await this.service.revokeRole(actorOf(context), localId('RoleGrant', input.roleGrantId)));
  }

  @Allow(administrators)
  @Mutation(() => DisableAccountResult, {
    description: '停用账号 End an account, its sessions and its API keys, at once.',
  })
  async disableAccount(
    @Arg('input', () => DisableAccountInput, { description: '停用账号 The account.' }) input: DisableAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DisableAccountResult> {
    return presented(await this.service.disableAccount(actorOf(context), localId('Account', input.accountId)));
  }

  @Allow(administrators)
  @Mutation(() => EnableAccountResult, {
    description: '启用账号 Let an account sign in again; its earlier sessions stay ended.',
  })
  async enableAccount(
    @Arg('input', () => EnableAccountInput, { description: '启用账号 The account.' }) input: EnableAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EnableAccountResult> {
    return presented(await this.service.enableAccount(actorOf(context), localId('Account', input.accountId)));
  }

  @Allow(administrators, { sensitive: true })
  @Mutation(() => ResetPasswordResult, {
    description:
      '重置密码 Gives an account that you administer another password and ends its sessions; its owner is asked to change it.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: '重置密码 The account and the password.' })
    input: ResetPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResetPasswordResult> {
    return presented<typeof ResetPasswordResult>(await this.resets.resetPassword(actorOf(context), input));
  }
}
