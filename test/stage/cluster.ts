/** Promises a PostgreSQL cluster of one's own, and in it a migrated template with the areas of the district. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDistrict, layGrids } from '../../server/area/district';
import { AreaRepository } from '../../server/area/area.repository';
import { Database } from '../../server/database/database';
import { createDatabase, startEmbedded } from '../../server/database/embedded';
import { entities } from '../../server/database/entities';

export interface StageCluster {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Most test files share the cluster of the run. One whose transactions are long has its own: PostgreSQL holds back the events
 * of all databases of a cluster while a transaction that began before them is open. Durable: commits wait for the disk, for figures.
 */
export async function startStageCluster({ durable = false } = {}): Promise<StageCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-test-'));
  const cluster = await startEmbedded({
    directory,
    report: () => undefined,
    durable,
    endsWithProcess: true,
    maxConnections: 400,
  });
  await fillTemplate(await createDatabase(cluster.url, 'linkage_template'));
  return {
    url: cluster.url,
    stop: async () => {
      await cluster.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function fillTemplate(url: string): Promise<void> {
  const database = await new Database({ url, poolSize: 2, entities }).open();
  await database.migrate();
  const district = readDistrict();
  await database.transaction(async (tx) => {
    await new AreaRepository().upsertAreas(tx, [...district, ...layGrids(district)]);
  });
  await database.close();
}
