/** Promises that what changes without a step of the reader is also said to those who do not see it. */
import { useSyncExternalStore } from 'react';

let text = '';
let turn = 0;
const listeners = new Set<() => void>();

/** Says something politely; the same words twice are said twice. */
export function announce(words: string): void {
  turn += 1;
  text = words + (turn % 2 ? '' : '\u00a0');
  for (const listener of listeners) listener();
}

export function Announcer() {
  const words = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => text,
  );
  return (
    <p className="unseen" role="status" aria-live="polite">
      {words}
    </p>
  );
}
