/** Promises a feed that goes on by itself: stock graphql-ws, each attempt to connect resumes after the last event that was heard. */
import { createClient, type Client, type ClientOptions } from 'graphql-ws';

export interface FeedEvent {
  /** Its place in the order of events; what was heard after it is what comes after it. */
  readonly cursor: string;
}

export interface FollowOptions<Event extends FeedEvent> {
  /** ws:// or wss://, ending in /graphql. Asked before each attempt when it is a function. */
  readonly url: string | (() => string);
  /** Asked before each attempt, so that a renewed token is used after the old one has ended. */
  readonly token: () => string | Promise<string>;
  /** A subscription with a variable `$after: String`; its one field is answered with an object that has a `cursor`. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The cursor after which to begin: `feedPosition`, read before the list that is shown. From now on when left out. */
  readonly after?: string;
  /** Called for each event, in order, each once. */
  readonly onEvent: (event: Event) => void;
  /** Called before an event some of whose fields were refused. */
  readonly onErrors?: (errors: readonly unknown[]) => void;
  /** Called when it is over for good: refused, or the cursor has expired (read the list again, then follow anew). */
  readonly onEnd?: (reason: FollowEnd) => void;
  /** Node without a global WebSocket passes the class of `ws`. */
  readonly webSocketImpl?: unknown;
  /** Milliseconds before an attempt; by default from 0.1 s up to 30 s, spread so that clients do not come back together. */
  readonly retryWait?: (attempt: number) => number;
  readonly on?: ClientOptions['on'];
}

export interface FollowEnd {
  /** For instance CURSOR_EXPIRED, FORBIDDEN, NOT_FOUND, UNAUTHENTICATED. */
  readonly code: string;
  readonly messages: readonly string[];
  readonly errors: readonly unknown[];
}

export interface Following {
  /** The last cursor: keep it to go on from here in another process. */
  readonly cursor: string | undefined;
  readonly client: Client;
  stop(): Promise<void>;
}

export function follow<Event extends FeedEvent>(options: FollowOptions<Event>): Following {
  let last = options.after;
  let isStopped = false;
  /** The token that is being asked for: what is sent with it must not meet a socket that was closed meanwhile. */
  let asking: Promise<unknown> = Promise.resolve();
  const client = createClient({
    url: options.url,
    webSocketImpl: options.webSocketImpl,
    connectionParams: () => {
      const told = Promise.resolve(options.token()).then((token) => ({ authorization: `Bearer ${token}` }));
      asking = told.catch(() => undefined);
      return told;
    },
    retryAttempts: Infinity,
    // Closed sockets are retried; codes that no retry mends (4400 and the like) end it within graphql-ws.
    shouldRetry: () => true,
    retryWait: (attempt) => pause((options.retryWait ?? spreadWait)(attempt)),
    on: options.on,
  });
  const unsubscribe = client.subscribe<Record<string, Event | null>>(
    {
      query: options.query,
      variables: {
        ...options.variables,
        // A getter: graphql-ws reads the variables again for each attempt, and so resumes after what was heard last.
        get after() {
          return last;
        },
      },
    },
    {
      next: ({ data, errors }) => {
        if (isStopped) return;
        const event = data && Object.values(data)[0];
        // Errors beside an event concern some of its fields; without one the subscription itself was refused.
        if (!event) return options.onEnd?.(endOf(errors ?? []));
        if (errors) options.onErrors?.(errors);
        last = event.cursor;
        options.onEvent(event);
      },
      error: (error) => options.onEnd?.(endOf(Array.isArray(error) ? error : [error])),
      complete: () => undefined,
    },
  );
  return {
    get cursor() {
      return last;
    },
    client,
    // A client whose subscription has failed rejects with what it failed of; that was told already.
    stop: () => {
      isStopped = true;
      // A socket that is still on its way is then not asked for anything when it arrives, just before it is closed.
      unsubscribe();
      return asking
        .then(() => pause(0))
        .then(() => client.dispose())
        .catch(() => undefined);
    },
  };
}

function endOf(errors: readonly unknown[]): FollowEnd {
  const known = errors as readonly { message?: string; code?: number; extensions?: { code?: string } }[];
  return {
    code: known[0]?.extensions?.code ?? String(known[0]?.code ?? 'UNKNOWN'),
    messages: known.map((error) => error.message ?? ''),
    errors,
  };
}

function spreadWait(attempt: number): number {
  return Math.random() * Math.min(30_000, 100 * 2 ** attempt);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
