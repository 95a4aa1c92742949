/** Promises one PostgreSQL for all servers of ours in a run; each has a database of its own in it. */
import { startStageCluster, type StageCluster } from '../../stage/cluster';
import { answering, Child } from './protocol';

let cluster: StageCluster | undefined;
let running: Promise<{ child: Child; url: string }> | undefined;

/** In the parent: its address; started when first asked for. */
export async function clusterUrl(): Promise<string> {
  running ??= (async () => {
    const child = Child.start('cluster.js');
    return { child, url: await child.ask<string>('begin') };
  })();
  return (await running).url;
}

if (require.main === module)
  answering(
    {
      begin: async () => {
        cluster = await startStageCluster();
        return cluster.url;
      },
    },
    async () => cluster?.stop(),
  );
