/** Promises the words between the processes of the benchmark, and one way to ask a child something. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** What a group of sockets connects as: token and what it asks. */
export interface Seat {
  readonly token?: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly sockets: number;
}

export interface Usage {
  readonly cpuMicroseconds: number;
  readonly rssBytes: number;
}

export class Child {
  private constructor(private readonly child: ChildProcess) {}

  static start(script: string, ...args: string[]): Child {
    const child = fork(join(__dirname, script), args, { execArgv: ['--expose-gc'], stdio: 'inherit' });
    child.on('exit', (code) => code && process.exit(1));
    return new Child(child);
  }

  ask<Answer>(what: string, details: object = {}): Promise<Answer> {
    const number = (asked += 1);
    return new Promise((resolve) => {
      const hear = (message: { number?: number; answer?: Answer }) => {
        if (message.number !== number) return;
        this.child.off('message', hear);
        resolve(message.answer as Answer);
      };
      this.child.on('message', hear);
      this.child.send({ number, what, details });
    });
  }

  onCount(hear: (count: number) => void): void {
    this.child.on('message', (message: { count?: number }) => message.count !== undefined && hear(message.count));
  }

  end(): void {
    this.child.disconnect();
  }
}

let asked = 0;

/** In a child: answers what is asked, and ends with its parent. */
export function answering(answers: Record<string, (details: never) => unknown>): void {
  process.on('message', (message: { number: number; what: string; details: never }) => {
    void Promise.resolve(answers[message.what]!(message.details)).then((answer) =>
      process.send?.({ number: message.number, answer }),
    );
  });
  process.once('disconnect', () => process.exit(0));
}

export function usage(): Usage {
  (globalThis as { gc?: () => void }).gc?.();
  const { user, system } = process.cpuUsage();
  return { cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() };
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
