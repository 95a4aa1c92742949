/** Promises one PostgreSQL cluster for the whole run, before its first test file. */
import { startStageCluster } from './cluster';

export default async function startCluster(): Promise<void> {
  const linkageCluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = linkageCluster.url;
  Object.assign(globalThis, { linkageCluster });
}
