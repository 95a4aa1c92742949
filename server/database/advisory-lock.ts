/** Promises that of all servers over one database, one at a time does a piece of work; the others wait. */
import type { DataSource } from 'typeorm';
import type { Statements } from './database';
import { liftTransactionLimit, restoreTransactionLimit } from './transaction-limit';

/** What one server at a time does. All numbers stand here, so that no two pieces of work share one. */
export const advisoryLocks = {
  migrate: 640_104,
  installJobs: 640_105,
  loadSample: 640_106,
  plan: 640_107,
  sealAudit: 640_116,
  recogniseHistory: 640_120,
} as const;

/** Holds the lock on a connection of its own, so that the work may use as many transactions as it needs. */
export async function withAdvisoryLock<Result>(
  source: DataSource,
  lockNumber: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = source.createQueryRunner();
  const statements: Statements = { query: (sql, parameters = []) => lock.query(sql, [...parameters]) };
  try {
    await lock.query('SET lock_timeout = 0');
    await lock.query('SET statement_timeout = 0');
    await liftTransactionLimit(statements, 'connection');
    await lock.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    return await work();
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined);
    await lock.query('RESET lock_timeout').catch(() => undefined);
    await lock.query('RESET statement_timeout').catch(() => undefined);
    await restoreTransactionLimit(statements).catch(() => undefined);
    await lock.release();
  }
}
