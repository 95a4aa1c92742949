/** Promises the operations on one's own session: unpack, call, return. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { globalId } from '../../schema/global-id';
import {
  BrowserSession,
  ChangePasswordInput,
  ChangePasswordResult,
  RefreshSessionInput,
  RefreshSessionResult,
  RenewBrowserSessionResult,
  Session,
  SignInBrowserResult,
  SignInInput,
  SignInResult,
  SignOutResult,
  SignedOut,
} from '../../schema/identity/session';
import { Fault } from '../../schema/fault';
import { SessionEnded } from '../../schema/identity/refusals';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type BrowserCookie, type RequestContext } from '../context';
import { presentBrowserSession, presentSession } from './account.presenter';
import type { OpenedSession, SessionService } from './session.service';

function presented<Refused extends object>(result: OpenedSession | Refused): Session | Refused {
  return isRefusal(result) ? result : presentSession(result as OpenedSession);
}

/** The cookie of the page. Throws FORBIDDEN for everybody else: a cookie must not be set or used by a page from elsewhere. */
function browserOf(context: RequestContext): BrowserCookie {
  if (context.browser) return context.browser;
  throw new Fault('FORBIDDEN', {
    zh: '仅限本站网页使用，程序请用 signIn',
    en: 'only for pages of this server; programs use signIn',
  });
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

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => SignInBrowserResult, {
    description:
      '网页登录 Sign in on a page that this server serves; the browser stays signed in by a cookie that no script can read. Limits as for signIn.',
  })
  async signInBrowser(
    @Arg('input', () => SignInInput, { description: '登录 Login and password.' }) input: SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SignInBrowserResult> {
    const browser = browserOf(context);
    const result = await this.service.signIn(input, context.clientHash, 'BROWSER');
    if (isRefusal(result)) return result;
    browser.keep(result.refreshToken, this.service.refreshTokenDays * 86_400);
    return presentBrowserSession(result);
  }

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => RenewBrowserSessionResult, {
    description:
      '网页续期 The next access token for a page, by the cookie of its browser; send no Authorization header. Asking again is harmless.',
  })
  async renewBrowserSession(@Ctx() context: RequestContext): Promise<BrowserSession | SessionEnded> {
    const browser = browserOf(context);
    const result =
      browser.secret === undefined ? new SessionEnded() : await this.service.renewBrowserSession(browser.secret);
    if (isRefusal(result)) {
      if (browser.secret !== undefined) browser.forget();
      return result;
    }
    const renewed = result;
    browser.keep(browser.secret!, renewed.keptSeconds);
    return presentBrowserSession(renewed);
  }

  @Allow('SIGNED_IN')
  @Mutation(() => SignOutResult, { description: '退出 End this session; all its tokens are refused from now on.' })
  async signOut(@Ctx() context: RequestContext): Promise<typeof SignOutResult> {
    const result = await this.service.signOut(actorOf(context));
    context.browser?.forget();
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
