/** Shows that a transaction that stays open holds events back for a while only, that an operator sees it, and what the limits are. */
import { Client } from 'pg';
import { organisationScope } from '../../server/event/audience';
import { extendTransaction, transactionSeconds } from '../../server/database/transaction-limit';
import { QueuePool } from '../../server/job/queue-pool';
import { BulkRepository } from '../../server/visit/bulk.repository';
import { startTestServer, type TestServer } from '../stage/server';
import { announce, referred, until, Writer } from './writing';

describe('a transaction that stays open', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  async function metric(name: string): Promise<number> {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)![1]);
  }

  test('given one of the server itself that has written and then does nothing, then PostgreSQL ends it within its limit and what it held back is told', async () => {
    const { database, follower } = server.app.composition;
    const told: string[] = [];
    follower.on('events', (events) => told.push(...events.map((event) => event.subjectId)));
    let isOpen: () => void = () => undefined;
    const open = new Promise<void>((resolve) => (isOpen = resolve));
    let goOn: () => void = () => undefined;
    const ended = database.transaction(async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
      isOpen();
      await new Promise<void>((resolve) => (goOn = resolve));
      await tx.query('SELECT 1');
    });
    const outcome = ended.catch((error: { extensions?: { code: string } }) => error.extensions?.code);
    await open;
    const began = performance.now();
    const subject = await announce(database, referred(organisationScope('behind it')));
    await until('an operator sees that it waits', async () => (await metric('linkage_events_held_back_seconds')) > 0.2);
    expect(told).toEqual([]);
    await until('it is told', () => told.length === 1);
    expect(told).toEqual([subject]);
    // Ended by the limit of idle transactions, 5 seconds, and not before.
    expect(performance.now() - began).toBeGreaterThan(4_000);
    await until('nothing waits any more', async () => (await metric('linkage_events_held_back_seconds')) === 0);
    goOn();
    expect(await outcome).toBe('RETRYABLE');
  }, 60_000);

  test('given one of somebody else, then the hold-back is shown as long as it lasts, and nothing is lost', async () => {
    const { database, follower } = server.app.composition;
    const told: string[] = [];
    follower.on('events', (events) => told.push(...events.map((event) => event.subjectId)));
    const other = await Writer.connect(server.database.url);
    await other.begin();
    await other.number();
    const subject = await announce(database, referred(organisationScope('behind it')));
    await until('an operator sees that it waits', async () => (await metric('linkage_events_held_back_seconds')) > 0);
    expect(told).toEqual([]);
    await other.rollback();
    await until('it is told', () => told.length === 1);
    expect(told).toEqual([subject]);
    await other.close();
  });

  test('given any connection of the pool, then idle transactions, statements, locks and whole transactions have limits', async () => {
    const { database } = server.app.composition;
    const shown = (names: string[]) =>
      database.query<{ name: string; milliseconds: number }>(
        `SELECT name, CASE unit WHEN 'ms' THEN setting::int END AS milliseconds FROM pg_settings WHERE name = ANY ($1) ORDER BY name`,
        [names],
      );
    const names = ['idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout', 'transaction_timeout'];
    const expected = [5_000, 5_000, 15_000, transactionSeconds * 1_000];
    // Connections of before and after the first; each is asked.
    const all = await Promise.all(Array.from({ length: 8 }, () => shown(names)));
    const known = (
      await database.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version")
    )[0]!;
    const limits = names.map((name, index) => ({ name, milliseconds: expected[index] }));
    expect(all).toEqual(Array(8).fill(known.version >= 170_000 ? limits : limits.slice(0, 3)));
  });

  test('given a transaction of many statements that goes on beyond its limit, then PostgreSQL ends it, who asked may try again, and the pool goes on', async () => {
    const { database } = server.app.composition;
    const outcome = database.transaction(async (tx) => {
      // Its own limit is twenty seconds; a test has less time.
      await extendTransaction(tx, 1);
      for (;;) await tx.query('SELECT pg_sleep(0.05)');
    });
    await expect(outcome).rejects.toMatchObject({ extensions: { code: 'RETRYABLE' } });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('given a batch that is known to take longer, then its transaction has longer, and the next one on the connection has not', async () => {
    const { database } = server.app.composition;
    const limit = "SELECT current_setting('transaction_timeout') AS limit";
    const client = new Client({ connectionString: server.database.url });
    await client.connect();
    await client.query("SET transaction_timeout = '200ms'");
    const statements = {
      query: async <Row>(sql: string, given: readonly unknown[] = []) =>
        (await client.query(sql, [...given])).rows as Row[],
    };
    await client.query('BEGIN');
    await extendTransaction(statements, 30);
    expect((await client.query('SELECT pg_sleep(0.6), 1 AS done')).rows).toMatchObject([{ done: 1 }]);
    await client.query('COMMIT');
    await client.end();
    const seen = await database.transaction(async (tx) => {
      await new BulkRepository().allowTime(tx);
      return tx.query(limit);
    });
    expect(seen).toEqual([{ limit: '2min' }]);
    expect(await database.transaction((tx) => tx.query(limit))).toEqual([{ limit: '20s' }]);
  });

  test('given a connection of the queue of jobs, then its transactions have the same limits', async () => {
    const pool = new QueuePool({ connectionString: server.database.url });
    const { rows } = await pool.query(
      `SELECT current_setting('transaction_timeout') AS whole, current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(rows).toEqual([{ whole: '20s', idle: '5s' }]);
    await pool.end();
  });

  test('given work that one server does alone for as long as it takes, then its lock has no limit and the connection has it again afterwards', async () => {
    const { database } = server.app.composition;
    const seen = await database.exclusively(999_999, async () => {
      const [held] = await server.database.query<{ pid: number }>(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 999999 AND granted",
      );
      return held!.pid;
    });
    expect(seen).toBeGreaterThan(0);
    const settings = await Promise.all(
      Array.from({ length: 8 }, () =>
        database.query<{ limit: string }>("SELECT current_setting('transaction_timeout', true) AS limit"),
      ),
    );
    expect(new Set(settings.map(([row]) => row!.limit))).toEqual(new Set(['20s']));
  });
});
