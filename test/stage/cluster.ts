/** Promises a PostgreSQL cluster of one's own, and in it a migrated template with the areas of the district. */
import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDistrict, layGrids } from '../../server/area/district';
import { AreaRepository } from '../../server/area/area.repository';
import { Database } from '../../server/database/database';
import { createDatabase, startEmbedded } from '../../server/database/embedded';
import { entities } from '../../server/database/entities';

const memoryFolder = '/dev/shm';
/** The log of transactions and some hundred small databases at a time. */
const roomBytes = 6 * 2 ** 30;

export interface StageCluster {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Most test files share the cluster of the run. One whose transactions are long has its own: PostgreSQL holds back the events
 * of all databases of a cluster while a transaction that began before them is open. Durable: commits wait for the disk, for figures.
 */
export async function startStageCluster({ durable = false } = {}): Promise<StageCluster> {
  const directory = mkdtempSync(join(durable ? tmpdir() : quickFolder(), 'linkage-test-'));
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

/** Files in memory, where the system has such a folder with room: a database for each suite costs a fifteenth of what it does on a disk. */
function quickFolder(): string {
  if (!existsSync(memoryFolder)) return tmpdir();
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize >= roomBytes ? memoryFolder : tmpdir();
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
