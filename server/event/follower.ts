/** Promises that one process sees every committed event once, in the one order, soon after the commit, whatever happens to PostgreSQL. */
import { EventEmitter } from 'node:events';
import { LastingConnection } from './connection';
import { comparePositions, type Position } from './cursor';
import { readAfter, readNewest, readState, type OutboxState, type RecordedEvent } from './outbox';
import { EventRing } from './ring';
import { PostgresWakeUp, type WakeUp } from './wake-up';

export interface FollowerOptions {
  readonly url: string;
  readonly wakeUp?: WakeUp;
  /** Notes another history with a new epoch (history.ts); asked whenever the connection was lost. */
  readonly recognise?: () => Promise<unknown>;
  readonly ringSize?: number;
  readonly pageSize?: number;
  readonly pollMilliseconds?: number;
}

export interface FollowerMetrics {
  readonly connected: boolean;
  readonly head: Position;
  readonly ringLength: number;
  /** How long the oldest event has waited that cannot be told yet, behind an open transaction; 0 when none does. */
  readonly heldBackMilliseconds: number;
  /** From the beginning of the newest event's transaction to its arrival here, by two clocks. */
  readonly lagMilliseconds: number;
  readonly reconnects: number;
}

const reconnectMilliseconds = [20, 50, 100, 250, 500, 1_000];
/** A transaction that holds events back is usually gone at once; one that is not is asked for less and less often. */
const lookAgainMilliseconds = [2, 2, 2, 4, 8, 16, 32];
/**
 * A look that brings several events says that many are being written: the next one waits a little, so that it brings more and leaves
 * the processors to the writers. Events that come one by one are never waited for.
 */
const fewEvents = 4;
const breathMilliseconds = 20;

/**
 * Emits 'events' (in order, already in the ring, and the position before them) and 'broken' when the history is not the one followed
 * so far (restored or failed over): whoever listened must resume by cursor.
 */
export class EventFollower extends EventEmitter<{ events: [RecordedEvent[], before: Position]; broken: [] }> {
  readonly ring: EventRing;
  private readonly connection: LastingConnection;
  private readonly wakeUp: WakeUp;
  private readonly recognise: () => Promise<unknown>;
  private readonly pageSize: number;
  private readonly pollMilliseconds: number;
  private knownEpoch = '';
  private awake = false;
  /** Other processes are still to be told of a commit of this one. */
  private unannounced = false;
  private rouse?: () => void;
  private stopping = false;
  private running?: Promise<void>;
  private connected = false;
  private verified = false;
  private reconnects = 0;
  /** How long the oldest had waited when it was looked at, and when that was by the clock of this process. */
  private heldBack?: { readonly milliseconds: number; readonly at: number };
  private lagMilliseconds = 0;

  constructor(options: FollowerOptions) {
    super();
    this.ring = new EventRing(options.ringSize ?? 20_000);
    this.pageSize = options.pageSize ?? 1_000;
    this.pollMilliseconds = options.pollMilliseconds ?? 250;
    this.wakeUp = options.wakeUp ?? new PostgresWakeUp(options.url);
    this.recognise = options.recognise ?? (async () => undefined);
    this.connection = new LastingConnection({
      url: options.url,
      applicationName: 'linkage follow',
      onLost: () => {
        this.verified = false;
        this.wake();
      },
    });
  }

  /** Begins at the newest event; the ring is filled with those before it. Rejects when PostgreSQL cannot be reached. */
  async start(): Promise<void> {
    await this.begin(await readState(this.connection));
    await this.wakeUp.listen(() => this.wake());
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await Promise.all([this.connection.close(), this.wakeUp.close()]);
    await this.running;
  }

  /** The identity of the order that is followed. */
  get epoch(): string {
    return this.knownEpoch;
  }

  get head(): Position {
    return this.ring.head;
  }

  /** A transaction of this process with events was committed: look at once, and tell the other processes. */
  committed(): void {
    if (!this.running || this.stopping) return;
    this.unannounced = true;
    this.wake();
  }

  /** Look now. Calls made while a look is under way become one more look. */
  wake(): void {
    this.awake = true;
    this.rouse?.();
  }

  metrics(): FollowerMetrics {
    return {
      connected: this.connected,
      head: this.ring.head,
      ringLength: this.ring.length,
      heldBackMilliseconds: this.heldBack ? this.heldBack.milliseconds + performance.now() - this.heldBack.at : 0,
      lagMilliseconds: this.lagMilliseconds,
      reconnects: this.reconnects,
    };
  }

  private async begin(state: OutboxState): Promise<void> {
    const newest = await readNewest(this.connection, state.epoch, this.ring.size);
    // Asked after the events, so that a removal beside it is not taken for a history without them.
    const { removed } = await readState(this.connection);
    // One more than fits was not asked for, so a full ring knows nothing of what stands before its first event.
    const full = newest.length === this.ring.size;
    const floor = full ? newest[0]!.position : removed;
    this.knownEpoch = state.epoch;
    this.ring.reset(floor, full ? newest.slice(1) : newest, newest.at(-1)?.position ?? removed);
    this.connected = true;
    this.verified = true;
  }

  private async run(): Promise<void> {
    let failures = 0;
    let vainLooks = 0;
    while (!this.stopping) {
      this.awake = false;
      this.announce();
      const began = performance.now();
      try {
        if (!this.verified) await this.verify();
        const page = await readAfter(this.connection, this.knownEpoch, this.ring.head, this.pageSize);
        const { events, heldBackMilliseconds } = page;
        const heldBack = heldBackMilliseconds !== undefined;
        if (failures > 0) this.reconnects += 1;
        failures = 0;
        this.connected = true;
        this.heldBack = heldBack ? { milliseconds: heldBackMilliseconds, at: performance.now() } : undefined;
        this.publish(events);
        vainLooks = heldBack && events.length === 0 ? vainLooks + 1 : 0;
        if (events.length === this.pageSize) continue;
        await this.breathe(events.length, performance.now() - began);
        await this.rest(heldBack ? step(lookAgainMilliseconds, vainLooks) : this.pollMilliseconds);
      } catch {
        // PostgreSQL restarts, ends connections, refuses them while it starts: all of it is waited out.
        this.connected = false;
        this.verified = false;
        await this.rest(step(reconnectMilliseconds, failures), { evenIfAwake: true });
        failures += 1;
      }
    }
  }

  /** As often as this process looks itself, and not for each commit: so many NOTIFY would take more than they give. */
  private announce(): void {
    if (!this.unannounced) return;
    this.unannounced = false;
    this.wakeUp.announce();
  }

  private async breathe(events: number, took: number): Promise<void> {
    if (events < fewEvents || this.stopping) return;
    const milliseconds = Math.min(breathMilliseconds, Math.max(events / fewEvents, took));
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  private publish(events: RecordedEvent[]): void {
    if (events.length === 0) return;
    this.lagMilliseconds = Math.max(0, Date.now() - events.at(-1)!.at.getTime());
    const before = this.ring.head;
    this.ring.append(events);
    this.emit('events', events, before);
  }

  /** After a lost connection: is it still the same history, and does it still reach to where this process stands? */
  private async verify(): Promise<void> {
    await this.recognise();
    const state = await readState(this.connection);
    const same =
      state.epoch === this.knownEpoch &&
      comparePositions(state.head, this.ring.head) >= 0 &&
      comparePositions(state.removed, this.ring.head) <= 0;
    if (!same) {
      await this.begin(state);
      this.emit('broken');
    }
    this.verified = true;
  }

  private async rest(milliseconds: number, options = { evenIfAwake: false }): Promise<void> {
    if (this.stopping || (this.awake && !options.evenIfAwake)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.rouse = () => {
        if (options.evenIfAwake && !this.stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = undefined;
  }
}

function step(steps: readonly number[], attempt: number): number {
  return steps[Math.min(attempt, steps.length - 1)]!;
}
