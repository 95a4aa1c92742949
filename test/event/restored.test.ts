/**
 * Shows what becomes of the outbox when the database is another one than it was: restored into a cluster that has counted less far,
 * copied, failed over. Cursors of before expire, what is written from then on is told at once, and whoever keeps a position goes on.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptPositions } from '../../server/composition/positions';
import { Database } from '../../server/database/database';
import { createDatabase, startEmbedded } from '../../server/database/embedded';
import { entities } from '../../server/database/entities';
import { EventFollower } from '../../server/event/follower';
import { EventHistory } from '../../server/event/history';
import { readAfter, readState } from '../../server/event/outbox';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { restoreInto } from '../stage/restore';
import { announce, referred, until } from './writing';

/** Beyond what any cluster of a test gives: numbers as another cluster gave them. */
const elsewhere = 4_000_000_000_000n;

describe('the history of the outbox', () => {
  let arranged: TestDatabase;
  let database: Database;
  const recognise = (opened: Database) => new EventHistory(opened, keptPositions).recognise();
  beforeEach(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 8, entities }).open();
  });
  afterEach(async () => {
    await database.close();
    await arranged.drop();
  });
  const told = async () =>
    (await arranged.query<{ id: string }>('SELECT subject_id AS id FROM event ORDER BY transaction, position')).map(
      ({ id }) => id,
    );
  const after = async (table: string, transaction = 'transaction', position = 'position') => {
    const rows = await arranged.query<{ id: string }>(
      `SELECT subject_id AS id FROM event, ${table} kept
        WHERE (event.transaction, event.position) > (kept.${transaction}, kept.${position})
        ORDER BY event.transaction, event.position`,
    );
    return rows.map(({ id }) => id);
  };
  /** An event as a cluster far ahead wrote it, `transaction` numbers after others. */
  const restored = async (transaction: number, position: number) => {
    const [row] = await arranged.query<{ id: string }>(
      `INSERT INTO event (transaction, position, type, subject_id, audience) OVERRIDING SYSTEM VALUE
       VALUES ($1::xid8, $2, 'NeedReferred', gen_random_uuid(), '{organisation:a}') RETURNING subject_id AS id`,
      [String(elsewhere + BigInt(transaction)), position],
    );
    return row!.id;
  };

  test('given a column of the database that holds a number of a transaction, then its room has declared it', async () => {
    const rows = await arranged.query<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.atttypid = 'xid8'::regtype`,
    );
    const declared = keptPositions.map(({ table, transaction }) => `${table}.${transaction}`);
    expect(rows.map(({ name }) => name).sort()).toEqual(['event.transaction', ...declared].sort());
  });

  test('given a start after a start, then the epoch stays; given a copy beside the first, then it has another one and its events stay as they are', async () => {
    const subjects = [await announce(database, referred('organisation:a'))];
    expect(await recognise(database)).toBe(true);
    const { epoch } = await readState(database);
    expect(await recognise(database)).toBe(false);
    expect((await readState(database)).epoch).toBe(epoch);
    const rows = 'SELECT transaction, position, subject_id FROM event';
    const before = await arranged.query(rows);
    const copy = await createTestDatabase();
    await restoreInto(arranged.url, copy.url);
    const opened = await new Database({ url: copy.url, poolSize: 2, entities }).open();
    expect(await recognise(opened)).toBe(true);
    expect((await readState(opened)).epoch).not.toBe(epoch);
    expect(await copy.query(rows)).toEqual(before);
    expect(before.map((row) => row.subject_id)).toEqual(subjects);
    await opened.close();
    await copy.drop();
    expect(await recognise(database)).toBe(false);
  });

  test('given events, places and messages with numbers that this cluster has not given yet, when four servers look together, then one takes a new epoch, the old order stays, and each reader goes on with its next', async () => {
    // Overlapping transactions: the order is that of the transactions first.
    const positions = [
      [1, 11],
      [2, 10],
      [2, 14],
      [3, 12],
      [5, 13],
    ] as const;
    const ids: string[] = [];
    for (const [transaction, position] of positions) ids.push(await restored(transaction, position));
    await arranged.query("SELECT setval('event_order_seq', 20)");
    const place = (transaction: number, position: number) => [String(elsewhere + BigInt(transaction)), position];
    const at = 'SET transaction = $1::xid8, position = $2';
    await arranged.query(`UPDATE webhook_cursor ${at}`, place(2, 14));
    // Between two events, as it stands after one that was of no interest and is gone.
    await arranged.query(`UPDATE warning_cursor ${at}`, place(4, 1));
    await arranged.query('UPDATE event_epoch SET removed_transaction = $1::xid8, removed_position = $2', place(1, 2));
    const unreadable = await readAfter(database, '', { transaction: '0', position: '0' }, 10);
    expect(unreadable.events).toEqual([]);
    const { epoch } = await readState(database);

    const taken = await Promise.all(Array.from({ length: 4 }, () => recognise(database)));
    expect(taken.sort()).toEqual([false, false, false, true]);
    const state = await readState(database);
    expect(state.epoch).not.toBe(epoch);
    expect(await told()).toEqual(ids);
    expect(await after('webhook_cursor')).toEqual(ids.slice(3));
    expect(await after('warning_cursor')).toEqual(ids.slice(4));
    expect(await after('event_epoch', 'removed_transaction', 'removed_position')).toEqual(ids);
    expect(state.removed).toEqual({ transaction: '2', position: '20' });
    await until('all are readable', async () => {
      const { events } = await readAfter(database, state.epoch, state.removed, 10);
      return events.length === 5;
    });
    expect((await readState(database)).head).toEqual({ transaction: '2', position: '25' });
    const fresh = await announce(database, referred('organisation:a'));
    expect(await told()).toEqual([...ids, fresh]);
    const [row] = await arranged.query('SELECT position FROM event WHERE subject_id = $1', [fresh]);
    expect(row).toEqual({ position: 26n });
    expect(await recognise(database)).toBe(false);
  });

  test('given an outbox that retention has emptied, with a place beyond the numbers of this cluster, then what is written next stands after it', async () => {
    const [transaction, position] = [String(elsewhere), 500];
    const at = 'SET transaction = $1::xid8, position = $2';
    await arranged.query(`UPDATE webhook_cursor ${at}`, [transaction, position]);
    await arranged.query('UPDATE event_epoch SET removed_transaction = $1::xid8, removed_position = $2', [
      transaction,
      position,
    ]);
    await arranged.query("SELECT setval('event_order_seq', 500)");
    expect(await recognise(database)).toBe(true);
    const fresh = await announce(database, referred('organisation:a'));
    expect(await after('webhook_cursor')).toEqual([fresh]);
    expect(await after('event_epoch', 'removed_transaction', 'removed_position')).toEqual([fresh]);
  });

  test('given a follower that runs while its PostgreSQL fails over to another line of time, then it takes the new epoch and says that the history broke', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'linkage-failover-'));
    const start = () => startEmbedded({ directory, report: () => undefined, durable: false, endsWithProcess: true });
    let cluster = await start();
    const url = await createDatabase(cluster.url, 'linkage');
    const own = await new Database({ url, poolSize: 4, entities }).open();
    await own.migrate();
    expect(await recognise(own)).toBe(true);
    const follower = new EventFollower({ url, pollMilliseconds: 20, recognise: () => recognise(own) });
    let broken = 0;
    follower.on('broken', () => (broken += 1));
    await follower.start();
    const { epoch } = follower;
    await announce(own, referred('organisation:a'));
    const [place] = await own.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    await own.query("ALTER SYSTEM SET restore_command = 'false'");

    // Nothing else than a restart leaves the line of time, and with it the epoch.
    await cluster.stop();
    cluster = await start();
    await until('it is connected', () => follower.metrics().connected && follower.metrics().reconnects > 0);
    expect([follower.epoch, broken]).toEqual([epoch, 0]);

    await cluster.stop();
    writeFileSync(join(place!.folder, 'recovery.signal'), '');
    cluster = await start();
    await until('it noticed', () => broken === 1);
    const state = await readState(own);
    expect(follower.epoch).toBe(state.epoch);
    expect(follower.epoch).not.toBe(epoch);
    const seen: string[] = [];
    follower.on('events', (events) => seen.push(...events.map((event) => event.subjectId)));
    const fresh = await announce(own, referred('organisation:a'));
    await until('it arrives', () => seen.length > 0);
    expect(seen).toEqual([fresh]);
    await follower.stop();
    await own.close();
    await cluster.remove();
    rmSync(directory, { recursive: true, force: true });
  }, 120_000);
});
