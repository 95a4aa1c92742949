/** Promises the expected "no" of signing in and of administering accounts. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { Role } from './role';

@ObjectType({
  implements: Refusal,
  description: '登录被拒 Login or password is wrong, or the account is disabled; all three look the same.',
})
export class SignInRefused extends Refusal {
  constructor() {
    super({
      zh: '登录名或密码不正确，或账号已停用。请核对后重试，或联系管理员。',
      en: 'Login or password is wrong, or the account is disabled. Check both and try again, or ask your administrator.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '会话已结束 The refresh token was used before, has expired, or the session was ended.',
})
export class SessionEnded extends Refusal {
  constructor() {
    super({ zh: '会话已结束，请重新登录。', en: 'The session has ended. Sign in again.' });
  }
}

@ObjectType({
  implements: Refusal,
  description: '非本地会话 Signed in with the identity provider: its sessions and passwords are kept there.',
})
export class NoLocalSession extends Refusal {
  constructor() {
    super({
      zh: '您通过统一身份认证登录，请在统一身份认证处操作。',
      en: 'You are signed in with the identity provider. Do this there.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '密码过弱 The new password breaks the rule.' })
export class PasswordTooWeak extends Refusal {
  constructor() {
    super({
      zh: '密码须为 10 到 128 个字符，至少含 4 个不同字符，且不得包含登录名。请换一个密码。',
      en: 'A password has 10 to 128 characters, at least four different ones, and does not contain the login. Choose another.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '登录名已占用 Another account has this login.' })
export class LoginTaken extends Refusal {
  constructor() {
    super({ zh: '该登录名已被使用，请换一个登录名。', en: 'Another account has this login. Choose another.' });
  }
}

@ObjectType({ implements: Refusal, description: '不可授予 You may not grant or take away this role there.' })
export class RoleNotGrantable extends Refusal {
  @Field(() => Role, { description: '角色 The role that was asked for.' })
  role: Role;

  constructor(role: Role) {
    super({
      zh: '您不能授予或撤销该角色：组织管理员只管理本组织成员，民政局只管理本辖区的救助顾问和街道骨干。请联系系统管理员。',
      en: 'You may not grant or revoke this role: an organisation administrator manages its own members, a bureau the advisers and officers of its area. Ask a system administrator.',
    });
    this.role = role;
  }
}

@ObjectType({ implements: Refusal, description: '已有此角色 The account holds this role already.' })
export class RoleAlreadyGranted extends Refusal {
  constructor() {
    super({
      zh: '该账号已有此角色，无需再次授予。',
      en: 'The account holds this role already; nothing is to be done.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '账号超出管理范围 The account also holds roles that you do not administer.',
})
export class AccountOutOfReach extends Refusal {
  constructor() {
    super({
      zh: '该账号还有您管理范围之外的角色。请只撤销您授予的角色，或联系系统管理员停用账号。',
      en: 'The account also holds roles that you do not administer. Revoke the roles that are yours, or ask a system administrator.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '密钥过多 The organisation has as many keys in force as it may have.' })
export class TooManyApiKeys extends Refusal {
  @Field(() => Int, { description: '上限 The most keys in force.' })
  maximum: number;

  constructor(maximum: number) {
    super({
      zh: `每个组织最多 ${maximum} 个有效密钥。请先撤销不再使用的密钥。`,
      en: `An organisation has at most ${maximum} keys in force. Revoke one that is no longer used.`,
    });
    this.maximum = maximum;
  }
}
