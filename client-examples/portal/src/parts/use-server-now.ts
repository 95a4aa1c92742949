/** Promises one clock for all that counts down on a page, by the time of the server; it stops when nobody looks. */
import { useSyncExternalStore } from 'react';
import { serverNow } from '../graphql/server-time';

const tickMilliseconds = 1_000;
const listeners = new Set<() => void>();
let now = serverNow();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = serverNow();
  timer ??= window.setInterval(() => {
    now = serverNow();
    for (const one of listeners) one();
  }, tickMilliseconds);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The time of the server, in steps of so many milliseconds: what shows minutes is drawn once a minute. */
export function useServerNow(stepMilliseconds = tickMilliseconds): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now / stepMilliseconds) * stepMilliseconds);
}
