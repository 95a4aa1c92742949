/** Promises a server over the sample district: loaded once per run into a template, cloned for each test file that asks. */
import { Client } from 'pg';
import { startApp } from '../../server/app';
import { readConfig } from '../../server/config';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RingKey } from '../../server/household/vault';
import { createTestDatabase, type TestDatabase } from './database';
import { startTestServer, testEnvironment, type TestServer } from './server';

const template = 'linkage_sample_template';

const key = Buffer.alloc(32, 2);

/** The key ring of the sample: all servers over clones of it share its keys, or nobody could read what it sealed. */
export const sampleRing: readonly RingKey[] = [{ name: 'test-1', key }];

const sampleKeys = {
  LINKAGE_TOKEN_SECRET: Buffer.alloc(32, 1).toString('base64'),
  LINKAGE_DATA_KEYS: `test-1:${key.toString('base64')}`,
};

/** What a server reads that loads the sample. */
export function sampleEnvironment(): NodeJS.ProcessEnv {
  return { ...testEnvironment(), ...sampleKeys, LINKAGE_DEMO: 'true' };
}

/** How far a load is. */
export async function linesOfTrail(database: Pick<TestDatabase, 'query'>): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM audit_line');
  return row!.count;
}

export async function startSampleServer(overrides: NodeJS.ProcessEnv = {}): Promise<TestServer> {
  await provideTemplate();
  const database = await createTestDatabase(template);
  const server = await startTestServer({ ...sampleKeys, LINKAGE_DEMO: 'true', ...overrides }, database);
  return {
    ...server,
    close: async () => {
      await server.close();
      await database.drop();
    },
  };
}

/** The first test file that asks loads the sample; those that ask meanwhile wait. */
async function provideTemplate(): Promise<void> {
  const client = new Client({ connectionString: process.env.LINKAGE_TEST_CLUSTER! });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(2)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    await client.query('CREATE DATABASE linkage_sample_loading TEMPLATE linkage_template');
    await loadInto('linkage_sample_loading');
    await client.query(`ALTER DATABASE linkage_sample_loading RENAME TO ${template}`);
  } finally {
    await client.end();
  }
}

async function loadInto(name: string): Promise<void> {
  const url = new URL(process.env.LINKAGE_TEST_CLUSTER!);
  url.pathname = `/${name}`;
  const databaseUrl = url.toString();
  const directory = mkdtempSync(join(tmpdir(), 'linkage-sample-'));
  const environment = { ...sampleEnvironment(), LINKAGE_DATA_DIRECTORY: directory };
  const app = await startApp(readConfig(environment), { databaseUrl, report: () => undefined });
  await app.close();
  rmSync(directory, { recursive: true, force: true });
}
