/** Promises the outbox of whoever is signed in, on every page of the bench. */
import { useEffect, useSyncExternalStore } from 'react';
import { rememberWho } from '../../parts/kept';
import { keepRelease } from '../../parts/release';
import { useSession } from '../../session/session';
import { listen, openOutbox, outboxState, send, type OutboxState } from './outbox';

export function useOutbox(): OutboxState {
  return useSyncExternalStore(listen, outboxState);
}

/** Opens it, and sees to it that it opens on the stairs too. */
export function useOpenOutbox(): string | undefined {
  const session = useSession();
  const accountId = session.phase === 'signed-in' ? session.account.id : undefined;
  const told = session.phase === 'signed-in' && !session.isRemembered ? session.account : undefined;
  useEffect(() => {
    keepRelease();
    if (!told) return;
    void rememberWho(told).catch(() => undefined);
    void send();
  }, [told]);
  useEffect(() => (accountId === undefined ? undefined : openOutbox(accountId)), [accountId]);
  return accountId;
}
