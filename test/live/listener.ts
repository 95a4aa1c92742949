/** Promises a client as any installation has: stock graphql-ws, which resumes by a getter in its variables. */
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { globalId } from '../../schema/global-id';

export interface HeardEvent {
  readonly cursor: string;
  readonly type: string;
  readonly needId: string;
}

export interface Listener {
  readonly heard: HeardEvent[];
  /** Codes with which the socket was closed, in order. */
  readonly closed: number[];
  /** What ended the subscription for good. */
  readonly failures: unknown[];
  readonly client: Client;
  connections(): number;
  stop(): Promise<void>;
}

export interface ListenerOptions {
  /** Where to connect; asked before each attempt. */
  readonly url: string | (() => string);
  readonly token: string;
  readonly organisationId?: string;
  readonly areaCode?: string;
  readonly after?: string;
  readonly fields?: string;
}

/** Follows a feed and goes on from its last cursor after each lost connection. Resolves when the subscription stands. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const heard: HeardEvent[] = [];
  const closed: number[] = [];
  const failures: unknown[] = [];
  let connections = 0;
  let last = options.after;
  const client = createClient({
    url: options.url,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${options.token}` },
    retryAttempts: 1_000,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
    on: { connected: () => (connections += 1), closed: (event) => closed.push((event as { code: number }).code) },
  });
  const [field, name, value] = options.organisationId
    ? ['organisationFeed', 'organisationId', globalId('Organisation', options.organisationId)]
    : ['areaFeed', 'areaCode', options.areaCode];
  const type = options.organisationId ? 'ID!' : 'String!';
  client.subscribe(
    {
      query: `subscription ($${name}: ${type}, $after: String) {
        event: ${field}(${name}: $${name}, after: $after) { cursor type needId ${options.fields ?? ''} } }`,
      variables: {
        [name]: value,
        // A getter: read again for each attempt to connect.
        get after() {
          return last;
        },
      },
    },
    {
      next: ({ data, errors }) => {
        if (errors) failures.push(...errors);
        const event = (data as { event?: HeardEvent } | null | undefined)?.event;
        if (!event) return;
        heard.push(event);
        last = event.cursor;
      },
      error: (error) => failures.push(...(Array.isArray(error) ? error : [error])),
      complete: () => undefined,
    },
  );
  return {
    heard,
    closed,
    failures,
    client,
    connections: () => connections,
    stop: async () => {
      // A client whose subscription has failed rejects with what it failed of.
      await Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}
