/** Promises the contract of signing in, staying signed in, and signing out. */
import { Field, ID, InputType, ObjectType, createUnionType } from 'type-graphql';
import { Instant } from '../scalars';
import { Account } from './account';
import { NoLocalSession, PasswordTooWeak, SessionEnded, SignInRefused } from './refusals';

@ObjectType({ description: '会话 What a client needs to act as a person. Both tokens are secrets.' })
export class Session {
  @Field(() => String, { description: '访问令牌 Send it as `Authorization: Bearer ...`; it lives for minutes.' })
  accessToken!: string;

  @Field(() => String, {
    description:
      '刷新令牌 Exchange it by refreshSession, once. Using it a second time, even after a lost answer, ends the whole session: sign in again.',
  })
  refreshToken!: string;

  @Field(() => Instant, { description: '访问令牌失效时间 When the access token ends.' })
  expiresAt!: Date;

  @Field(() => Account, { description: '账号 Who is signed in.' })
  account!: Account;
}

@ObjectType({
  description:
    '浏览器会话 What a page needs to act as a person. What keeps it signed in is a cookie that no script can read.',
})
export class BrowserSession {
  @Field(() => String, {
    description:
      '访问令牌 Send it as `Authorization: Bearer ...`; it lives for minutes. Keep it in memory, never in the storage of the browser.',
  })
  accessToken!: string;

  @Field(() => Instant, { description: '访问令牌失效时间 When the access token ends.' })
  expiresAt!: Date;

  @Field(() => Account, { description: '账号 Who is signed in.' })
  account!: Account;
}

@ObjectType({ description: '已退出 The session has ended; its access tokens are refused from now on.' })
export class SignedOut {
  @Field(() => ID, { description: '会话编号 Global id of the session that ended.' })
  id!: string;
}

@InputType({ description: '登录 Who wants to sign in.' })
export class SignInInput {
  @Field(() => String, { description: '登录名 The login; upper and lower case are the same.' })
  login!: string;

  @Field(() => String, { description: '密码 The password.' })
  password!: string;
}

@InputType({ description: '续期 Stay signed in.' })
export class RefreshSessionInput {
  @Field(() => String, { description: '刷新令牌 The newest refresh token of the session.' })
  refreshToken!: string;
}

@InputType({ description: '修改密码 Change one’s own password.' })
export class ChangePasswordInput {
  @Field(() => String, { description: '当前密码 The password as it is.' })
  currentPassword!: string;

  @Field(() => String, {
    description: '新密码 10 to 128 characters, at least four different ones, not containing the login.',
  })
  newPassword!: string;
}

export const SignInResult = createUnionType({
  name: 'SignInResult',
  description: '登录结果 A session, or why not.',
  types: () => [Session, SignInRefused] as const,
});

export const RefreshSessionResult = createUnionType({
  name: 'RefreshSessionResult',
  description: '续期结果 The session with new tokens, or that it has ended.',
  types: () => [Session, SessionEnded] as const,
});

export const SignInBrowserResult = createUnionType({
  name: 'SignInBrowserResult',
  description: '网页登录结果 A session of this browser, or why not.',
  types: () => [BrowserSession, SignInRefused] as const,
});

export const RenewBrowserSessionResult = createUnionType({
  name: 'RenewBrowserSessionResult',
  description: '网页续期结果 The session with a new access token, or that there is none.',
  types: () => [BrowserSession, SessionEnded] as const,
});

export const SignOutResult = createUnionType({
  name: 'SignOutResult',
  description: '退出结果 The session ended, or why not here.',
  types: () => [SignedOut, NoLocalSession] as const,
});

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: '修改密码结果 A new session (all earlier ones have ended), or why not.',
  types: () => [Session, SignInRefused, PasswordTooWeak, NoLocalSession] as const,
});
