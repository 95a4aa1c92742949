/** Promises that no more than so many pieces of work run at once; the others wait here in line. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private left: number) {}

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.left === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.left -= 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.left += 1;
    }
  }
}

/** One reading for all who ask before it begins; who asks while one is under way gets the next, and nothing older than the question. */
export class SharedReading<Result> {
  private current: Promise<unknown> = Promise.resolve();
  private next?: Promise<Result>;

  constructor(private readonly read: () => Promise<Result>) {}

  take(): Promise<Result> {
    this.next ??= this.current.then(() => {
      this.next = undefined;
      const reading = this.read();
      this.current = reading.catch(() => undefined);
      return reading;
    });
    return this.next;
  }
}
