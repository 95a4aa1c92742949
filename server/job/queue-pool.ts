/** Promises connections for the queue of jobs: none that is lost ends the process. */
import pg from 'pg';
import { limitTransactions } from '../database/transaction-limit';

type ConnectCallback = Parameters<pg.Pool['connect']>[0];

/** Those of the product's own pool: what the queue writes holds events back as well. */
const limits = { onConnect: limitTransactions, idle_in_transaction_session_timeout: 5_000 };

export class QueuePool extends pg.Pool {
  private readonly open = new Set<pg.PoolClient>();

  constructor(options: pg.PoolConfig) {
    // The product reads bigint exactly; the queue writes its own ids as JSON and needs them as text.
    super({ ...options, ...limits, types: { getTypeParser: queueTypeParser } });
    // A lost connection is no reason to end the process; the worker begins again by itself.
    this.on('error', () => undefined);
    this.on('connect', (client) => {
      this.open.add(client);
      client.on('error', () => undefined);
    });
    this.on('remove', (client) => this.open.delete(client));
  }

  /** Ends the connections that nobody gives back. */
  abandon(): void {
    for (const client of this.open) (client as unknown as pg.Client).end().catch(() => undefined);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    if (!callback) return super.connect();
    // The queue's listener may let go twice of a connection that was lost, which would throw where nobody catches.
    super.connect((error, client, release) => {
      let released = false;
      callback(error, client, (problem) => {
        if (!released) release(problem);
        released = true;
      });
    });
  }
}

const bigintType = 20;

function queueTypeParser(type: number, format?: 'text' | 'binary') {
  return type === bigintType
    ? (text: string) => text
    : (pg.types.getTypeParser(type, format) as (text: string) => unknown);
}
