/** Promises a database of its own to each test file: a clone of the migrated template. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Runs one statement as the owner, past every rule of the product: to arrange and to look. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

function clusterUrl(name: string): string {
  const url = new URL(process.env.LINKAGE_TEST_CLUSTER!);
  url.pathname = `/${name}`;
  return url.toString();
}

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.LINKAGE_TEST_CLUSTER! });
  await client.connect();
  try {
    // Two clones of one template at the same moment collide; the lock lets them queue.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export async function createTestDatabase(template = 'linkage_template'): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const client = new Client({ connectionString: clusterUrl(name) });
  client.on('error', () => undefined);
  await client.connect();
  // pg is to be asked one statement at a time; tests may look at several things at once.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (sql: string, parameters: unknown[]) => {
    const asked = last.then(() => client.query(sql, parameters));
    last = asked.catch(() => undefined);
    return asked;
  };
  return {
    url: clusterUrl(name),
    query: async <Row>(sql: string, parameters: unknown[] = []) => (await inTurn(sql, parameters)).rows as Row[],
    drop: async () => {
      await client.end();
      await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
