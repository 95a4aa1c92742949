/** Promises a real server of its own on a free port, over a database of its own, for one test file. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../schema/fault';
import { startApp, type RunningApp } from '../../server/app';
import { readConfig, type Config } from '../../server/config';
import { createTestDatabase, type TestDatabase } from './database';

export interface TestServer {
  readonly app: RunningApp;
  readonly url: string;
  readonly config: Config;
  readonly database: TestDatabase;
  /** Posts one GraphQL request; the token is that of a signed-in person or an API key. */
  request<Data = any>(query: string, variables?: Record<string, unknown>, token?: string): Promise<GraphQLAnswer<Data>>;
  close(): Promise<void>;
}

export interface GraphQLAnswer<Data = any> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown> & { code?: string };
  }[];
}

/** Secrets of one test run: two servers of one test must share them. */
export function testEnvironment(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    LINKAGE_DEMO: 'false',
    // Suites share a machine: a moment in which it does nothing else than write is no reason to refuse.
    LINKAGE_POOL_WAIT_MILLISECONDS: '10000',
    LINKAGE_LOG_LEVEL: 'silent',
    // Most tests say themselves who is told of what; those of the watch turn it on.
    LINKAGE_SUPPLY_WATCH: 'false',
    // Tests of the plan turn it on, in processes of their own.
    LINKAGE_PLANNER: 'off',
    // Needs open to all at once, unless a test says otherwise.
    LINKAGE_OFFER_MINUTES: '0',
    LINKAGE_OFFER_URGENT_MINUTES: '0',
    // Receivers of webhooks listen on this machine.
    LINKAGE_WEBHOOK_LOOPBACK: 'true',
    LINKAGE_TOKEN_SECRET: randomBytes(32).toString('base64'),
    LINKAGE_DATA_KEYS: `test-1:${randomBytes(32).toString('base64')}`,
  };
}

export async function startTestServer(overrides: NodeJS.ProcessEnv = {}, shared?: TestDatabase): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-server-'));
  const database = shared ?? (await createTestDatabase());
  const config = readConfig({ ...testEnvironment(), LINKAGE_DATA_DIRECTORY: directory, ...overrides });
  const app = await startApp(config, { databaseUrl: database.url, report: () => undefined });
  return {
    app,
    url: app.url,
    config,
    database,
    request: (query, variables, token) => postGraphQL(app.url, query, variables, token),
    close: async () => {
      await app.close();
      if (!shared) await database.drop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** As a client does: what is answered with RETRYABLE is sent again as it was, until the test has no time left. */
export async function untilAnswered<Data = any>(ask: () => Promise<GraphQLAnswer<Data>>): Promise<GraphQLAnswer<Data>> {
  for (;;) {
    const answer = await ask();
    if (!answer.errors?.some((error) => error.extensions.code === 'RETRYABLE')) return answer;
  }
}

/** The same for a command that is given to its service. */
export async function untilDone<Result>(command: () => Promise<Result>): Promise<Result> {
  for (;;)
    try {
      return await command();
    } catch (error) {
      if (!(error instanceof Fault) || error.extensions.code !== 'RETRYABLE') throw error;
    }
}

export async function postGraphQL<Data = any>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  token?: string,
): Promise<GraphQLAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data: Data; errors?: GraphQLAnswer<Data>['errors'] };
  return { status: response.status, data: body.data, errors: body.errors };
}
