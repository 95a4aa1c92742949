/** Promises that a step is taken only after the moment in which it can be taken back has passed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../language/language';
import { announce } from './announcer';
import './parts.css';

const momentMilliseconds = 6_000;

interface Pending {
  readonly words: string;
  readonly act: () => void;
  /** It was taken back. */
  readonly undone?: () => void;
}

/** `later(words, act, undone)` says what will be done and does it after six seconds, unless it is taken back; leaving the page does it at once. */
export function useUndo() {
  const { t } = useWords();
  const [pending, setPending] = useState<Pending>();
  const waiting = useRef<{ timer: number; act: () => void; undone?: () => void }>(undefined);

  const settle = useCallback((act: boolean) => {
    const one = waiting.current;
    waiting.current = undefined;
    setPending(undefined);
    if (!one) return;
    window.clearTimeout(one.timer);
    if (act) one.act();
    else one.undone?.();
  }, []);
  useEffect(() => () => settle(true), [settle]);

  const later = useCallback(
    (words: string, act: () => void, undone?: () => void) => {
      settle(true);
      announce(words);
      waiting.current = { timer: window.setTimeout(() => settle(true), momentMilliseconds), act, undone };
      setPending({ words, act, undone });
    },
    [settle],
  );
  const bar =
    pending &&
    createPortal(
      <div className="undo" role="group" aria-label={pending.words}>
        <span>{pending.words}</span>
        <button type="button" onClick={() => settle(false)}>
          {t('undo')}
        </button>
      </div>,
      document.body,
    );
  return { later, bar };
}
