/** Promises an answer that takes long: asked for when somebody wants it, counted in seconds while it is on its way, and given up at once when they do not. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { client, faultOf, type Fault } from '../graphql/client';
import type { Document } from '../graphql/document';

export type LongAnswer<Result> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'asking'; readonly seconds: number }
  | { readonly phase: 'ready'; readonly answer: Result }
  | { readonly phase: 'failed'; readonly fault: Fault };

export function useLongAnswer<Result, Variables extends object>(document: Document<Result, Variables>) {
  const [state, setState] = useState<LongAnswer<Result>>({ phase: 'idle' });
  /** Ends what is on its way: the request is dropped, and the server stops counting for it. */
  const leave = useRef<() => void>(undefined);

  const giveUp = useCallback(() => {
    leave.current?.();
    leave.current = undefined;
    setState({ phase: 'idle' });
  }, []);
  useEffect(() => () => leave.current?.(), []);

  const ask = useCallback(
    (variables: Variables) => {
      leave.current?.();
      setState({ phase: 'asking', seconds: 0 });
      const clock = window.setInterval(
        () => setState((old) => (old.phase === 'asking' ? { ...old, seconds: old.seconds + 1 } : old)),
        1_000,
      );
      const asked = client
        .query<Result>(document, variables, { requestPolicy: 'network-only' })
        .subscribe(({ data, error }) => {
          window.clearInterval(clock);
          leave.current = undefined;
          setState(
            data && !error
              ? { phase: 'ready', answer: data }
              : { phase: 'failed', fault: error ? faultOf(error) : { code: 'NOT_FOUND' } },
          );
        });
      leave.current = () => {
        window.clearInterval(clock);
        asked.unsubscribe();
      };
    },
    [document],
  );
  return { state, ask, giveUp };
}
