/** Promises one PostgreSQL cluster for the whole run, and the build of which threads and processes are, before its first test file. */
import { startStageCluster } from './cluster';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript, since it runs before any build
const { ensureBuilt } = require('../../server/build.js') as { ensureBuilt: (options: object) => Promise<unknown> };

export default async function startCluster(): Promise<void> {
  const [linkageCluster] = await Promise.all([startStageCluster(), ensureBuilt({ report: () => undefined })]);
  process.env.LINKAGE_TEST_CLUSTER = linkageCluster.url;
  Object.assign(globalThis, { linkageCluster });
}
