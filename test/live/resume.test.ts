/** Shows resume from PostgreSQL beside the live stream: a process that remembers little serves any cursor without a gap. */
import { randomUUID } from 'node:crypto';
import { Database, type Statements } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { beginning, encodeCursor } from '../../server/event/cursor';
import { EventFollower } from '../../server/event/follower';
import { readState, type RecordedEvent } from '../../server/event/outbox';
import type { SharedPayload } from '../../server/context';
import { eventTypes, type EventType } from '../../server/event/event-type';
import { LiveHub } from '../../server/live/hub';
import type { Ending, Outlet } from '../../server/live/member';
import { sharedPayload } from '../../server/live/payload';
import { announce, referred, until, Writer } from '../event/writing';
import { createTestDatabase, type TestDatabase } from '../stage/database';

let arranged: TestDatabase;
let database: Database;
let follower: EventFollower;
beforeEach(async () => {
  arranged = await createTestDatabase();
  database = await new Database({ url: arranged.url, poolSize: 6, entities }).open();
  follower = new EventFollower({ url: arranged.url, ringSize: 8, pollMilliseconds: 20 });
  database.commits.on('committed', () => follower.committed());
  await follower.start();
});
afterEach(async () => {
  await follower.stop();
  await database.close();
  await arranged.drop();
});

/** Reads until it ends; remembers whole events. */
async function collect(
  hub: LiveHub,
  scopes: string[],
  after?: string,
  types: readonly EventType[] = eventTypes,
): Promise<{ seen: RecordedEvent[]; faults: unknown[] }> {
  const seen: RecordedEvent[] = [];
  const faults: unknown[] = [];
  const outlet: Outlet = {
    write: (payloads: readonly SharedPayload[]) => {
      for (const { text } of payloads) seen.push(JSON.parse(text) as RecordedEvent);
      return true;
    },
    drained: () => Promise.resolve(),
    end: ({ fault }: Ending) => faults.push(fault),
  };
  const member = await hub.admit(outlet, after);
  const render = async (events: readonly RecordedEvent[]) =>
    events.map((event) => sharedPayload(JSON.stringify(event)));
  hub.join(member, { key: scopes.join(), route: { scopes, types }, render });
  return { seen, faults };
}

const ids = (events: RecordedEvent[]) => events.map((event) => event.subjectId);

describe('resuming from PostgreSQL', () => {
  test('given joins at old cursors while four writers commit and roll back, then each subscriber has all of its scope after its cursor, once, in order', async () => {
    const hub = new LiveHub(follower, database, { pageSize: 5 });
    const all = await collect(hub, ['a', 'b']);
    const writers = await Promise.all([0, 1, 2, 3].map(() => Writer.connect(arranged.url)));
    let [written, enough] = [0, false];
    const writing = writers.map(async (writer, index) => {
      while (!enough) {
        written += 1;
        const rollsBack = written % 10 === 0;
        await writer.begin();
        if (index % 2 === 0) await writer.number();
        await writer.write(randomUUID(), [written % 3 === 0 ? 'b' : 'a']);
        await (rollsBack ? writer.rollback() : writer.commit());
      }
    });
    const joins: { from: number; scope: string; reader: Awaited<ReturnType<typeof collect>> }[] = [];
    while (joins.length < 20) {
      await until('a few more are seen', () => all.seen.length > joins.length * 15);
      const from = Math.floor(all.seen.length / 3);
      const scope = joins.length % 2 === 0 ? 'a' : 'b';
      joins.push({ from, scope, reader: await collect(hub, [scope], all.seen[from]?.cursor) });
    }
    enough = true;
    await Promise.all(writing);
    const [{ count } = { count: 0 }] = await arranged.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM event',
    );
    await until('all are seen', () => all.seen.length === count);
    for (const { from, scope, reader } of joins.filter((join) => all.seen[join.from])) {
      const expected = ids(all.seen.slice(from + 1).filter((event) => event.audience.includes(scope)));
      await until('it has caught up', () => reader.seen.length >= expected.length);
      expect(ids(reader.seen)).toEqual(expected);
      expect(reader.faults).toEqual([]);
    }
    await Promise.all(writers.map((writer) => writer.close()));
  });

  test('given events that are committed while a page of the past is being read, then they follow it without gap or repetition', async () => {
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let reads = 0;
    const slow: Statements = {
      query: async (sql, parameters) => {
        const rows = await database.query(sql, parameters);
        reads += 1;
        await gate;
        return rows as never;
      },
    };
    const hub = new LiveHub(follower, slow, { pageSize: 50 });
    const written: string[] = [];
    for (let count = 0; count < 20; count += 1) written.push(await announce(database, referred('a')));
    const [first] = await arranged.query<{ transaction: string; position: string }>(
      'SELECT transaction::text, position::text FROM event ORDER BY transaction, position LIMIT 1',
    );
    await until('the ring has moved on', () => !follower.ring.covers(first!));
    const state = await readState(database);
    expect(state.removed).toEqual({ transaction: '0', position: '0' });
    const fast = new LiveHub(follower, database, { pageSize: 50 });
    const cursor = encodeCursor(state.epoch, first!);
    const control = await collect(fast, ['a'], cursor);
    const opening = collect(hub, ['a'], cursor);
    await until('the database is asked', () => reads > 0);
    for (let count = 0; count < 10; count += 1) written.push(await announce(database, referred('a')));
    await until('they were broadcast', () => control.seen.length === 29);
    release();
    const reader = await opening;
    await until('all are there', () => reader.seen.length >= 29);
    expect(ids(reader.seen)).toEqual(written.slice(1));
    expect(ids(control.seen)).toEqual(written.slice(1));
  });

  test('109: given PostgreSQL that ends the connections of a reader of the past, then its subscription ends retryable and its cursor goes on', async () => {
    const written: string[] = [];
    for (let count = 0; count < 20; count += 1) written.push(await announce(database, referred('a')));
    const hub = new LiveHub(follower, database, { pageSize: 5 });
    const failing = new LiveHub(
      follower,
      {
        query: (sql) =>
          database.query(sql.includes('readAfter') ? 'SELECT pg_terminate_backend(pg_backend_pid())' : sql),
      },
      { pageSize: 5 },
    );
    await until('the follower has all', () => follower.ring.length >= 8);
    const { epoch } = await readState(database);
    const cut = await collect(failing, ['a'], encodeCursor(epoch, beginning));
    await until('it ended', () => cut.faults.length === 1);
    expect(cut.faults[0]).toMatchObject({ extensions: { code: 'RETRYABLE' } });
    // The pool notices the lost connection by the next statement on it.
    await until('the database answers again', () =>
      database.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    );
    const resumed = await collect(hub, ['a'], encodeCursor(epoch, beginning));
    await until('all are there', () => resumed.seen.length === 20);
    expect(ids(resumed.seen)).toEqual(written);
  });

  test('given events of types that are not asked for between those that are, more of them than a page, then PostgreSQL hands out none of them', async () => {
    const written: string[] = [];
    const write = (type: EventType, scope: string) => announce(database, { ...referred(scope), type });
    for (let count = 0; count < 4; count += 1) {
      written.push(await write('NeedReferred', 'a'));
      for (let foreign = 0; foreign < 4; foreign += 1) await write('NeedClaimed', 'a');
      await write('NeedReferred', 'b');
    }
    const { epoch } = await readState(database);
    const last = await announce(database, referred('a'));
    await until('the follower has moved on', () => !follower.ring.covers(beginning));
    const hub = new LiveHub(follower, database, { pageSize: 3 });
    const resumed = await collect(hub, ['a'], encodeCursor(epoch, beginning), ['NeedReferred']);
    await until('the last is there', () => resumed.seen.at(-1)?.subjectId === last);
    expect(resumed.seen.map(({ type, subjectId }) => [type, subjectId])).toEqual(
      [...written, last].map((id) => ['NeedReferred', id]),
    );
    expect(resumed.faults).toEqual([]);
  });
});
