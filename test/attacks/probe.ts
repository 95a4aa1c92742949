/** Promises the real transport over a small schema made to be attacked: it counts what was executed and fails on demand. */
import { randomBytes } from 'node:crypto';
import { readConfig } from '../../server/config';
import type { RequestContext } from '../../server/context';
import { createTransport, type Transport } from '../../server/transport/http';
import { probeSchema, Stage } from './probe-schema';
import { createLog } from '../../server/transport/log';
import type { Limits } from '../../server/transport/limits';

export interface Probe {
  readonly transport: Transport;
  readonly url: string;
  readonly socketUrl: string;
  readonly port: number;
  /** Names of the root fields that ran, in order. */
  readonly calls: string[];
  /** Lines of the log. */
  readonly logged: string[];
  readonly contexts: RequestContext[];
  /** Credentials that are worth nothing from now on. */
  readonly revoked: Set<string>;
  /** Gives one event to every open `ticks`. */
  publish(event: { text: string }): void;
  /** Subscribers of `ticks` that are open. */
  listeners(): number;
  /** Lets every waiting `slow` answer. */
  release(): void;
  post(body: unknown, options?: PostOptions): Promise<ProbeAnswer>;
  close(): Promise<void>;
}

export interface PostOptions {
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export interface ProbeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: any;
  readonly code?: string;
}

export interface ProbeOptions {
  readonly limits?: Partial<Limits>;
  readonly environment?: NodeJS.ProcessEnv;
  readonly ready?: () => Promise<void>;
}

export async function startProbe(options: ProbeOptions = {}): Promise<Probe> {
  const stage = new Stage();
  const logged: string[] = [];
  const config = readConfig({
    NODE_ENV: 'test',
    LINKAGE_TOKEN_SECRET: randomBytes(32).toString('base64'),
    LINKAGE_DATA_KEYS: `test-1:${randomBytes(32).toString('base64')}`,
    ...options.environment,
  });
  const transport = await createTransport({
    config,
    schema: probeSchema(stage),
    authenticate: stage.authenticate,
    ready: options.ready ?? (async () => undefined),
    log: createLog('debug', { write: (line: string) => void logged.push(line) }),
    limits: options.limits,
  });
  const port = await transport.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${port}`;
  return {
    transport,
    url,
    port,
    socketUrl: `ws://127.0.0.1:${port}/graphql`,
    calls: stage.calls,
    contexts: stage.contexts,
    revoked: stage.revoked,
    logged,
    publish: (event) => stage.listening.forEach((hear) => hear(event)),
    listeners: () => stage.listening.size,
    release: () => stage.waiting.splice(0).forEach((answer) => answer()),
    post: (body, more) => postTo(url, body, more),
    close: () => transport.close(),
  };
}

async function postTo(url: string, body: unknown, { token, headers }: PostOptions = {}): Promise<ProbeAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return readAnswer(response);
}

export async function readAnswer(response: Response): Promise<ProbeAnswer> {
  const text = await response.text();
  let body: any;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body, code: body?.errors?.[0]?.extensions?.code };
}

/** Waits until the condition holds; fails after the deadline. */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
