/** Promises one way to the database: bounded reads, and transactions that restart, roll back refusals and announce after commit. */
import { EventEmitter } from 'node:events';
import type { ColumnType, QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import pg from 'pg';
import { Fault } from '../../schema/fault';
import { isRefusal } from '../../schema/refusal';
import { migrate, migrationsOfThisRelease } from './migrate';
import { withAdvisoryLock } from './advisory-lock';
import { databaseFailure, isRestartable } from './failure';
import { readInstant, timestamptz } from './instant';
import { PreparingClient } from './preparing-client';
import { limitTransactions } from './transaction-limit';

// Calendar dates stay text (a Date would shift by the zone of the server); bigint stays exact.
pg.types.setTypeParser(timestamptz, readInstant);
pg.types.setTypeParser(1082, (text) => text);
pg.types.setTypeParser(20, (text) => BigInt(text));

/** Anything that runs one statement: the pool, or the connection of one transaction. */
export interface Statements {
  /** Runs one statement with $1... parameters and returns its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** The connection of one transaction. Statements run one after the other, never beside each other. */
export interface Transaction extends Statements {
  /** Tells that this transaction appended events, so that followers are woken after its commit. */
  wakeAfterCommit(): void;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** How long is waited for a free connection, or for a new one. */
  readonly poolWaitMilliseconds?: number;
  readonly entities: DataSource['options']['entities'];
  readonly applicationName?: string;
}

const attempts = 4;

export class Database implements Statements {
  readonly source: DataSource;
  /** Emits 'committed' after each commit that appended events. */
  readonly commits = new EventEmitter();

  constructor(private readonly options: DatabaseOptions) {
    this.source = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: options.entities,
      logging: false,
      synchronize: false,
      migrations: migrationsOfThisRelease(),
      poolSize: options.poolSize,
      poolErrorHandler: () => undefined,
      applicationName: options.applicationName ?? 'linkage',
      extra: {
        connectionTimeoutMillis: options.poolWaitMilliseconds ?? 10_000,
        idleTimeoutMillis: 30_000,
        keepAlive: true,
        Client: PreparingClient,
        onConnect: limitTransactions,
        statement_timeout: 15_000,
        lock_timeout: 5_000,
        idle_in_transaction_session_timeout: 5_000,
      },
    });
    // The type of a transaction's number, which TypeORM does not list.
    this.source.driver.supportedDataTypes.push('xid8' as ColumnType);
  }

  get url(): string {
    return this.options.url;
  }

  async open(): Promise<this> {
    await this.source.initialize();
    return this;
  }

  /** Applies the migrations of this release that are missing. Returns their names. */
  migrate(): Promise<string[]> {
    return migrate(this.source);
  }

  /** Does the work while no other server does it; the others wait for their turn. */
  exclusively<Result>(lockNumber: number, work: () => Promise<Result>): Promise<Result> {
    return withAdvisoryLock(this.source, lockNumber, work);
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    try {
      return await this.ask<Row>(sql, parameters);
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  private async ask<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row & pg.QueryResultRow>(sql, [...parameters])).rows;
  }

  /** The driver's own pool: a statement needs nothing of what TypeORM does around one. */
  private get pool(): pg.Pool {
    return (this.source.driver as PostgresDriver).master as pg.Pool;
  }

  /**
   * Runs the work in one transaction (READ COMMITTED).
   * A returned refusal rolls everything back and is returned; serialization failures and deadlocks restart the whole work;
   * what was appended to the outbox is announced only after the commit.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return restarting(() => this.attempt(work));
  }

  /**
   * The same for work that is one statement: PostgreSQL begins and commits it by itself, which saves two ways to the database and
   * holds its locks for less long. When it has not failed it stands, whatever the work returns. A second statement is a bug.
   */
  single<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return restarting(async () => {
      let [wake, asked] = [false, false];
      const result = await work({
        wakeAfterCommit: () => (wake = true),
        query: <Row>(sql: string, parameters: readonly unknown[] = []) => {
          if (asked) throw new Error('A second statement would not be in the same transaction.');
          asked = true;
          return this.ask<Row>(sql, parameters);
        },
      });
      if (wake && !isRefusal(result)) this.commits.emit('committed');
      return result;
    });
  }

  private async attempt<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.source.createQueryRunner();
    let wake = false;
    try {
      await runner.startTransaction();
      const result = await work(openTransaction(runner, () => (wake = true)));
      if (isRefusal(result)) {
        await runner.rollbackTransaction();
        return result;
      }
      await runner.commitTransaction();
      if (wake) this.commits.emit('committed');
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release().catch(() => undefined);
    }
  }
}

/** Serialization failures and deadlocks are tried again; what PostgreSQL says otherwise is told as a fault where it is one. */
async function restarting<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRestartable(error)) throw databaseFailure(error);
      if (count === attempts) throw new Fault('RETRYABLE', { zh: '系统繁忙，请稍后重试', en: 'busy, try again' });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * count));
    }
  }
}

function openTransaction(runner: QueryRunner, wakeAfterCommit: () => void): Transaction {
  return {
    wakeAfterCommit,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      asRows<Row>(await runner.query(sql, [...parameters])),
  };
}

/** TypeORM answers UPDATE and DELETE with [rows, count]; callers always get the rows. */
function asRows<Row>(answer: unknown): Row[] {
  if (Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number')
    return answer[0] as Row[];
  return (answer ?? []) as Row[];
}
