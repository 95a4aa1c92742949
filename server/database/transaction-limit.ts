/**
 * Promises that no transaction of a server lasts for ever: while one that writes is open, no event that was committed after it began is
 * told. Idle ones and single statements have limits of their own; this ends those that go on and on. PostgreSQL 17 and newer know it.
 */
import type { Client } from 'pg';
import type { Statements } from './database';

export const transactionSeconds = 120;

const set = `SELECT set_config('transaction_timeout', $1, $2)
              WHERE current_setting('server_version_num')::int >= 170000`;

/** For each new connection of a pool. */
export async function limitTransactions(client: Pick<Client, 'query'>): Promise<void> {
  await client.query(set, [`${transactionSeconds}s`, false]);
}

/** For work that may take as long as it takes: the transaction that is open, or the whole connection. */
export async function liftTransactionLimit(statements: Statements, scope: 'transaction' | 'connection'): Promise<void> {
  await statements.query(set, ['0', scope === 'transaction']);
}

/** After the limit of a connection was lifted. */
export async function restoreTransactionLimit(statements: Statements): Promise<void> {
  await statements.query(set, [`${transactionSeconds}s`, false]);
}
