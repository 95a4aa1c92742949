/** Promises somebody who follows one subscription over a socket, once and without coming back: what was heard, and what went wrong. */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { until } from '../event/writing';
import type { Person } from './people';
import type { TestServer } from './server';

export interface Following {
  /** The value of the field, event by event. */
  readonly heard: any[];
  readonly failures: any[];
  stop(): void | Promise<void>;
}

export function followField(
  server: TestServer,
  person: Pick<Person, 'token'>,
  query: string,
  variables: Record<string, unknown>,
): Following {
  const client = createClient({
    ...{ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 },
    connectionParams: { authorization: `Bearer ${person.token}` },
  });
  const one: Following = { heard: [], failures: [], stop: () => client.dispose() };
  client.subscribe(
    { query, variables },
    {
      next: ({ data, errors }) =>
        errors ? one.failures.push(...errors) : one.heard.push(Object.values(data as object)[0]),
      error: (error) => one.failures.push(...(Array.isArray(error) ? error : [error])),
      complete: () => undefined,
    },
  );
  return one;
}

/**
 * The position after all that was told so far. A long transaction elsewhere in the cluster holds events back for a while: from a
 * position that was read meanwhile they would still come.
 */
export async function feedPosition(server: TestServer, person: Pick<Person, 'token'>): Promise<string> {
  await until('all that was told is final', async () => {
    const [row] = await server.database.query<{ held: boolean }>(
      'SELECT EXISTS (SELECT FROM event WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot())) AS held',
    );
    return !row!.held;
  });
  return (await server.request('{ feedPosition }', {}, person.token)).data.feedPosition as string;
}
