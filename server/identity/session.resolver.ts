/** Promises the operations on one's own session: unpack, call, return. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { globalId } from '../../schema/global-id';
import {
  ChangePasswordInput,
  ChangePasswordResult,
  RefreshSessionInput,
  RefreshSessionResult,
  Session,
  SignInInput,
  SignInResult,
  SignOutResult,
  SignedOut,
} from '../../schema/identity/session';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import { presentSession } from './account.presenter';
import type { OpenedSession, SessionService } from './session.service';

function presented<Refused extends object>(result: OpenedSession | Refused): Session | Refused {
  return isRefusal(result) ? result : presentSession(result as OpenedSession);
}

@Resolver()
export class SessionResolver {
  constructor(private readonly service: SessionService) {}

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => SignInResult, {
    description:
      '登录 Sign in with login and password. Repeated failures are refused for a growing while (LIMIT_EXCEEDED).',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: '登录 Login and password.' }) input: SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SignInResult> {
    return presented(await this.service.signIn(input, context.clientHash));
  }

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => RefreshSessionResult, {
    description:
      '续期 Exchange the refresh token for new tokens, once; send no Authorization header. A token used twice, even after a lost answer, ends the session.',
  })
  async refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: '续期 The refresh token.' }) input: RefreshSessionInput,
  ): Promise<typeof RefreshSessionResult> {
    return presented(await this.service.refreshSession(input.refreshToken));
  }

  @Allow('SIGNED_IN')
  @Mutation(() => SignOutResult, { description: '退出 End this session; all its tokens are refused from now on.' })
  async signOut(@Ctx() context: RequestContext): Promise<typeof SignOutResult> {
    const result = await this.service.signOut(actorOf(context));
    return isRefusal(result) ? result : Object.assign(new SignedOut(), { id: globalId('Session', result.sessionId) });
  }

  @Allow('SIGNED_IN', { sensitive: true })
  @Mutation(() => ChangePasswordResult, {
    description: '修改密码 Change one’s own password; all sessions end and a new one begins.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: '修改密码 The password as it is and the new one.' })
    input: ChangePasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ChangePasswordResult> {
    return presented(await this.service.changePassword(actorOf(context), input, context.clientHash));
  }
}
