/**
 * Promises that no transaction of a server lasts for long: while one that writes is open, no event that was committed after it began is
 * told. Idle ones and single statements have limits of their own, below this one; it ends those that go on and on. PostgreSQL 17 and
 * newer know it. Longer may take, and says so: a migration, an import of areas, a batch of triggers of visits, the numbering of
 * restored events, and what one server does alone (its lock stands on a connection without transactions).
 */
import type { ClientBase } from 'pg';
import type { Statements } from './database';

/** More than one statement may take: that one then ends with its own fault, and the connection lives. */
export const transactionSeconds = 20;

const set = `SELECT set_config('transaction_timeout', $1, $2)
              WHERE current_setting('server_version_num')::int >= 170000`;

/** For each new connection of a pool. */
export async function limitTransactions(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query(set, [`${transactionSeconds}s`, false]);
}

/** For work that is known to take longer: the transaction that is open has so many seconds from now on. */
export async function extendTransaction(statements: Statements, seconds: number): Promise<void> {
  // A limit that runs is not moved by another one: it has to end first.
  await liftTransactionLimit(statements, 'transaction');
  await statements.query(set, [`${seconds}s`, true]);
}

/** For work that may take as long as it takes: the transaction that is open, or the whole connection. */
export async function liftTransactionLimit(statements: Statements, scope: 'transaction' | 'connection'): Promise<void> {
  await statements.query(set, ['0', scope === 'transaction']);
}

/** After the limit of a connection was lifted. */
export async function restoreTransactionLimit(statements: Statements): Promise<void> {
  await statements.query(set, [`${transactionSeconds}s`, false]);
}
