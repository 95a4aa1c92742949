/** Promises who is signed in. The access token lives in this module's memory; what keeps one signed in is a cookie that no script reads. */
import { useSyncExternalStore } from 'react';
import type { Document } from '../graphql/document';
import { learnServerTime, serverNow } from '../graphql/server-time';
import { wipe } from '../parts/kept';
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
  { readonly phase: 'opening' | 'nobody' | 'unreachable' } | { readonly phase: 'signed-in'; readonly account: Account };

/** A token that is about to end would end on its way. */
const marginMilliseconds = 30_000;

let state: SessionState = { phase: 'opening' };
let access: { readonly token: string; readonly expiresAt: number } | undefined;
let renewing: Promise<void> | undefined;
const listeners = new Set<() => void>();
/** Pages of one browser tell each other, so that nobody who has left a shared desk stays signed in on another page. */
const pages = new BroadcastChannel('linkage-session');
pages.onmessage = ({ data }) => {
  if (data === 'signed out') wipeTab();
  void renew();
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
  become({ phase: 'nobody' });
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
    .then(({ renewBrowserSession: answer }) => {
      if (answer.__typename === 'BrowserSession') enter(answer);
      else leave();
    })
    .catch(() => {
      // Without an answer nobody is signed out: who was signed in goes on when the line is back.
      if (state.phase === 'opening') become({ phase: 'unreachable' });
    })
    .finally(() => (renewing = undefined));
  return renewing;
}

/** A token that holds for a while; undefined for nobody. */
export async function accessToken(): Promise<string | undefined> {
  if (!access || access.expiresAt - marginMilliseconds < serverNow()) {
    if (state.phase === 'nobody') return undefined;
    await renew();
  }
  return access?.token;
}

/** Signs in. Returns why not; throws a SessionFault when too many have tried. */
export async function signIn(login: string, password: string) {
  const { signInBrowser: answer } = await post(SignInBrowser, { input: { login, password } });
  if (answer.__typename !== 'BrowserSession') return answer;
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
  const token = await accessToken();
  if (token) await post(SignOut, {}, token).catch(() => undefined);
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
