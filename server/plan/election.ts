/** Promises that one server of all plans: elected by an advisory lock, known by its term, and aware at once when it is not any more. */
import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Statements } from '../database/database';
import { advisoryLocks } from '../database/advisory-lock';

export interface ElectionParts {
  readonly url: string;
  /** Begins a term, on the connection that holds the lock: who has lost the lock cannot. */
  readonly raiseTerm: (statements: Statements) => Promise<bigint>;
  /** Who could not plan does not stand. */
  readonly mayStand: () => boolean;
  readonly onElected: (term: bigint) => void;
  readonly onLost: () => void;
  readonly retryMilliseconds?: number;
}

/** An answer that takes longer is taken for none. */
const stillThere = { text: '/* plan.stillThere */ SELECT 1', query_timeout: 2_000 };

/**
 * The lock belongs to a session of its own. PostgreSQL ends the session of a killed process when its socket closes, and of one
 * that has vanished after some seconds of silence; this side asks once a second and gives up when no answer comes.
 */
export class Election {
  private client?: Client;
  private standing = false;
  private running?: Promise<void>;
  private stopping = false;
  private waking = new AbortController();

  constructor(private readonly parts: ElectionParts) {}

  get isLeader(): boolean {
    return this.standing;
  }

  /** Runs until stopped; who is not elected tries again each second. */
  start(): void {
    this.running ??= this.run();
  }

  /** Statements on the connection of the lock, while this server leads. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    if (!this.client || !this.standing) throw new Error('This server does not plan now.');
    return (await this.client.query(sql, [...parameters])).rows as Row[];
  }

  /** Gives the lock to another; stands again after a while. */
  resign(): void {
    this.lose(this.client);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.waking.abort();
    this.lose(this.client);
    await this.running;
  }

  private async run(): Promise<void> {
    const retry = this.parts.retryMilliseconds ?? 1_000;
    while (!this.stopping) {
      try {
        const client = (this.client ??= await this.connect());
        if (this.standing) await client.query(stillThere);
        else await this.stand(client);
      } catch {
        this.lose(this.client);
      }
      await pause(retry, undefined, { signal: this.waking.signal }).catch(() => undefined);
    }
  }

  private async stand(client: Client): Promise<void> {
    if (!this.parts.mayStand()) return;
    const { rows } = await client.query<{ won: boolean }>('/* plan.stand */ SELECT pg_try_advisory_lock($1) AS won', [
      advisoryLocks.plan,
    ]);
    if (!rows[0]!.won) return;
    const statements: Statements = {
      query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
        (await client.query(sql, [...parameters])).rows as Row[],
    };
    const term = await this.parts.raiseTerm(statements);
    if (this.stopping || this.client !== client) return;
    this.standing = true;
    this.parts.onElected(term);
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.parts.url,
      application_name: 'linkage plan',
      connectionTimeoutMillis: 2_000,
      // A term is raised only after the transactions of the term before.
      query_timeout: 8_000,
      keepAlive: true,
      options: '-c tcp_keepalives_idle=1 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3',
    });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    await client.connect();
    return client;
  }

  private lose(client: Client | undefined): void {
    if (client === undefined || client !== this.client) return;
    this.client = undefined;
    const led = this.standing;
    this.standing = false;
    void client.end().catch(() => undefined);
    if (led) this.parts.onLost();
  }
}
