/** Promises that followers of all processes look soon after a commit. A wake-up carries no data and may be lost. */
import type { Client } from 'pg';
import { LastingConnection } from './connection';

/** How processes tell one another that there is something to read. Another carrier (Redis) implements the same. */
export interface WakeUp {
  /** Begins to listen; `wake` is called after commits of other processes, and after each gap in listening. */
  listen(wake: () => void): Promise<void>;
  /** Tells the other processes. Calls made while one is under way become one. Never throws. */
  announce(): void;
  close(): Promise<void>;
}

const channel = 'linkage_event';
const reconnectMilliseconds = [20, 50, 100, 250, 500, 1_000];

/**
 * NOTIFY after the commit, on a connection of its own: inside the transaction it would queue all commits behind one lock.
 * One LISTEN connection per process: each listener of the database is woken by every NOTIFY.
 */
export class PostgresWakeUp implements WakeUp {
  private readonly listening: LastingConnection;
  private readonly announcing: LastingConnection;
  private wake: () => void = () => undefined;
  private ownProcess?: number;
  private pending = false;
  private busy = false;
  private closed = false;
  private retry?: NodeJS.Timeout;

  constructor(url: string) {
    this.listening = new LastingConnection({
      url,
      applicationName: 'linkage listen',
      onOpen: (client) => this.subscribe(client),
      onLost: () => this.reconnect(0),
    });
    this.announcing = new LastingConnection({
      url,
      applicationName: 'linkage announce',
      onOpen: async (client) => {
        const answer = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        this.ownProcess = answer.rows[0]?.pid;
      },
    });
  }

  async listen(wake: () => void): Promise<void> {
    this.wake = wake;
    await this.listening.open();
  }

  announce(): void {
    this.pending = true;
    if (!this.busy && !this.closed) void this.send();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await Promise.all([this.listening.close(), this.announcing.close()]);
  }

  private async send(): Promise<void> {
    this.busy = true;
    while (this.pending && !this.closed) {
      this.pending = false;
      // When it fails, the polls of the others find the event.
      await this.announcing.query(`/* event.announce */ SELECT pg_notify('${channel}', '')`).catch(() => undefined);
    }
    this.busy = false;
  }

  private async subscribe(client: Client): Promise<void> {
    client.on('notification', (message) => {
      // The process that announces has looked by itself already.
      if (message.processId !== this.ownProcess) this.wake();
    });
    await client.query(`LISTEN ${channel}`);
    this.wake();
  }

  private reconnect(attempt: number): void {
    if (this.closed) return;
    clearTimeout(this.retry);
    const pause = reconnectMilliseconds[Math.min(attempt, reconnectMilliseconds.length - 1)]!;
    this.retry = setTimeout(() => {
      this.listening.open().catch(() => this.reconnect(attempt + 1));
    }, pause);
    this.retry.unref();
  }
}
