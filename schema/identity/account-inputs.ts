/** Promises the contract of administering accounts and their roles. */
import { Field, ID, InputType, createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Uuid } from '../scalars';
import { Account } from './account';
import { AccountOutOfReach, LoginTaken, PasswordTooWeak, RoleAlreadyGranted, RoleNotGrantable } from './refusals';
import { Role } from './role';

@InputType({ description: '角色及其范围 A role and what it is held for.' })
export class RoleInput {
  @Field(() => Role, { description: '角色 The role.' })
  role!: Role;

  @Field(() => String, {
    nullable: true,
    description: '区划代码 For adviser, street officer and bureau: the area whose subtree it covers.',
  })
  areaCode?: string;

  @Field(() => ID, { nullable: true, description: '组织编号 For roles of an organisation: its global id.' })
  organisationId?: string;
}

@InputType({ description: '新建账号 A new account with its first role.' })
export class CreateAccountInput {
  @Field(() => Uuid, { description: '账号编号 The id of the account, made by the client.' })
  accountId!: string;

  @Field(() => String, { description: '登录名 3 to 64 letters a-z, digits, Han characters or . _ @ -' })
  login!: string;

  @Field(() => String, { description: '姓名 The name that others see, at most 64 characters.' })
  displayName!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '初始密码 A first password; none for an account of the identity provider. System administrators may leave it out for somebody who does not sign in; resetPassword gives one later.',
  })
  password?: string;

  @Field(() => String, {
    nullable: true,
    description: '外部主体 The `sub` of the person at the identity provider; set by system administrators only.',
  })
  externalSubject?: string;

  @Field(() => RoleInput, {
    nullable: true,
    description: '首个角色 Its first role; only system administrators may leave it out.',
  })
  role?: RoleInput;
}

@InputType({ description: '授予角色 A role for an account.' })
export class GrantRoleInput {
  @Field(() => Uuid, { description: '授权编号 The id of the grant, made by the client.' })
  roleGrantId!: string;

  @Field(() => ID, { description: '账号编号 Global id of the account.' })
  accountId!: string;

  @Field(() => RoleInput, { description: '角色及其范围 The role and what it is held for.' })
  role!: RoleInput;
}

@InputType({ description: '撤销角色 A role to take away.' })
export class RevokeRoleInput {
  @Field(() => ID, { description: '授权编号 Global id of the grant.' })
  roleGrantId!: string;
}

@InputType({ description: '停用账号 An account that may no longer sign in.' })
export class DisableAccountInput {
  @Field(() => ID, { description: '账号编号 Global id of the account.' })
  accountId!: string;
}

@InputType({ description: '启用账号 An account that may sign in again.' })
export class EnableAccountInput {
  @Field(() => ID, { description: '账号编号 Global id of the account.' })
  accountId!: string;
}

@InputType({ description: '重置密码 Another password for an account whose owner forgot theirs.' })
export class ResetPasswordInput extends CommandInput {
  @Field(() => ID, { description: '账号编号 Global id of the account; never your own.' })
  accountId!: string;

  @Field(() => String, {
    description:
      '新密码 10 to 128 characters, at least four different ones, not containing the login; its owner is asked to change it.',
  })
  newPassword!: string;
}

export const CreateAccountResult = createUnionType({
  name: 'CreateAccountResult',
  description: '新建账号结果 The account, or why not.',
  types: () =>
    [Account, LoginTaken, RoleNotGrantable, PasswordTooWeak, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const GrantRoleResult = createUnionType({
  name: 'GrantRoleResult',
  description: '授予角色结果 The account with the role, or why not.',
  types: () => [Account, RoleNotGrantable, RoleAlreadyGranted, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const RevokeRoleResult = createUnionType({
  name: 'RevokeRoleResult',
  description: '撤销角色结果 The account without the role, or why not.',
  types: () => [Account, RoleNotGrantable, NotFound, WrongState] as const,
});

export const DisableAccountResult = createUnionType({
  name: 'DisableAccountResult',
  description: '停用账号结果 The account, or why not.',
  types: () => [Account, AccountOutOfReach, NotFound, WrongState] as const,
});

export const EnableAccountResult = createUnionType({
  name: 'EnableAccountResult',
  description: '启用账号结果 The account, or why not.',
  types: () => [Account, AccountOutOfReach, NotFound, WrongState] as const,
});

export const ResetPasswordResult = createUnionType({
  name: 'ResetPasswordResult',
  description: '重置密码结果 The account, or why not.',
  types: () =>
    [Account, AccountOutOfReach, PasswordTooWeak, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});
