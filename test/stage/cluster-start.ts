/** Promises one PostgreSQL cluster for the whole run, and in it a migrated template that each test file clones. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { Client } from 'pg';
import { readDistrict, layGrids } from '../../server/area/district';
import { AreaRepository } from '../../server/area/area.repository';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { startEmbedded } from '../../server/database/embedded';

export default async function startCluster(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-test-'));
  const cluster = await startEmbedded({
    directory,
    report: () => undefined,
    durable: false,
    endsWithProcess: true,
    maxConnections: 400,
  });
  const admin = new Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query('CREATE DATABASE linkage_template');
  await admin.end();
  await fillTemplate(databaseUrl(cluster.url, 'linkage_template'));
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  writeFileSync(join(directory, 'url'), cluster.url);
  Object.assign(globalThis, {
    linkageCluster: {
      stop: async () => {
        await cluster.remove();
        rmSync(directory, { recursive: true, force: true });
      },
    },
  });
}

/** The template: every migration and the areas of the district. */
async function fillTemplate(url: string): Promise<void> {
  const database = await new Database({ url, poolSize: 2, entities }).open();
  await database.migrate();
  const district = readDistrict();
  await database.transaction(async (tx) => {
    await new AreaRepository().upsertAreas(tx, [...district, ...layGrids(district)]);
  });
  await database.close();
}

function databaseUrl(cluster: string, name: string): string {
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.toString();
}
