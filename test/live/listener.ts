/** Promises a client as any installation has: stock graphql-ws, which resumes by a getter in its variables. */
import type { Client } from 'graphql-ws';
import WebSocket from 'ws';
import { follow } from '../../client-examples/follow/follow';
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
  /** Breaks its connection; false when it has none now. */
  breakOff(): boolean;
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

const listening = new Set<Listener>();

/** Stops all that were begun in this process: one that is left would try to connect for ever. */
export async function stopListeners(): Promise<void> {
  await Promise.all([...listening].map((listener) => listener.stop()));
}

// Also when a test failed before it stopped its own. The proof in its long form runs without Jest.
if (typeof afterAll === 'function') afterAll(stopListeners);

/** Follows a feed and goes on from its last cursor after each lost connection. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const heard: HeardEvent[] = [];
  const closed: number[] = [];
  const failures: unknown[] = [];
  let connections = 0;
  let socket: WebSocket | undefined;
  const [field, name, value] = options.organisationId
    ? ['organisationFeed', 'organisationId', globalId('Organisation', options.organisationId)]
    : ['areaFeed', 'areaCode', options.areaCode];
  const type = options.organisationId ? 'ID!' : 'String!';
  const following = follow<HeardEvent>({
    url: options.url,
    token: () => options.token,
    webSocketImpl: WebSocket,
    retryWait: () => 20,
    query: `subscription ($${name}: ${type}, $after: String) {
      event: ${field}(${name}: $${name}, after: $after) { cursor type needId ${options.fields ?? ''} } }`,
    variables: { [name]: value },
    after: options.after,
    onEvent: (event) => heard.push(event),
    onErrors: (errors) => failures.push(...errors),
    onEnd: ({ errors }) => failures.push(...errors),
    on: {
      connected: (opened) => {
        connections += 1;
        socket = opened as WebSocket;
      },
      closed: (event) => closed.push((event as { code: number }).code),
    },
  });
  /** As a network does that fails: no closing handshake. */
  const breakOff = () => {
    const open = socket?.readyState === WebSocket.OPEN;
    if (open) socket!.terminate();
    return open;
  };
  const listener: Listener = {
    heard,
    closed,
    failures,
    client: following.client,
    connections: () => connections,
    stop: () => {
      listening.delete(listener);
      return following.stop();
    },
    breakOff,
  };
  listening.add(listener);
  return listener;
}
