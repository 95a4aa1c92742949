/** Promises one running server: composed, migrated, listening; and its orderly end. */
import 'reflect-metadata';
import type { Config } from './config';
import { compose, type Composition } from './composition';
import { JobRunner } from './job/runner';
import { registerLiveMetrics } from './live/live.metrics';
import { subscribeThroughHub } from './live/subscribe';
import type { Message } from './message';
import { loadSample, type DemoSignIn } from './sample/load';
import { buildLinkageSchema } from './schema';
import { describeFailure, type Log } from './transport/log';
import type { Sockets } from './transport/sockets';
import { makePartitions } from './event/partition';
import { removeOldEvents } from './event/retention';
import type { RecordedEvent } from './event/outbox';
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

/** A client that was away longer than this reads its lists again instead of resuming. */
const eventDaysKept = 7;

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
    await makePartitions(database);
    const signIns = config.demo ? await loadSample(composition, options.report) : [];
    ends.push(() => follower.stop());
    await follower.start();
    const transport = await createTransport({
      config,
      schema: buildLinkageSchema(composition.resolvers),
      authenticate: (authorization) => authenticator.authenticate(authorization),
      subscribe: subscribeThroughHub(composition.feeds, composition.live),
      ready: async () => void (await database.query('SELECT 1')),
    });
    ends.push(() => transport.close());
    const jobs = await startJobs(config, composition, transport.log);
    ends.push(() => jobs.stop());
    composition.hub.on('passing', (event) => closeSocketsWithoutAuthority(event, transport.sockets));
    registerLiveMetrics(transport.metrics.registry, follower, composition.hub);
    const port = await transport.listen({ host: config.host, port: config.port ?? 0 });
    return { url: `http://${config.host}:${port}`, signIns, composition, transport, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A subscription ends by itself when its authority does; this ends the sockets that have none open. */
function closeSocketsWithoutAuthority(event: RecordedEvent, sockets: Sockets): void {
  if (event.type === 'SessionRevoked') sockets.closeOf(String(event.payload.accountId));
  if (event.type === 'OrganisationSuspended') sockets.closeOf(event.subjectId);
}

/** What falls due is done by whichever server is up. */
async function startJobs(config: Config, composition: Composition, log: Log): Promise<JobRunner> {
  const { database, claimPool, claimingService, needService, revisitService } = composition;
  const jobs = await new JobRunner({
    databaseUrl: database.url,
    exclusively: (lockNumber, work) => database.exclusively(lockNumber, work),
    drainSeconds: config.drainSeconds,
    onError: (error) => log.error({ failure: describeFailure(error) }, 'a job failed and will be tried again'),
    work: {
      expireLease: (claimId) => claimPool.expireLease(claimId),
      expireLeases: () => claimPool.expireLeases(),
      expireNeeds: () => needService.expireNeeds(),
      announceRevisits: () => revisitService.announceDue(),
      removeOldEvents: async () => {
        await makePartitions(database);
        return removeOldEvents(database, eventDaysKept);
      },
    },
  }).start();
  claimingService.onLeaseStarted((claimId, leaseUntil) => jobs.scheduleLeaseEnd(claimId, leaseUntil));
  return jobs;
}
