/** Promises one running server: composed, migrated, listening; and its orderly end. */
import type { Config } from './config';
import { compose, type Composition } from './composition';
import { JobRunner } from './job/runner';
import { registerLiveMetrics } from './live/live.metrics';
import type { Message } from './message';
import { loadSample, type DemoSignIn } from './sample/load';
import { buildLinkageSchema } from './schema';
import { createTransport, type Transport } from './transport/http';

export interface StartOptions {
  readonly databaseUrl: string;
  readonly report: (line: Message) => void;
}

export interface RunningApp {
  readonly url: string;
  /** One demo sign-in per role; empty outside the sample district. */
  readonly signIns: readonly DemoSignIn[];
  readonly composition: Composition;
  readonly transport: Transport;
  close(): Promise<void>;
}

/** Starts a server. The port is config.port, or any free one when that is 0 or missing. What was begun ends when it fails. */
export async function startApp(config: Config, options: StartOptions): Promise<RunningApp> {
  const composition = compose(config, options.databaseUrl);
  const { database, follower, authenticator } = composition;
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    ends.push(() => database.close());
    await database.open();
    await database.migrate();
    const signIns = config.demo ? await loadSample(composition, options.report) : [];
    ends.push(() => follower.stop());
    await follower.start();
    const jobs = await startJobs(config, composition);
    ends.push(() => jobs.stop());
    const transport = await createTransport({
      config,
      schema: buildLinkageSchema(composition.resolvers),
      authenticate: (authorization) => authenticator.authenticate(authorization),
      ready: async () => void (await database.query('SELECT 1')),
    });
    ends.push(() => transport.close());
    registerLiveMetrics(transport.metrics.registry, follower, composition.hub);
    const port = await transport.listen({ host: config.host, port: config.port ?? 0 });
    return { url: `http://${config.host}:${port}`, signIns, composition, transport, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What falls due is done by whichever server is up. */
async function startJobs(config: Config, composition: Composition): Promise<JobRunner> {
  const { database, claimPool, claimingService, needService, revisitService } = composition;
  const jobs = await new JobRunner({
    databaseUrl: database.url,
    exclusively: (lockNumber, work) => database.exclusively(lockNumber, work),
    drainSeconds: config.drainSeconds,
    work: {
      expireLease: (claimId) => claimPool.expireLease(claimId),
      expireLeases: () => claimPool.expireLeases(),
      expireNeeds: () => needService.expireNeeds(),
      announceRevisits: () => revisitService.announceDue(),
    },
  }).start();
  claimingService.onLeaseStarted((claimId, leaseUntil) => jobs.scheduleLeaseEnd(claimId, leaseUntil));
  return jobs;
}
