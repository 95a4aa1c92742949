/** Promises one connection of its own, outside the pool, that is opened again whenever it was lost. */
import type { Client } from 'pg';
import type { Statements } from '../database/database';
import { PreparingClient } from '../database/preparing-client';

export interface ConnectionOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Runs on each new connection before anything else. */
  readonly onOpen?: (client: Client) => Promise<void>;
  /** The connection broke by itself: PostgreSQL ended it, or the network did. */
  readonly onLost?: () => void;
}

/** Statements run in the order given. A statement that fails because the connection broke rejects; the next one reconnects. */
export class LastingConnection implements Statements {
  private opening?: Promise<Client>;
  private current?: Client;
  private closed = false;

  constructor(private readonly options: ConnectionOptions) {}

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.open();
    try {
      return (await client.query(sql, [...parameters])).rows as Row[];
    } catch (error) {
      // Whatever went wrong, a fresh connection is a known state; failures are rare here.
      this.forget(client);
      throw error;
    }
  }

  /** Opens the connection unless it is open. Rejects when PostgreSQL cannot be reached now. */
  open(): Promise<Client> {
    if (this.closed) return Promise.reject(new Error('The connection was closed.'));
    this.opening ??= this.connect().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  async close(): Promise<void> {
    this.closed = true;
    const client = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    if (client) await end(client);
  }

  private async connect(): Promise<Client> {
    const client: Client = new PreparingClient({
      connectionString: this.options.url,
      application_name: this.options.applicationName,
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
      statement_timeout: 10_000,
      // A peer that vanished without a word is noticed here.
      query_timeout: 12_000,
    });
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    try {
      await client.connect();
      this.current = client;
      await this.options.onOpen?.(client);
    } catch (error) {
      this.forget(client);
      throw error;
    }
    if (this.closed) void end(client);
    return client;
  }

  private lost(client: Client): void {
    if (this.current !== client) return;
    this.forget(client);
    if (!this.closed) this.options.onLost?.();
  }

  private forget(client: Client): void {
    if (this.current === client) {
      this.current = undefined;
      this.opening = undefined;
    }
    void end(client);
  }
}

/** A broken connection may never answer the good-bye. */
async function end(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 1_000);
  });
  await Promise.race([client.end().catch(() => undefined), patience]);
  clearTimeout(timer);
}
