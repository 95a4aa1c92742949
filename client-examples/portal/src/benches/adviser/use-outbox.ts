/** Promises the outbox of whoever is signed in, on every page of the bench. */
import { useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../../session/session';
import { listen, openOutbox, outboxState, type OutboxState } from './outbox';

export function useOutbox(): OutboxState {
  return useSyncExternalStore(listen, outboxState);
}

export function useOpenOutbox(): string | undefined {
  const session = useSession();
  const accountId = session.phase === 'signed-in' ? session.account.id : undefined;
  useEffect(() => (accountId === undefined ? undefined : openOutbox(accountId)), [accountId]);
  return accountId;
}
