/** Promises the words between the processes of the benchmark, one way to ask a child something, and an end that leaves nothing behind. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/** What a group of sockets connects as: token and what it asks. */
export interface Seat {
  readonly token?: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly sockets: number;
}

/** What kept a process from going on at once, in milliseconds. */
export interface Stops {
  readonly loopP99: number;
  readonly loopWorst: number;
  readonly collectingWorst: number;
  readonly collectingShare: number;
}

interface Asked {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

interface FromChild {
  readonly number?: number;
  readonly answer?: unknown;
  readonly failure?: string;
  readonly count?: number;
}

export class Child {
  private static readonly running = new Set<Child>();
  private readonly asked = new Map<number, Asked>();
  private readonly exited: Promise<void>;
  private number = 0;
  private isEnding = false;
  private hearCount: (count: number) => void = () => undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly script: string,
  ) {
    Child.running.add(this);
    child.on('message', (message: FromChild) => this.hear(message));
    this.exited = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        Child.running.delete(this);
        if (!this.isEnding) this.fail(new Error(`${script} ended with ${code ?? signal}`));
        resolve();
      }),
    );
  }

  static start(script: string): Child {
    const child = fork(join(__dirname, script), [], {
      // As `npm start` does.
      execArgv: ['--expose-gc', '--v8-pool-size=2'],
      stdio: 'inherit',
    });
    return new Child(child, script);
  }

  static async endAll(): Promise<void> {
    await Promise.all([...Child.running].map((child) => child.end()));
  }

  get pid(): number {
    return this.child.pid!;
  }

  ask<Answer>(what: string, details: object = {}): Promise<Answer> {
    const number = (this.number += 1);
    return new Promise<Answer>((resolve, reject) => {
      if (!this.child.connected) return reject(new Error(`${this.script} is gone`));
      this.asked.set(number, { resolve, reject });
      this.child.send({ number, what, details });
    });
  }

  onCount(hear: (count: number) => void): void {
    this.hearCount = hear;
  }

  /** Ends it in order, and waits until it is gone. */
  async end(): Promise<void> {
    this.isEnding = true;
    if (this.child.connected) this.child.disconnect();
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
    await this.exited;
    clearTimeout(impatience);
  }

  private hear({ number, answer, failure, count }: FromChild): void {
    if (count !== undefined) this.hearCount(count);
    const asked = number === undefined ? undefined : this.asked.get(number);
    if (!asked) return;
    this.asked.delete(number!);
    if (failure === undefined) asked.resolve(answer as never);
    else asked.reject(new Error(`${this.script}: ${failure}`));
  }

  private fail(error: Error): void {
    for (const asked of this.asked.values()) asked.reject(error);
    this.asked.clear();
  }
}

/** In a child: answers what is asked, and ends in order when its parent says so or is gone. */
export function answering(
  answers: Record<string, (details: never) => unknown>,
  end: () => Promise<unknown> = () => Promise.resolve(),
): void {
  const answer = async ({ number, what, details }: { number: number; what: string; details: never }) => {
    try {
      tell({ number, answer: await answers[what]!(details) });
    } catch (error) {
      tell({ number, failure: String((error as Error).stack ?? error) });
    }
  };
  process.on('message', (message: { number: number; what: string; details: never }) => void answer(message));
  // Whoever interrupts the run interrupts all its processes; the parent ends this one in order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.once('disconnect', () => void end().finally(() => process.exit(0)));
}

/** In a child: says something to its parent. One that is gone is noticed by `answering`. */
export function tell(message: FromChild): void {
  if (process.connected) process.send!(message, undefined, undefined, () => undefined);
}

/** In a server: what it has taken so far. */
export const usage = {
  cpuMicroseconds: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Without what is garbage already. */
  rssBytes: () => {
    (globalThis as { gc?: () => void }).gc?.();
    return process.memoryUsage.rss();
  },
};

/** Begins to watch what keeps this process from going on; the function returned ends it and tells. */
export function watchStops(): () => Stops {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  let [worst, sum] = [0, 0];
  const collecting = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      worst = Math.max(worst, duration);
      sum += duration;
    }
  });
  collecting.observe({ entryTypes: ['gc'] });
  return () => {
    delay.disable();
    collecting.disconnect();
    return {
      loopP99: delay.percentile(99) / 1e6,
      loopWorst: delay.max / 1e6,
      collectingWorst: worst,
      collectingShare: sum / (performance.now() - start),
    };
  };
}

/** An id that carries when it was made, in microseconds, for whoever hears of it. */
export function timedId(): string {
  const now = Math.round((performance.timeOrigin + performance.now()) * 1_000)
    .toString(16)
    .padStart(16, '0');
  const tail = Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
  return `${now.slice(0, 8)}-${now.slice(8, 12)}-${now.slice(12)}-8000-${tail}`;
}

export function ageMilliseconds(id: string): number {
  const made = Number.parseInt(id.replaceAll('-', '').slice(0, 16), 16) / 1_000;
  return performance.timeOrigin + performance.now() - made;
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
