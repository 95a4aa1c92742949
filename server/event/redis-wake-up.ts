/** Promises wake-ups through Redis, for installations with many servers; events never pass through it, and a lost one costs a poll. */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { PostgresWakeUp, type WakeUp } from './wake-up';

const channel = 'linkage_event';
const reconnectMilliseconds = [20, 50, 100, 250, 500, 1_000];

/** Redis where the installation names one, else NOTIFY of PostgreSQL. All servers of one installation take the same. */
export function wakeUpOf(databaseUrl: string, redisUrl: string | undefined): WakeUp {
  return redisUrl === undefined ? new PostgresWakeUp(databaseUrl) : new RedisWakeUp(redisUrl);
}

/** Redis may be away, at the start too: then the polls of the followers find the events, later. */
export class RedisWakeUp implements WakeUp {
  private readonly listening: Redis;
  private readonly announcing: Redis;
  /** All that a message says: who sent it, since that process has looked by itself already. */
  private readonly sender = randomUUID();
  private wake: () => void = () => undefined;
  private pending = false;
  private busy = false;
  private closed = false;

  constructor(url: string) {
    this.listening = connectionTo(url);
    this.announcing = connectionTo(url);
    this.listening.on('message', (_channel, sender) => {
      if (sender !== this.sender) this.wake();
    });
    this.listening.on('ready', () => void this.subscribe());
  }

  async listen(wake: () => void): Promise<void> {
    this.wake = wake;
    await Promise.all([open(this.listening), open(this.announcing)]);
    await this.subscribe();
  }

  announce(): void {
    this.pending = true;
    if (!this.busy && !this.closed) void this.send();
  }

  close(): Promise<void> {
    this.closed = true;
    this.listening.disconnect();
    this.announcing.disconnect();
    return Promise.resolve();
  }

  private async send(): Promise<void> {
    this.busy = true;
    while (this.pending && !this.closed) {
      this.pending = false;
      await open(this.announcing);
      await this.announcing.publish(channel, this.sender).catch(() => undefined);
    }
    this.busy = false;
  }

  /** After each gap in listening there may be something to read. */
  private async subscribe(): Promise<void> {
    if (this.listening.status !== 'ready') return;
    await this.listening.subscribe(channel).catch(() => undefined);
    this.wake();
  }
}

function connectionTo(url: string): Redis {
  const connection = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    autoResubscribe: false,
    // A wake-up that waits for Redis to come back would be told too late: it fails, and the poll is sooner.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => reconnectMilliseconds[Math.min(attempt, reconnectMilliseconds.length) - 1],
  });
  connection.on('error', () => undefined);
  return connection;
}

async function open(connection: Redis): Promise<void> {
  if (connection.status === 'wait') await connection.connect().catch(() => undefined);
}
