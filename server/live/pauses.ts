/** Promises that what comes one by one, faster than it can be done, is soon done together; and that nobody waits for company that does not come. */

/** Milliseconds; a timer would take longer than that. */
const shortest = 0.3;
/** The pause for what took one millisecond, in milliseconds. */
const share = 2;
/** A pause that brought company allows so many in vain... */
const earned = 2;
/** ...and so many are allowed at most. */
const mostCredit = 8;
/** Without credit one pause of so many is made all the same: company may come again. */
const tryEvery = 16;

/**
 * Pauses between pieces of work that let nothing else run. What comes while one runs is late for it, and would have to be done alone by
 * the next, and what comes while that runs again. So the next one waits a while for as many as were done together last time (two at
 * least). It waits for nothing when they are there, when more time has passed since the last piece than a pause may take, and
 * seldom when pauses were mostly in vain.
 */
export class Pauses {
  private end = 0;
  private expected = 2;
  private credit = mostCredit;
  private passedOver = 0;
  private goOn: () => void = () => undefined;

  constructor(
    private readonly mostMilliseconds: number,
    /** How many are there. */
    private readonly waiting: () => number,
  ) {}

  /** Resolves when the next piece of work is to begin. */
  async over(): Promise<void> {
    const rest = this.end - performance.now();
    const before = this.waiting();
    if (rest <= shortest || before >= this.expected) return;
    if (this.credit === 0 && (this.passedOver += 1) % tryEvery !== 0) return;
    await new Promise<void>((resolve) => {
      const over = setTimeout(resolve, rest);
      this.goOn = () => {
        clearTimeout(over);
        resolve();
      };
    });
    this.credit = this.waiting() > before ? Math.min(mostCredit, this.credit + earned) : Math.max(0, this.credit - 1);
  }

  /** More are there. */
  came(): void {
    if (this.waiting() >= this.expected) this.goOn();
  }

  /** Does a piece of work by which so many are done; the pause begins after it. */
  after(count: number, work: () => void): void {
    const start = performance.now();
    work();
    const end = performance.now();
    this.expected = Math.max(2, count);
    this.end = end + Math.min(share * (end - start), this.mostMilliseconds);
  }
}
