/** Promises that what falls due happens, on whichever server is up: leases end, offers lapse, needs open and expire, revisits are announced. */
import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { advisoryLocks } from '../database/advisory-lock';
import { QueuePool } from './queue-pool';

/** What the jobs do. Each is safe to run twice, and on several servers at once: the statements decide. */
export interface DueWork {
  /** Returns every claim to the pool whose lease is over. */
  readonly expireLeases: () => Promise<number>;
  /** Ends the offer of one need if its time has passed, and opens the need if its moment has come. */
  readonly tendOffer: (needId: string) => Promise<boolean>;
  /** The net below the single needs: every offer that is over, every need that is due. */
  readonly tendOffers: () => Promise<number>;
  /** Ends one swap if its time to answer is over. */
  readonly expireSwap: (swapId: string) => Promise<boolean>;
  /** The net below: every swap that is over, or whose claims have changed. */
  readonly expireSwaps: () => Promise<number>;
  /** Ends one share of a wish if its money was not received in time. */
  readonly expireShare: (shareId: string) => Promise<boolean>;
  /** The net below: every share that is over. */
  readonly expireShares: () => Promise<number>;
  readonly expireNeeds: () => Promise<number>;
  /** What is free of goods whose last day is over has expired. */
  readonly expireLots: () => Promise<number>;
  /** Ends the projects whose window is over. */
  readonly closeProjects: () => Promise<number>;
  /** What rests on consents that ran out ends with them. */
  readonly endConsents: () => Promise<number>;
  /** Reminds of what the law asks by a day, and of issues of meetings that are overdue. */
  readonly remindObligations: () => Promise<number>;
  /** Visits that are owed: reminded of, told to the street when overdue, given anew when an adviser's role ended. */
  readonly tendVisits: () => Promise<number>;
  readonly announceRevisits: () => Promise<number>;
  /** Carries out what a crash left half done. */
  readonly finishErasures: () => Promise<number>;
  /** Ends what is over its time. */
  readonly runRetention: () => Promise<number>;
  /** Looks again at the households of which something was told. */
  readonly followWarnings: () => Promise<number>;
  /** Looks at every household: what only time changes. */
  readonly surveyWarnings: () => Promise<number>;
  /** Seals the audit lines that are final. */
  readonly sealAudit: () => Promise<number>;
  readonly removeOldEvents: () => Promise<number>;
  readonly removeOldDecisions: () => Promise<number>;
  /** The net below the watch for open needs that nobody matches, or that somebody matches again. */
  readonly settleUnmatched: () => Promise<number>;
  readonly countStandings: () => Promise<number>;
  /** Writes the exports that wait, and destroys those that are over their time. */
  readonly writeExports: () => Promise<number>;
  /** Reads the outbox on for webhooks. */
  readonly dispatchWebhooks: () => Promise<number>;
  /** Sends one message to one endpoint, if it is due. */
  readonly deliverWebhook: (deliveryId: string) => Promise<boolean>;
  /** The net below: what was not read, and every message that is due. */
  readonly sweepWebhooks: () => Promise<number>;
}

export interface JobOptions {
  readonly databaseUrl: string;
  /** Runs the installation of the job tables on one server at a time. */
  readonly exclusively: <Result>(lockNumber: number, work: () => Promise<Result>) => Promise<Result>;
  readonly work: DueWork;
  /** How long jobs under way may take to finish when the server stops. */
  readonly drainSeconds: number;
  /** Told of what went wrong; jobs are tried again by themselves. */
  readonly onError?: (error: unknown) => void;
}

const restartMilliseconds = 1_000;
/** Beyond what jobs under way may take, so long is waited for the queue itself to end. */
const endSeconds = 2;
/** A job that was taken longer ago than this was taken by a server that is gone; the queue itself would wait four hours. */
const lostAfterSeconds = 300;
const webhookLines = 8;
const leaseEndsKept = 1_000;

/** Times are UTC: 08:00 in Asia/Shanghai is midnight. A run that was missed while no server was up is made up for. */
const schedule = [
  { task: 'return-expired-leases', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'tend-offers', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'expire-swaps', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'expire-shares', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'write-exports', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'sweep-webhooks', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'finish-erasures', match: '*/10 * * * *', options: { backfillPeriod: 0 } },
  { task: 'run-retention', match: '15 18 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'seal-audit', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'free-lost-jobs', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'expire-needs', match: '*/10 * * * *', options: { backfillPeriod: 0 } },
  { task: 'count-standings', match: '7 * * * *', options: { backfillPeriod: 0 } },
  { task: 'remove-old-events', match: '30 19 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'remove-old-decisions', match: '45 19 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'settle-unmatched', match: '*/10 * * * *', options: { backfillPeriod: 0 } },
  { task: 'tend-visits', match: '*/10 * * * *', options: { backfillPeriod: 0 } },
  { task: 'expire-lots', match: '0 16 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'close-projects', match: '1 16 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'end-consents', match: '2 16 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'remind-obligations', match: '30 0 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'follow-warnings', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'survey-warnings', match: '5 16 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
  { task: 'announce-revisits', match: '0 0 * * *', options: { backfillPeriod: 24 * 3_600_000 } },
];

/** graphile-worker (MIT) in the same PostgreSQL, in its own schema `graphile_worker`. */
export class JobRunner {
  private runner?: Runner;
  private pool?: QueuePool;
  private restart?: NodeJS.Timeout;
  private stopping = false;
  /** Seconds for whose end a look at the leases was asked for. */
  private readonly leaseEnds = new Set<number>();
  private starting: Promise<void> = Promise.resolve();
  private readonly logger: Logger;

  constructor(private readonly options: JobOptions) {
    this.logger = new Logger(() => (level, message, meta) => {
      if (String(level) === 'error')
        options.onError?.((meta as { error?: unknown } | undefined)?.error ?? new Error(message));
    });
  }

  /** Installs the job tables where they are missing, then begins. */
  async start(): Promise<this> {
    this.pool = new QueuePool({
      connectionString: this.options.databaseUrl,
      max: 8,
      application_name: 'linkage-jobs',
      connectionTimeoutMillis: 5_000,
    });
    const shared = { pgPool: this.pool, logger: this.logger };
    await this.options.exclusively(advisoryLocks.installJobs, () => runMigrations(shared));
    await this.begin();
    return this;
  }

  /**
   * Asks for a look at the leases at the end of the second in which one ends, once for all that end in it: a job for each claim
   * would cost more than the claim. Called after the commit of the claim, not within it: the NOTIFY of the queue would make commits
   * of claims wait for one another, and what is lost by a crash in between the sweep of each minute finds.
   */
  scheduleLeaseEnd(leaseUntil: Date): void {
    const second = Math.floor(leaseUntil.getTime() / 1_000) + 1;
    if (this.leaseEnds.has(second)) return;
    if (this.leaseEnds.size >= leaseEndsKept) this.leaseEnds.clear();
    this.leaseEnds.add(second);
    this.schedule('return-expired-leases', {}, `leases ${second}`, new Date(second * 1_000));
  }

  /** Asks for a look at who owes visits, when the authority of somebody has changed; of many askers one look comes. */
  scheduleVisits(): void {
    this.schedule('tend-visits', {}, 'tend visits', new Date());
  }

  /** Asks for the end of one swap at its time, in the same way. */
  scheduleSwapEnd(swapId: string, expiresAt: Date): void {
    this.schedule('expire-swaps', { swapId }, swapId, expiresAt);
  }

  /** Asks for the end of one share of a wish at its time, in the same way. */
  scheduleShareEnd(shareId: string, leaseUntil: Date): void {
    this.schedule('expire-shares', { shareId }, `share ${shareId}`, leaseUntil);
  }

  /** Asks for exports to be written; of many askers one look comes. */
  scheduleExports(): void {
    this.schedule('write-exports', {}, 'write exports', new Date());
  }

  /** Asks for a look at the outbox for webhooks; of many askers one look comes. */
  scheduleWebhookDispatch(): void {
    this.schedule('dispatch-webhooks', {}, 'dispatch webhooks', new Date());
  }

  /**
   * Asks for a message to be sent at a moment. Endpoints queue in a few lines, so that receivers that answer slowly never take all
   * the places of the worker. A line is looked at again only at the next poll, so one job serves all that is due to its endpoint.
   */
  scheduleWebhook(deliveryId: string, endpointId: string, at: Date): void {
    const line = `webhook ${Number.parseInt(endpointId.slice(-1), 16) % webhookLines}`;
    const key = at.getTime() <= Date.now() ? endpointId : deliveryId;
    this.schedule('deliver-webhook', { deliveryId }, `webhook ${key}`, at, line);
  }

  /**
   * Asks for a look at a held-back need at a moment: the end of its offer, or its opening. Every server that hears of it asks; one
   * job comes of it. What is lost the sweep of each minute finds.
   */
  scheduleOffer(needId: string, at: Date): void {
    this.schedule('tend-offers', { needId }, `offer ${needId} ${at.toISOString()}`, at);
  }

  /** Takes no new job, lets those under way finish and be ticked off, and lets go of the database. */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    clearTimeout(this.restart);
    await this.starting.catch(() => undefined);
    const patience = (this.options.drainSeconds + endSeconds) * 1_000;
    const isInOrder = await Promise.race([this.endInOrder(), setTimeout(patience, false, { ref: false })]);
    if (isInOrder) return;
    this.options.onError?.(new Error('The queue of jobs did not end in order.'));
    this.pool?.abandon();
  }

  /** After a connection was lost the end of the worker, and so that of its pool, may never come. */
  private async endInOrder(): Promise<true> {
    await this.runner?.stop().catch(() => undefined);
    // A pool that ends forgets who still waits for a connection.
    while (this.pool && this.pool.waitingCount > 0) await new Promise((resolve) => setImmediate(resolve));
    await this.pool?.end().catch(() => undefined);
    return true;
  }

  private begin(): Promise<void> {
    this.starting = this.run();
    return this.starting;
  }

  private async run(): Promise<void> {
    if (this.stopping) return;
    await this.freeLostJobs();
    const events: WorkerEvents = new EventEmitter();
    let ended = false;
    // The worker gives up when the database goes away; it is begun again until the database is back. That it gives up it says at once;
    // its promise waits for an orderly end, which a connection lost in the middle of it may keep from ever coming.
    const again = (error?: unknown) => {
      if (this.stopping || ended) return;
      ended = true;
      if (error) this.options.onError?.(error);
      this.tryAgain();
      // What it still does it may finish; its clock stops.
      void this.runner?.stop().catch(() => undefined);
    };
    events.on('pool:gracefulShutdown', () => again());
    const runner = await run({
      pgPool: this.pool,
      logger: this.logger,
      events,
      concurrency: 2 + webhookLines,
      pollInterval: 1_000,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: this.options.drainSeconds * 1_000,
      taskList: this.tasks(),
      parsedCronItems: parseCronItems(schedule),
      // Ticking off is awaited only when it is batched; otherwise a connection lost right then ends the whole process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    this.runner = runner;
    runner.promise.then(() => again(), again);
  }

  /** One job of a key. Jobs of one line are done one after another. */
  private schedule(task: string, payload: object, key: string, at: Date, line?: string): void {
    if (this.stopping || !this.pool) return;
    this.pool
      .query(
        `/* job.schedule */
         SELECT graphile_worker.add_job($1, $2::json, run_at => $3, job_key => $4, queue_name => $5)`,
        [task, JSON.stringify(payload), at, key, line ?? null],
      )
      .catch((error: unknown) => this.options.onError?.(error));
  }

  /** Lets go of what a killed server had taken, and of the lines that wait for it. What is still under way may run twice. */
  private async freeLostJobs(): Promise<void> {
    await this.pool!.query(
      `/* job.freeLostJobs */
       SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
        WHERE locked_at < now() - make_interval(secs => $1)`,
      [lostAfterSeconds],
    );
  }

  private tryAgain(): void {
    this.restart = globalThis.setTimeout(() => {
      this.begin().catch((error: unknown) => {
        this.options.onError?.(error);
        if (!this.stopping) this.tryAgain();
      });
    }, restartMilliseconds);
    this.restart.unref();
  }

  private tasks(): TaskList {
    const { expireLeases, expireNeeds, announceRevisits, ...rest } = this.options.work;
    return {
      'return-expired-leases': async () => void (await expireLeases()),
      'tend-offers': async (payload) => {
        const needId = (payload as { needId?: unknown } | null)?.needId;
        await (typeof needId === 'string' ? rest.tendOffer(needId) : rest.tendOffers());
      },
      'expire-swaps': async (payload) => {
        const swapId = (payload as { swapId?: unknown } | null)?.swapId;
        await (typeof swapId === 'string' ? rest.expireSwap(swapId) : rest.expireSwaps());
      },
      'expire-shares': async (payload) => {
        const shareId = (payload as { shareId?: unknown } | null)?.shareId;
        await (typeof shareId === 'string' ? rest.expireShare(shareId) : rest.expireShares());
      },
      'expire-needs': async () => void (await expireNeeds()),
      'expire-lots': async () => void (await rest.expireLots()),
      'close-projects': async () => void (await rest.closeProjects()),
      'end-consents': async () => void (await rest.endConsents()),
      'remind-obligations': async () => void (await rest.remindObligations()),
      'follow-warnings': async () => void (await rest.followWarnings()),
      'survey-warnings': async () => void (await rest.surveyWarnings()),
      'tend-visits': async () => void (await rest.tendVisits()),
      'announce-revisits': async () => void (await announceRevisits()),
      'finish-erasures': async () => void (await rest.finishErasures()),
      'run-retention': async () => void (await rest.runRetention()),
      'seal-audit': async () => void (await rest.sealAudit()),
      'remove-old-events': async () => void (await rest.removeOldEvents()),
      'remove-old-decisions': async () => void (await rest.removeOldDecisions()),
      'settle-unmatched': async () => void (await rest.settleUnmatched()),
      'write-exports': async () => void (await rest.writeExports()),
      'dispatch-webhooks': async () => void (await rest.dispatchWebhooks()),
      'deliver-webhook': async (payload) => {
        const deliveryId = (payload as { deliveryId?: unknown } | null)?.deliveryId;
        if (typeof deliveryId === 'string') await rest.deliverWebhook(deliveryId);
      },
      'sweep-webhooks': async () => void (await rest.sweepWebhooks()),
      'free-lost-jobs': () => this.freeLostJobs(),
      'count-standings': async () => void (await rest.countStandings()),
    };
  }
}
