/** Promises that a page which asks for it opens again without a network, and that a later release is told of and taken when its reader wants. */
import { useSyncExternalStore } from 'react';

export interface ReleaseState {
  /** The files of these pages are on the device. */
  readonly isKept: boolean;
  /** A later release has been taken in; this page is still of the one before. */
  readonly isOld: boolean;
}

let state: ReleaseState = { isKept: false, isOld: false };
let isAsked = false;
const listeners = new Set<() => void>();

function become(part: Partial<ReleaseState>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

/** Without https there is no worker; beside a build that changes with each source there should be none. */
export function keepRelease(): void {
  if (isAsked || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  isAsked = true;
  const { serviceWorker } = navigator;
  // The first worker of all takes over a page of its own release.
  let hadWorker = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (hadWorker) become({ isOld: true });
    hadWorker = true;
  });
  void serviceWorker.ready.then(() => become({ isKept: true }));
  void serviceWorker
    .register('/worker.js', { updateViaCache: 'none' })
    .then((registration) => {
      // A page that stays open for days looks for itself, when it is looked at.
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
      });
    })
    .catch(() => undefined);
}

export function useRelease(): ReleaseState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
