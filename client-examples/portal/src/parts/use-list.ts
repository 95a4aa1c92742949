/** Promises a list by pages that says how it stands: loading, empty, failed, ready, and stale when a newer reading failed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { client, faultOf, type Fault } from '../graphql/client';
import type { Document } from '../graphql/document';

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
}

export interface ListState<Node, Result> {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly items: readonly Node[];
  /** The whole answer of the first page, for what stands beside the list. */
  readonly first: Result | undefined;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** What is shown was read before, and reading it again failed. */
  readonly isStale: boolean;
  readonly fault: Fault | undefined;
}

export interface List<Node, Result> extends ListState<Node, Result> {
  /** Adds the next page. */
  readonly more: () => void;
  /** Reads it again from the top; what is shown stays until then. */
  readonly refresh: () => void;
  /** Changes what is shown, for what is known without asking: an event, a command that was answered. */
  readonly edit: (change: (items: readonly Node[]) => readonly Node[]) => void;
}

const nothing = { items: [], first: undefined, hasMore: false, isLoadingMore: false, isStale: false, fault: undefined };

/** `connectionOf` finds the connection in an answer; null or undefined when there is none for this reader. */
export function useList<Node, Result, Variables extends { after?: string | null }>(
  document: Document<Result, Variables>,
  variables: Omit<Variables, 'after'>,
  connectionOf: (result: Result) => Connection<Node> | null | undefined,
): List<Node, Result> {
  const [state, setState] = useState<ListState<Node, Result>>({ phase: 'loading', ...nothing });
  const cursor = useRef<string>(undefined);
  /** Answers to earlier questions are not shown. */
  const question = useRef(0);
  const find = useRef(connectionOf);
  useEffect(() => {
    find.current = connectionOf;
  });
  const key = JSON.stringify(variables);

  const read = useCallback(
    async (after: string | undefined) => {
      const asked = (question.current += 1);
      const all = { ...(JSON.parse(key) as object), after } as unknown as Variables;
      const { data, error } = await client.query<Result>(document, all, { requestPolicy: 'network-only' }).toPromise();
      if (asked !== question.current) return;
      const connection = data ? find.current(data) : undefined;
      if (!data || error || !connection) {
        const fault: Fault = error ? faultOf(error) : { code: 'NOT_FOUND' };
        setState((old) => ({
          ...old,
          phase: old.phase === 'ready' ? 'ready' : 'failed',
          isStale: old.phase === 'ready',
          isLoadingMore: false,
          fault,
        }));
        return;
      }
      cursor.current = connection.pageInfo.endCursor ?? undefined;
      const nodes = connection.edges.map((edge) => edge.node);
      setState((old) => ({
        ...{ phase: 'ready', isLoadingMore: false, isStale: false, fault: undefined },
        items: after === undefined ? nodes : [...old.items, ...nodes],
        first: after === undefined ? data : old.first,
        hasMore: connection.pageInfo.hasNextPage,
      }));
    },
    [document, key],
  );

  useEffect(() => {
    setState({ phase: 'loading', ...nothing });
    void read(undefined);
  }, [read]);

  useAgainWithLine(state.fault, read);

  const more = useCallback(() => {
    setState((old) => ({ ...old, isLoadingMore: true }));
    void read(cursor.current);
  }, [read]);
  const refresh = useCallback(() => void read(undefined), [read]);
  const edit = useCallback(
    (change: (items: readonly Node[]) => readonly Node[]) => setState((old) => ({ ...old, items: change(old.items) })),
    [],
  );
  return { ...state, more, refresh, edit };
}

/** How long is waited for a server that does not answer, before it is asked again. */
const patienceMilliseconds = 8_000;
let backAt = 0;
window.addEventListener('online', () => (backAt = Date.now()));

/** What got no answer is read again by itself: when the line is back, at once when it came back meanwhile, and now and then. */
function useAgainWithLine(fault: Fault | undefined, read: (after: undefined) => Promise<void>): void {
  const failed = useRef(0);
  useEffect(() => {
    if (fault?.code !== 'UNREACHABLE') return;
    const again = () => void read(undefined);
    const isBack = backAt > failed.current;
    failed.current = Date.now();
    const timer = window.setTimeout(again, isBack ? 0 : patienceMilliseconds);
    window.addEventListener('online', again);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [fault, read]);
}
