/** Promises that a stampede queues in the process, in order, and not in PostgreSQL: few claims at once, one at a time per subject. */
import { Fault } from '../../schema/fault';

type Turn = () => void;

/** Beyond it a claim is answered at once with "try again": its client would have given up before its turn. */
export const waitingMaximum = 5_000;

/**
 * A lane per subject (a need, or an organisation that asks for its best need), first come first served within a lane, lanes in
 * turn. A rival for the same need would only wait for the row that its forerunner holds, on a connection that others could use.
 */
export class ClaimAdmission {
  private readonly lanes = new Map<string, Turn[]>();
  /** Lanes in which somebody waits and nobody is under way. */
  private readonly ready: string[] = [];
  private runningCount = 0;
  private waitingCount = 0;

  /** @param width how many may run at once, in all lanes together */
  constructor(private readonly width: number) {}

  get running(): number {
    return this.runningCount;
  }

  get waiting(): number {
    return this.waitingCount;
  }

  /**
   * Does the work when its turn comes, and tells it whether somebody else was at its subject meanwhile. Throws RETRYABLE when too many
   * wait already; what the work throws is passed on.
   */
  async admit<Result>(subject: string, work: (behindOthers: boolean) => Promise<Result>): Promise<Result> {
    if (this.waitingCount >= waitingMaximum) throw tooMany();
    const behindOthers = this.lanes.has(subject);
    await new Promise<void>((turn) => this.enqueue(subject, turn));
    try {
      return await work(behindOthers);
    } finally {
      this.leave(subject);
    }
  }

  private enqueue(subject: string, turn: Turn): void {
    this.waitingCount += 1;
    const lane = this.lanes.get(subject);
    if (lane) return void lane.push(turn);
    this.lanes.set(subject, [turn]);
    this.ready.push(subject);
    this.startNext();
  }

  private leave(subject: string): void {
    this.runningCount -= 1;
    if (this.lanes.get(subject)!.length > 0) this.ready.push(subject);
    else this.lanes.delete(subject);
    this.startNext();
  }

  private startNext(): void {
    while (this.runningCount < this.width && this.ready.length > 0) {
      const turn = this.lanes.get(this.ready.shift()!)!.shift()!;
      this.runningCount += 1;
      this.waitingCount -= 1;
      turn();
    }
  }
}

function tooMany(): Fault {
  return new Fault('RETRYABLE', {
    zh: '认领人数过多，请稍后重试',
    en: 'too many claim at this moment, try again',
  });
}
