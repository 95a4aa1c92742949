/** Promises that a thread which hangs is noticed: it counts up in shared memory while it lives, and this side looks whether it does. */

/** So many looks in a row that find nothing new are a silence. */
const looks = 8;
const beatMilliseconds = 100;

export class Heartbeat {
  /** One number, counted up by the thread: between its tasks and between the steps of a long one. */
  readonly memory = new SharedArrayBuffer(4);
  private readonly beats = new Int32Array(this.memory);
  private seen = 0;
  private silentLooks = 0;
  private looking?: NodeJS.Timeout;

  constructor(
    private readonly silenceMilliseconds: number,
    private readonly onSilent: () => void,
  ) {}

  /** Looks from now on, until there was a silence. */
  watch(): void {
    this.rest();
    this.silentLooks = 0;
    this.looking = setInterval(() => this.look(), this.silenceMilliseconds / looks).unref();
  }

  rest(): void {
    clearInterval(this.looking);
  }

  /** Counted in looks and not by the clock: where the whole process stood still for a while, its thread did too. */
  private look(): void {
    const beats = Atomics.load(this.beats, 0);
    this.silentLooks = beats === this.seen ? this.silentLooks + 1 : 0;
    this.seen = beats;
    if (this.silentLooks < looks) return;
    this.rest();
    this.onSilent();
  }
}

/** The thread's side: counts up by itself while its tasks end, and by hand in the middle of a long one. */
export function beating(memory: SharedArrayBuffer): () => void {
  const beats = new Int32Array(memory);
  const beat = () => void Atomics.add(beats, 0, 1);
  setInterval(beat, beatMilliseconds).unref();
  return beat;
}
