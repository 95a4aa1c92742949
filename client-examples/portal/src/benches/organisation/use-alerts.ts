/** Promises that who looks elsewhere learns of new needs: a number in the title, a soft sound on wish, and on return how many came. */
import { useCallback, useEffect, useState } from 'react';
import { useWords } from '../../language/language';
import { chime } from './chime';

const storageKey = 'linkage.sound';

export interface Alerts {
  readonly isSounding: boolean;
  /** Turning it on sounds once, so that one knows what to listen for; browsers also want a tap before the first sound. */
  readonly toggleSound: () => void;
  /** How many came while the page was not looked at; until it is said that they were seen. */
  readonly cameMeanwhile: number;
  readonly seen: () => void;
  readonly arrived: (count: number) => void;
}

function kept(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on';
  } catch {
    return false;
  }
}

export function useAlerts(): Alerts {
  const [isSounding, setSounding] = useState(kept);
  const [cameMeanwhile, setCame] = useState(0);
  useTitleNumber(cameMeanwhile);
  const toggleSound = useCallback(() => {
    const next = !isSounding;
    setSounding(next);
    if (next) chime();
    try {
      localStorage.setItem(storageKey, next ? 'on' : 'off');
    } catch {
      // Without storage the choice holds for this page.
    }
  }, [isSounding]);
  const arrived = useCallback(
    (count: number) => {
      if (count === 0) return;
      if (isSounding) chime();
      if (document.hidden) setCame((old) => old + count);
    },
    [isSounding],
  );
  const seen = useCallback(() => setCame(0), []);
  return { isSounding, toggleSound, cameMeanwhile, seen, arrived };
}

/** The number stands before the title of the window, as on a letterbox. */
function useTitleNumber(count: number): void {
  const { language } = useWords();
  useEffect(() => {
    const bare = document.title.replace(/^\(\d+\) /, '');
    document.title = count > 0 ? `(${count}) ${bare}` : bare;
    return () => {
      document.title = document.title.replace(/^\(\d+\) /, '');
    };
  }, [count, language]);
}
