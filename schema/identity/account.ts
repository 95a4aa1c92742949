/** Promises the account as its owner and those who administer it see it, with the roles it holds. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Instant } from '../scalars';
import { Role } from './role';

export enum AccountStatus {
  ACTIVE = 'ACTIVE',
  DISABLED = 'DISABLED',
}

registerEnumType(AccountStatus, {
  name: 'AccountStatus',
  description: '账号状态 Whether an account may sign in.',
  valuesConfig: {
    ACTIVE: { description: '正常 It may sign in.' },
    DISABLED: { description: '停用 It may not sign in; its sessions and API keys have ended.' },
  },
});

@ObjectType({
  description: '授权 A role that an account holds, for an area subtree, an organisation or the installation.',
})
export class RoleGrant {
  @Field(() => ID, { description: '编号 Global id; name it to revoke the role.' })
  id!: string;

  @Field(() => Role, { description: '角色 The role.' })
  role!: Role;

  @Field(() => String, {
    nullable: true,
    description: '区划代码 The area whose subtree it covers; only for roles of an area.',
  })
  areaCode?: string;

  @Field(() => ID, {
    nullable: true,
    description: '组织编号 Global id of the organisation; only for roles of an organisation.',
  })
  organisationId?: string;

  @Field(() => Instant, { description: '授权时间 Since when.' })
  grantedAt!: Date;
}

@ObjectType({ description: '账号 A person who may sign in.' })
export class Account {
  @Field(() => ID, { description: '编号 Global id.' })
  id!: string;

  @Field(() => String, { description: '登录名 The login, in lower case.' })
  login!: string;

  @Field(() => String, { description: '姓名 The name that others see.' })
  displayName!: string;

  @Field(() => AccountStatus, { description: '账号状态 Whether it may sign in.' })
  status!: AccountStatus;

  @Field(() => Boolean, {
    description:
      '须改密码 Whether its password was chosen by another person: before changePassword it has none of its roles.',
  })
  mustChangePassword!: boolean;

  @Field(() => [RoleGrant], {
    description: '角色 The roles in force that you may see: all of your own, else those that you administer.',
  })
  roles!: RoleGrant[];

  @Field(() => Instant, { description: '创建时间 When it was created.' })
  createdAt!: Date;
}

export const AccountConnection = connectionOf('Account', () => Account);
