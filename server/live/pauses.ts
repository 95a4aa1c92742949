/** Promises between two pieces of work that let nothing else run a pause as long as the first took, and not longer than so much. */
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds; a timer would take longer than that. */
const shortest = 0.3;

/**
 * What comes in the pause is done by the second piece, together. Without it, what comes while the first runs has to come alone, and
 * what comes while that runs again. Who comes later waits for nothing.
 */
export class Pauses {
  private end = 0;

  constructor(private readonly mostMilliseconds: number) {}

  /** Resolves when the pause is over. */
  async over(): Promise<void> {
    const rest = this.end - performance.now();
    if (rest > shortest) await pause(rest);
  }

  /** Does a piece of work; the pause begins after it. */
  after(work: () => void): void {
    const start = performance.now();
    work();
    const end = performance.now();
    this.end = end + Math.min(end - start, this.mostMilliseconds);
  }
}
