/**
 * Promises who is signed in. The access token lives in this module's memory; what keeps one signed in is a cookie that no script reads. When
 * no server answers, whoever this device remembers opens what lies on it, and has no token.
 */
import { useSyncExternalStore } from 'react';
import type { Document } from '../graphql/document';
import { learnServerTime, serverNow } from '../graphql/server-time';
import { forgetWho, recallWho, wipe } from '../parts/kept';
import { wipeTab } from '../parts/tab-draft';
import {
  ChangePassword,
  RenewBrowserSession,
  SignInBrowser,
  SignOut,
  type RenewBrowserSessionMutation,
  type Role,
} from './session.documents';

type Opened = Extract<RenewBrowserSessionMutation['renewBrowserSession'], { __typename: 'BrowserSession' }>;
export type Account = Opened['account'];
export type { Role };

export type SessionState =
  | { readonly phase: 'opening' | 'nobody' | 'unreachable' }
  | {
      readonly phase: 'signed-in';
      readonly account: Account;
      /** Not told by the server: remembered by this device. */
      readonly isRemembered?: boolean;
    };

/** A token that is about to end would end on its way. */
const marginMilliseconds = 30_000;
/** On the stairs a line may be there and carry nothing. */
const patienceMilliseconds = 4_000;
/** Then there will be no answer. */
const silenceMilliseconds = 20_000;
/** Who has left while no server answered, so that the cookie still stands: it is ended before anybody is let in by it. */
const leftKey = 'linkage.left';

let state: SessionState = { phase: 'opening' };
let access: { readonly token: string; readonly expiresAt: number } | undefined;
let renewing: Promise<void> | undefined;
const listeners = new Set<() => void>();
/** Pages of one browser tell each other, so that nobody who has left a shared desk stays signed in on another page. */
const pages = new BroadcastChannel('linkage-session');
pages.onmessage = ({ data }) => {
  if (data !== 'signed out') return void renew();
  wipeTab();
  leave();
};

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function enter(opened: Opened): void {
  access = { token: opened.accessToken, expiresAt: Date.parse(opened.expiresAt) };
  become({ phase: 'signed-in', account: opened.account });
}

function leave(): void {
  access = undefined;
  void forgetWho().catch(() => undefined);
  become({ phase: 'nobody' });
}

function hasLeft(): boolean {
  try {
    return localStorage.getItem(leftKey) !== null;
  } catch {
    return false;
  }
}

function rememberLeaving(isLeft: boolean): void {
  try {
    if (isLeft) localStorage.setItem(leftKey, '1');
    else localStorage.removeItem(leftKey);
  } catch {
    // Without storage there is nobody whom this device would remember either.
  }
}

/** Without an answer nobody is signed out, and whoever is remembered is let in to what lies here. */
async function withoutAnswer(): Promise<void> {
  if (state.phase !== 'opening' && state.phase !== 'unreachable') return;
  const account = hasLeft() ? undefined : await recallWho<Account>().catch(() => undefined);
  // An answer may have come meanwhile.
  if (state.phase !== 'opening' && state.phase !== 'unreachable') return;
  become(account ? { phase: 'signed-in', account, isRemembered: true } : { phase: 'unreachable' });
}

/** Called once, when a page opens. */
export function openSession(): void {
  void renew();
  window.setTimeout(() => void withoutAnswer(), patienceMilliseconds);
  window.addEventListener('online', () => {
    if (access === undefined && state.phase !== 'nobody') void renew();
  });
}

/** One request that is no part of any list or view: signing in, staying signed in, signing out. */
async function post<Result, Variables>(
  query: Document<Result, Variables>,
  variables: Variables,
  token?: string,
): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(silenceMilliseconds),
  });
  learnServerTime(response.headers.get('date'));
  const { data, errors } = (await response.json()) as { data?: Result; errors?: readonly FaultLike[] };
  if (!data) throw new SessionFault(errors?.[0]);
  return data;
}

interface FaultLike {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly messageZh?: string; readonly messageEn?: string };
}

export class SessionFault extends Error {
  readonly messageZh?: string;
  readonly messageEn?: string;

  constructor(fault: FaultLike | undefined) {
    super(fault?.extensions?.code ?? 'UNREACHABLE');
    this.messageZh = fault?.extensions?.messageZh;
    this.messageEn = fault?.extensions?.messageEn;
  }
}

/** Asks for the next access token. All who ask meanwhile wait for the same answer. */
export function renew(): Promise<void> {
  renewing ??= post(RenewBrowserSession, {})
    .then(async ({ renewBrowserSession: answer }) => {
      if (answer.__typename === 'BrowserSession' && !hasLeft()) return enter(answer);
      // Ended before anybody else may sign in: the answer takes the cookie away, whosever it is then.
      if (answer.__typename === 'BrowserSession') await endCookie(answer.accessToken);
      leave();
    })
    .catch(withoutAnswer)
    .finally(() => (renewing = undefined));
  return renewing;
}

function isFresh(): boolean {
  return access !== undefined && access.expiresAt - marginMilliseconds >= serverNow();
}

async function endCookie(token: string): Promise<void> {
  await post(SignOut, {}, token);
  rememberLeaving(false);
}

/** A token that holds for a while; undefined for nobody. */
export async function accessToken(): Promise<string | undefined> {
  if (!isFresh()) {
    if (state.phase === 'nobody') return undefined;
    await renew();
  }
  return access?.token;
}

/** Signs in. Returns why not; throws a SessionFault when too many have tried. */
export async function signIn(login: string, password: string) {
  const { signInBrowser: answer } = await post(SignInBrowser, { input: { login, password } });
  if (answer.__typename !== 'BrowserSession') return answer;
  rememberLeaving(false);
  // Whoever else was remembered here is not any more; what they kept waits for them.
  await forgetWho().catch(() => undefined);
  enter(answer);
  pages.postMessage('signed in');
  return undefined;
}

/** Changes the password and signs in with the new one: every session ends with the old. Returns why not. */
export async function changePassword(currentPassword: string, newPassword: string) {
  const token = await accessToken();
  if (state.phase !== 'signed-in' || !token) throw new SessionFault(undefined);
  const { login } = state.account;
  const { changePassword: answer } = await post(ChangePassword, { input: { currentPassword, newPassword } }, token);
  return answer.__typename === 'Session' ? signIn(login, newPassword) : answer;
}

/** Leaves for good: what this account kept on the device is wiped. */
export async function signOut(): Promise<void> {
  wipeTab();
  if (state.phase === 'signed-in') await wipe(state.account.id).catch(() => undefined);
  rememberLeaving(true);
  if (isFresh()) await endCookie(access!.token).catch(() => undefined);
  else await renew();
  leave();
  pages.postMessage('signed out');
}

export function useSession(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
