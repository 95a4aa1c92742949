/** Shows that old events leave oldest first, and that a cursor is served wholly or refused, never with a gap. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { beginning, comparePositions, decodeCursor, encodeCursor } from '../../server/event/cursor';
import { readMissed, readNewest, readState } from '../../server/event/outbox';
import { makePartitions } from '../../server/event/partition';
import { removeOldEvents } from '../../server/event/retention';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { announce, referred, until, Writer } from './writing';

describe('the retention of events', () => {
  let arranged: TestDatabase;
  let database: Database;
  let epoch: string;
  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
    epoch = (await readState(database)).epoch;
  });
  afterAll(async () => {
    await database.close();
    await arranged.drop();
  });

  test('given events of nine and of two days ago, when those older than seven days are removed, then a cursor before them is refused and one after them served', async () => {
    const subjects: string[] = [];
    for (let count = 0; count < 5; count += 1) subjects.push(await announce(database, referred('organisation:a')));
    await until('all are readable', async () => (await readNewest(database, epoch, 10)).length === 5);
    const events = await readNewest(database, epoch, 10);
    const age = "UPDATE event SET at = now() - $2 * interval '1 day' WHERE subject_id = ANY ($1)";
    await arranged.query(age, [subjects.slice(0, 3), 9]);
    await arranged.query(age, [subjects.slice(3), 2]);

    expect(await removeOldEvents(database, 7)).toBe(3);
    expect((await readState(database)).removed).toEqual(events[2]!.position);
    await expect(readMissed(database, epoch, beginning, 10, {})).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED' },
    });
    await expect(readMissed(database, epoch, events[1]!.position, 10, {})).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED' },
    });
    const served = await readMissed(database, epoch, events[2]!.position, 10, {});
    expect(served.map((event) => event.subjectId)).toEqual(subjects.slice(3));
  });

  test('given that nothing is older, then nothing is removed; given that all are, then the head stays where it was', async () => {
    const { head } = await readState(database);
    expect(await removeOldEvents(database, 7)).toBe(0);
    expect(await removeOldEvents(database, 1)).toBe(2);
    expect(await readState(database)).toEqual({ epoch, head, removed: head });
  });

  test('given days that are no whole number from one, then it refuses and removes nothing', async () => {
    const subject = await announce(database, referred('organisation:a'));
    for (const days of [0, -1, 1.5, Number.NaN])
      await expect(removeOldEvents(database, days)).rejects.toThrow(RangeError);
    expect(await arranged.query('SELECT subject_id FROM event')).toEqual([{ subject_id: subject }]);
  });
});

describe('the partitions of events', () => {
  let arranged: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
  });
  afterEach(async () => {
    await database.close();
    await arranged.drop();
  });
  const places = async () => {
    const rows = await arranged.query<{ place: string; count: number }>(
      'SELECT tableoid::regclass::text AS place, count(*)::int AS count FROM event GROUP BY 1 ORDER BY 1',
    );
    return rows.map((row) => [row.place, row.count]);
  };
  const today = async () =>
    (
      await arranged.query<{ name: string }>(
        `SELECT 'event_partition.day_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD') AS name`,
      )
    )[0]!.name;

  test('given events before the partition of their day, when it is made, then they move into it with their positions, and readers see the same', async () => {
    for (let count = 0; count < 3; count += 1) await announce(database, referred('organisation:a'));
    expect(await places()).toEqual([['event_partition.rest', 3]]);
    const { epoch } = await readState(database);
    await until('all are readable', async () => (await readNewest(database, epoch, 10)).length === 3);
    const before = await readNewest(database, epoch, 10);
    const made = await Promise.all([makePartitions(database), makePartitions(database)]);
    expect(made.flat()).toHaveLength(8);
    await announce(database, referred('organisation:a'));
    expect(await places()).toEqual([[await today(), 4]]);
    await until('all are readable', async () => (await readNewest(database, epoch, 10)).length === 4);
    const after = await readNewest(database, epoch, 10);
    expect(after.slice(0, 3)).toEqual(before);
    expect(comparePositions(after[3]!.position, before[2]!.position)).toBeGreaterThan(0);
    expect(await makePartitions(database)).toEqual([]);
  });

  test('given a day that ended before the retention, then it is dropped whole, the newest removed position is its newest, and older cursors are refused', async () => {
    const subjects: string[] = [];
    await arranged.query(
      `CREATE TABLE event_partition.day_20200101 PARTITION OF event FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-01-02 00:00+00')`,
    );
    for (let count = 0; count < 3; count += 1) subjects.push(await announce(database, referred('organisation:a')));
    const { epoch } = await readState(database);
    await until('all are readable', async () => (await readNewest(database, epoch, 10)).length === 3);
    const events = await readNewest(database, epoch, 10);
    // The first and the last: what stands between them in the order stays, though no cursor reaches it any more.
    const moved = [subjects[0], subjects[2]];
    await arranged.query("UPDATE event SET at = '2020-01-01 12:00+00' WHERE subject_id = ANY ($1)", [moved]);
    await makePartitions(database);
    expect(await removeOldEvents(database, 7)).toBe(2);
    expect(await places()).toEqual([[await today(), 1]]);
    expect((await readState(database)).removed).toEqual(events[2]!.position);
    for (const position of [beginning, events[0]!.position, events[1]!.position])
      await expect(readMissed(database, epoch, position, 10, {})).rejects.toMatchObject({
        extensions: { code: 'CURSOR_EXPIRED' },
      });
    const later = await announce(database, referred('organisation:a'));
    await until('it is readable', async () => (await readNewest(database, epoch, 10)).length === 2);
    const served = await readMissed(database, epoch, events[2]!.position, 10, {});
    expect(served.map((event) => event.subjectId)).toEqual([later]);
  });

  test('given a transaction that writes into today, then a day that is dropped does not wait longer than a moment for it', async () => {
    await makePartitions(database);
    await arranged.query(
      `CREATE TABLE event_partition.day_20200101 PARTITION OF event FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-01-02 00:00+00')`,
    );
    const writer = await Writer.connect(arranged.url);
    await writer.begin();
    await writer.write();
    await expect(removeOldEvents(database, 7)).rejects.toMatchObject({ extensions: { code: 'RETRYABLE' } });
    await writer.commit();
    expect(await removeOldEvents(database, 7)).toBe(0);
    const left = await arranged.query("SELECT 1 FROM pg_class WHERE relname = 'day_20200101'");
    expect(left).toEqual([]);
    await writer.close();
  });
});

describe('days that are dropped while others use the outbox', () => {
  let arranged: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
    await makePartitions(database);
    for (const day of ['01', '02', '03'])
      await arranged.query(
        `CREATE TABLE event_partition.day_202001${day} PARTITION OF event
           FOR VALUES FROM ('2020-01-${day} 00:00+00') TO ('2020-01-${day} 24:00+00')`,
      );
  });
  afterAll(async () => {
    await database.close();
    await arranged.drop();
  });
  const left = async () =>
    (
      await arranged.query<{ name: string }>(
        "SELECT relname AS name FROM pg_class WHERE relname ~ '^day_2020[0-9]+$' ORDER BY relname",
      )
    ).map(({ name }) => name);

  test('given somebody who reads one of three, then the one before it is gone for good, who writes meanwhile waits for a moment only, and the rest goes another time', async () => {
    const reader = new Client({ connectionString: arranged.url });
    await reader.connect();
    await reader.query('BEGIN');
    await reader.query('SELECT 1 FROM event_partition.day_20200102');
    const removal = removeOldEvents(database, 7).catch((error: { extensions?: { code: string } }) => error);
    let isOver = false;
    void removal.then(() => (isOver = true));
    let longest = 0;
    while (!isOver) {
      const began = performance.now();
      await announce(database, referred('organisation:a'));
      longest = Math.max(longest, performance.now() - began);
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(700);
    expect(await removal).toMatchObject({ extensions: { code: 'RETRYABLE' } });
    expect(await left()).toEqual(['day_20200102', 'day_20200103']);
    await reader.query('COMMIT');
    await reader.end();
    expect(await removeOldEvents(database, 7)).toBe(0);
    expect(await left()).toEqual([]);
  });
});

describe('cursors', () => {
  const epoch = randomUUID();
  const code = (cursor: string) => {
    try {
      decodeCursor(cursor, epoch);
      return 'accepted';
    } catch (error) {
      return (error as { extensions: { code: string } }).extensions.code;
    }
  };
  const raw = (text: string) => Buffer.from(text).toString('base64url');

  test('given a position beyond 2^53, then it comes back exactly', () => {
    const position = { transaction: '18446744073709551615', position: '9223372036854775807' };
    expect(decodeCursor(encodeCursor(epoch, position), epoch)).toEqual(position);
  });

  test('given leading zeros, then the position is the same as without', () => {
    expect(decodeCursor(raw(`${epoch} 007 0`), epoch)).toEqual({ transaction: '7', position: '0' });
  });

  test('50: given what is no cursor, a number too large, or another epoch, then each is told apart', () => {
    expect(
      ['', '!', 'x'.repeat(5_000), raw('1 2 3'), raw(`${epoch} -1 2`), raw(`${epoch} 1 2; DROP TABLE event`)].map(code),
    ).toEqual(Array(6).fill('BAD_USER_INPUT'));
    expect(code(raw(`${epoch} 18446744073709551616 1`))).toBe('BAD_USER_INPUT');
    expect(code(raw(`${epoch} 1 9223372036854775808`))).toBe('BAD_USER_INPUT');
    expect(code(encodeCursor(randomUUID(), { transaction: '1', position: '1' }))).toBe('CURSOR_EXPIRED');
  });
});
