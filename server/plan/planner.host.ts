/** Promises a planning thread beside the server: started with it, led by election, begun again after a crash, ended in order. */
import { Worker } from 'node:worker_threads';
import type { Statements } from '../database/database';
import type { EventFollower } from '../event/follower';
import type { RefusedByEngine } from '../matching/engine/refusal';
import { Election } from './election';
import { Heartbeat } from './heartbeat';
import type { PlannerOptions, PlannerReport } from './planner';
import type { FromPlanner, PlannerThreadData, ToPlanner } from './planner.message';
import type { PlanRepository } from './plan.repository';

export interface PlannerHostParts {
  readonly databaseUrl: string;
  /** The compiled program of the thread. */
  readonly threadFile: string;
  /** What the thread is composed from. */
  readonly config: unknown;
  readonly plans: PlanRepository;
  readonly options: PlannerOptions & {
    /** A thread that does nothing for so long hangs, and is ended. */
    readonly silenceMilliseconds?: number;
  };
}

/** Where the planner tells what it does; given at the start. */
export interface PlannerLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface PlannerState {
  readonly leading: boolean;
  readonly restarts: number;
  readonly failures: number;
  readonly publications: number;
  readonly publishedAt?: number;
  readonly optimal?: boolean;
  readonly needsOpen: number;
  readonly needsPlanned: number;
  readonly offers: number;
  readonly loadSeconds: number;
  readonly progress?: number;
  /** Why the engine plans nothing now. */
  readonly refusal?: RefusedByEngine;
}

const restartPauses = [250, 1_000, 5_000, 15_000, 30_000];
const endMilliseconds = 5_000;
/** Twenty times what the longest step without a beat takes of a processor with 100,000 open needs. */
const silenceMilliseconds = 10_000;
/** A thread that has run so long has left the trouble of its last crash behind. */
const soundMilliseconds = 60_000;

export class PlannerHost {
  private readonly led = new SharedArrayBuffer(4);
  private readonly election: Election;
  private readonly heartbeat: Heartbeat;
  private worker?: Worker;
  private log?: PlannerLog;
  private follower?: EventFollower;
  private readonly onEvents = (): void => {
    if (this.kept.leading) this.tell({ kind: 'heard' });
  };
  private startedAt = 0;
  private crashes = 0;
  private restart?: NodeJS.Timeout;
  private stopping = false;
  private leadings = 0;
  private ready = false;
  private progressNotedAt = 0;
  private kept: PlannerState = {
    ...{ leading: false, restarts: 0, failures: 0, publications: 0 },
    ...{ needsOpen: 0, needsPlanned: 0, offers: 0, loadSeconds: 0 },
  };

  constructor(private readonly parts: PlannerHostParts) {
    this.election = new Election({
      url: parts.databaseUrl,
      raiseTerm: (statements) => parts.plans.raiseTerm(statements),
      mayStand: () => this.ready,
      onElected: (term) => this.elected(term),
      onLost: () => this.lost(),
    });
    this.heartbeat = new Heartbeat(parts.options.silenceMilliseconds ?? silenceMilliseconds, () => this.silent());
  }

  get state(): PlannerState {
    return this.kept;
  }

  /** The thread is woken by the server's follower, which also tells the other servers what the thread commits. */
  start(log: PlannerLog, follower: EventFollower): void {
    this.log = log;
    this.follower = follower.on('events', this.onEvents);
    this.begin();
  }

  /** Ends the thread in order: what it has under way is finished, within some seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.follower?.off('events', this.onEvents);
    clearTimeout(this.restart);
    this.heartbeat.rest();
    this.leadNobody();
    const { worker } = this;
    if (worker) {
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      const limit = setTimeout(() => void worker.terminate(), endMilliseconds);
      this.tell({ kind: 'end' });
      await ended;
      clearTimeout(limit);
    }
    await this.election.stop();
  }

  /** Lets the plan that this server keeps be counted anew at once; nothing where another plans. */
  check(): void {
    this.tell({ kind: 'check' });
  }

  private begin(): void {
    const { databaseUrl } = this.parts;
    const { memoryMegabytes, coalesceMilliseconds, checkMilliseconds } = this.parts.options;
    this.startedAt = Date.now();
    const data: PlannerThreadData = {
      databaseUrl,
      config: this.parts.config,
      options: { coalesceMilliseconds, checkMilliseconds, memoryMegabytes },
      led: this.led,
      heartbeat: this.heartbeat.memory,
    };
    const worker = new Worker(this.parts.threadFile, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    });
    this.worker = worker;
    worker.on('message', (message: FromPlanner) => this.hear(message));
    worker.on('error', (error) => this.failed('THREAD_FAILED', { type: error.name, message: error.message }));
    worker.once('exit', () => this.exited());
  }

  private exited(): void {
    this.worker = undefined;
    this.ready = false;
    this.heartbeat.rest();
    this.leadNobody();
    if (this.stopping) return;
    this.election.resign();
    if (Date.now() - this.startedAt > soundMilliseconds) this.crashes = 0;
    const pause = restartPauses[Math.min(this.crashes, restartPauses.length - 1)]!;
    this.crashes += 1;
    this.keep({ restarts: this.kept.restarts + 1 });
    this.restart = setTimeout(() => this.begin(), pause);
  }

  /** It answers to nothing, so it is not asked to end: the leadership is given up at once, and another thread begun. */
  private silent(): void {
    this.failed('THREAD_SILENT');
    this.ready = false;
    this.election.resign();
    void this.worker?.terminate();
  }

  private elected(term: bigint): void {
    this.leadings += 1;
    Atomics.store(new Int32Array(this.led), 0, this.leadings);
    this.keep({ leading: true });
    this.log?.info({ term: String(term) }, 'this server plans');
    this.tell({ kind: 'lead', term: String(term), led: this.leadings });
  }

  private lost(): void {
    this.leadNobody();
    this.log?.info({}, 'this server does not plan any more');
  }

  private leadNobody(): void {
    Atomics.store(new Int32Array(this.led), 0, 0);
    this.keep({ leading: false, progress: undefined, refusal: undefined });
    this.tell({ kind: 'look' });
  }

  private hear(message: FromPlanner): void {
    if (message.kind === 'ready') {
      this.ready = true;
      // Not before: a thread that is being loaded leads nothing yet.
      this.heartbeat.watch();
      this.election.start();
    } else if (message.kind === 'stepped-down') {
      if (message.led === Atomics.load(new Int32Array(this.led), 0)) this.election.resign();
    } else if (message.kind === 'committed') this.follower?.committed();
    else this.take(message.report, message.failure);
  }

  private take(report: Omit<PlannerReport, 'error'>, failure?: object): void {
    if (report.kind === 'failed') this.failed(report.reason ?? 'FAILED', failure);
    if (report.kind === 'progress') this.noteProgress(report.share);
    if (report.kind === 'refused') this.refused(report.refusal!);
    if (report.kind === 'checked') this.keep({ optimal: report.optimal });
    if (report.kind === 'reloaded') {
      this.keep({ loadSeconds: report.seconds!, progress: undefined, refusal: undefined });
      this.noteProgress(undefined);
      this.log?.info({ reason: report.reason, seconds: report.seconds }, 'the plan was made anew');
    }
    if (report.kind === 'published')
      this.keep({
        publications: this.kept.publications + Number(report.version !== undefined),
        publishedAt: Date.now(),
        optimal: report.optimal,
        needsOpen: report.needsOpen!,
        needsPlanned: report.needsPlanned!,
        offers: this.kept.offers + (report.offers ?? 0),
      });
  }

  /** For all servers to see, not more than once a second: short solves are not worth a statement. */
  private noteProgress(share: number | undefined): void {
    this.keep({ progress: share });
    if (share === undefined ? this.progressNotedAt === 0 : Date.now() - this.progressNotedAt < 1_000) return;
    this.progressNotedAt = share === undefined ? 0 : Date.now();
    const statements: Statements = this.election;
    const parts = share === undefined ? undefined : Math.floor(share * 10_000);
    void this.parts.plans.noteProgress(statements, parts).catch(() => undefined);
  }

  private refused(refusal: RefusedByEngine): void {
    this.keep({ refusal });
    this.noteProgress(undefined);
    this.log?.error({ refusal }, 'nothing is planned until there is less of it');
  }

  private failed(reason: string, failure?: object): void {
    this.keep({ failures: this.kept.failures + 1 });
    this.log?.error({ reason, failure }, 'the planner failed and begins anew');
  }

  private keep(changed: Partial<PlannerState>): void {
    this.kept = { ...this.kept, ...changed };
  }

  private tell(message: ToPlanner): void {
    this.worker?.postMessage(message);
  }
}
