/** Promises one answer to one question, and how it stands: loading, failed, ready, and stale when a newer reading failed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { client, faultOf, type Fault } from '../graphql/client';
import type { Document } from '../graphql/document';

export interface AnswerState<Result> {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly answer: Result | undefined;
  /** What is shown was read before, and reading it again failed. */
  readonly isStale: boolean;
  readonly fault: Fault | undefined;
}

export interface Answer<Result> extends AnswerState<Result> {
  /** Reads it again; what is shown stays until then. */
  readonly refresh: () => void;
}

/** For what is no list; lists are read by `useList`. */
export function useAnswer<Result, Variables>(
  document: Document<Result, Variables>,
  variables: Variables,
): Answer<Result> {
  const loading: AnswerState<Result> = { phase: 'loading', answer: undefined, isStale: false, fault: undefined };
  const [state, setState] = useState(loading);
  /** Answers to earlier questions are not shown. */
  const question = useRef(0);
  const key = JSON.stringify(variables);

  const read = useCallback(async () => {
    const asked = (question.current += 1);
    const given = JSON.parse(key) as object;
    const { data, error } = await client.query<Result>(document, given, { requestPolicy: 'network-only' }).toPromise();
    if (asked !== question.current) return;
    if (data && !error) setState({ phase: 'ready', answer: data, isStale: false, fault: undefined });
    else
      setState((old) => ({
        ...old,
        phase: old.phase === 'ready' ? 'ready' : 'failed',
        isStale: old.phase === 'ready',
        fault: error ? faultOf(error) : { code: 'NOT_FOUND' },
      }));
  }, [document, key]);

  useEffect(() => {
    setState({ phase: 'loading', answer: undefined, isStale: false, fault: undefined });
    void read();
  }, [read]);
  const refresh = useCallback(() => void read(), [read]);
  return { ...state, refresh };
}
