/** Promises somebody who follows one subscription over a socket, once and without coming back: what was heard, and what went wrong. */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
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
