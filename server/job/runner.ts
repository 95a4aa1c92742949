/** Promises that what falls due happens, on whichever server is up: leases end, offers lapse, needs open and expire, revisits are announced. */
import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Logger, parseCronItems, run, runMigrations, type Runner, type WorkerEvents } from 'graphile-worker';
import { advisoryLocks } from '../database/advisory-lock';
import { QueuePool } from './queue-pool';
import { lines, schedule } from './schedule';
import { tasksOf, type DueWork, type TaskName } from './tasks';

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
/** Beside a place for each line, for what comes at a moment of its own: that a lease ends waits for no line. */
const freePlaces = 2;
const leaseEndsKept = 1_000;

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
      concurrency: webhookLines + lines.length + freePlaces,
      pollInterval: 1_000,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: this.options.drainSeconds * 1_000,
      taskList: tasksOf(this.options.work, () => this.freeLostJobs()),
      parsedCronItems: parseCronItems(schedule),
      // Ticking off is awaited only when it is batched; otherwise a connection lost right then ends the whole process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    this.runner = runner;
    runner.promise.then(() => again(), again);
  }

  /** One job of a key. Jobs of one line are done one after another. */
  private schedule(task: TaskName, payload: object, key: string, at: Date, line?: string): void {
    if (this.stopping || !this.pool) return;
    this.pool
      .query(
        `/* job.schedule */
         SELECT graphile_worker.add_job($1, $2::json, run_at => $3, job_key => $4, queue_name => $5)`,
        [task, JSON.stringify(payload), at, key, line ?? null],
      )
      .catch((error: unknown) => this.options.onError?.(error));
  }

  /**
   * Lets go of what a killed server had taken, and of the lines that wait for it; as the queue itself does, only sooner. What is still
   * under way may run twice. Each is judged by its own age: a server that works long on one thing keeps what else it has taken.
   */
  private async freeLostJobs(): Promise<void> {
    for (const taken of ['_private_jobs', '_private_job_queues'])
      await this.pool!.query(
        `/* job.freeLostJobs */
         UPDATE graphile_worker.${taken} SET locked_by = NULL, locked_at = NULL
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
}
