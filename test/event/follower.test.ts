/** Shows that a process follows the outbox by itself: woken by commits, by a poll when nobody wakes it, and back after each break. */
import { randomUUID } from 'node:crypto';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { beginning, comparePositions } from '../../server/event/cursor';
import { EventFollower, type FollowerOptions } from '../../server/event/follower';
import { readState } from '../../server/event/outbox';
import { PostgresWakeUp, type WakeUp } from '../../server/event/wake-up';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { announce, referred, until, Writer } from './writing';

/** Wakes nobody: what arrives came by the poll. */
const silent: WakeUp = { listen: async () => undefined, announce: () => undefined, close: async () => undefined };

let arranged: TestDatabase;
let database: Database;
const followers: EventFollower[] = [];
beforeAll(async () => {
  arranged = await createTestDatabase();
  database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
});
afterEach(async () => {
  database.commits.removeAllListeners();
  await Promise.all(followers.splice(0).map((follower) => follower.stop()));
});
afterAll(async () => {
  await database.close();
  await arranged.drop();
});

async function follow(options: Partial<FollowerOptions> = {}): Promise<{ follower: EventFollower; seen: string[] }> {
  const follower = new EventFollower({ url: arranged.url, ...options });
  const seen: string[] = [];
  follower.on('events', (events) => seen.push(...events.map((event) => event.subjectId)));
  await follower.start();
  followers.push(follower);
  return { follower, seen };
}

describe('the follower', () => {
  test('given a commit of the own process, then the event arrives though no poll is due', async () => {
    const { follower, seen } = await follow({ wakeUp: silent, pollMilliseconds: 60_000 });
    database.commits.on('committed', () => follower.committed());
    const subject = await announce(database, referred('organisation:a'));
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
  });

  test('given a commit of another process, then its NOTIFY wakes this one though no poll is due', async () => {
    const { seen } = await follow({ pollMilliseconds: 60_000 });
    const other = new PostgresWakeUp(arranged.url);
    const subject = await announce(database, referred('organisation:a'));
    other.announce();
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
    await other.close();
  });

  test('given a thousand commits in one turn, then other processes are told once or twice, and of the last too', async () => {
    let told = 0;
    const counting: WakeUp = { ...silent, announce: () => void (told += 1) };
    const { follower, seen } = await follow({ wakeUp: counting, pollMilliseconds: 60_000 });
    for (let count = 0; count < 1_000; count += 1) follower.committed();
    await until('they are told', () => told > 0);
    const subject = await announce(database, referred('organisation:a'));
    const before = told;
    follower.committed();
    await until('they are told of the last', () => told > before);
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
    expect(told).toBeLessThanOrEqual(4);
  });

  test('given a process that died between commit and wake-up, then the poll finds its event', async () => {
    const { seen } = await follow({ pollMilliseconds: 50 });
    const subject = await announce(database, referred('organisation:a'));
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
  });

  test('given an open transaction below a committed one, then nothing is told, the hold-back is shown, and both follow in order', async () => {
    const { follower, seen } = await follow({ pollMilliseconds: 20 });
    const [first, second] = [await Writer.connect(arranged.url), await Writer.connect(arranged.url)];
    await first.begin();
    const early = await first.write();
    const late = await second.write();
    await until('the hold-back shows', () => follower.metrics().heldBackMilliseconds > 0);
    expect(seen).toEqual([]);
    await first.commit();
    await until('both arrive', () => seen.length === 2);
    expect(seen).toEqual([early, late]);
    await until('nothing is held back', () => follower.metrics().heldBackMilliseconds === 0);
    await first.close();
    await second.close();
  });

  test('given short transactions that overlap without an end, then something waits at every look and the hold-back stays below a second', async () => {
    const { follower, seen } = await follow({ pollMilliseconds: 20 });
    const writers = await Promise.all([1, 2, 3].map(() => Writer.connect(arranged.url)));
    const [writing, ...overlapping] = writers as [Writer, Writer, Writer];
    const written: string[] = [];
    await overlapping[0].begin();
    await overlapping[0].number();
    const began = performance.now();
    let most = 0;
    for (let turn = 1; performance.now() - began < 3_000; turn += 1) {
      const [open, next] = [overlapping[(turn + 1) % 2]!, overlapping[turn % 2]!];
      await next.begin();
      await next.number();
      // Above the one that has begun: it waits for it, while what was written before it is told.
      written.push(await writing.write());
      await open.commit();
      most = Math.max(most, follower.metrics().heldBackMilliseconds);
    }
    expect(seen.length).toBeGreaterThan(0);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(1_000);
    for (const writer of writers) await writer.commit();
    await until('all arrive', () => seen.length === written.length);
    expect(seen).toEqual(written);
    await Promise.all(writers.map((writer) => writer.close()));
  });

  test('given an event that has waited behind one transaction for a second, then a process that begins to follow shows its whole age, by the clock of the database', async () => {
    const [blocking, writing] = [await Writer.connect(arranged.url), await Writer.connect(arranged.url)];
    await blocking.begin();
    await blocking.number();
    const subject = await writing.write();
    const age = async () => {
      const [row] = await arranged.query<{ age: number }>(
        'SELECT extract(epoch FROM clock_timestamp() - at)::float8 * 1000 AS age FROM event WHERE subject_id = $1',
        [subject],
      );
      return row!.age;
    };
    await until('it has waited for a second', async () => (await age()) > 1_000);
    const { follower, seen } = await follow({ pollMilliseconds: 20 });
    await until('the hold-back shows', () => follower.metrics().heldBackMilliseconds > 0);
    expect(follower.metrics().heldBackMilliseconds).toBeGreaterThan(1_000);
    await until('it grows', () => follower.metrics().heldBackMilliseconds > 1_500);
    expect(follower.metrics().heldBackMilliseconds).toBeLessThan(await age());
    await blocking.commit();
    await until('it arrives', () => seen.length === 1);
    await until('nothing is held back', () => follower.metrics().heldBackMilliseconds === 0);
    await Promise.all([blocking.close(), writing.close()]);
  });

  test('given more events than the ring holds, then it keeps the newest, knows how far back it reaches, and fills itself at start', async () => {
    const { follower, seen } = await follow({ ringSize: 8 });
    const written: string[] = [];
    for (let count = 0; count < 30; count += 1) written.push(await announce(database, referred('organisation:a')));
    await until('all arrive', () => seen.length === 30);
    expect(seen).toEqual(written);
    expect(follower.ring.length).toBeLessThanOrEqual(10);
    expect(follower.ring.covers(beginning)).toBe(false);
    const { follower: later } = await follow({ ringSize: 8 });
    const page = later.ring.read(beginning, 100, () => true);
    expect(page.events.map((event) => event.subjectId)).toEqual(written.slice(-7));
    expect(later.head).toEqual(follower.head);
  });

  test('109: given all its connections terminated under load, then it comes back by itself and tells every committed event once', async () => {
    const { follower, seen } = await follow();
    database.commits.on('committed', () => follower.committed());
    const written: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      await arranged.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'linkage%' AND application_name <> 'linkage'`,
      );
      for (let count = 0; count < 5; count += 1) written.push(await announce(database, referred('organisation:a')));
    }
    await until('all arrive', () => seen.length >= written.length);
    expect(seen).toEqual(written);
    await until('it is connected', () => follower.metrics().connected);
    const listeners =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'linkage listen'";
    await until('it listens again', async () => (await arranged.query(listeners)).length === 1);
  });

  test('given a database restored under it (another epoch), then listeners are told that the history broke', async () => {
    const { follower } = await follow({ pollMilliseconds: 20 });
    let broken = 0;
    follower.on('broken', () => (broken += 1));
    const epoch = randomUUID();
    await arranged.query('UPDATE event_epoch SET epoch = $1', [epoch]);
    await arranged.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'linkage follow'",
    );
    await until('it noticed', () => broken === 1);
    expect(follower.epoch).toBe(epoch);
    expect(comparePositions(follower.head, (await readState(database)).head)).toBe(0);
  });

  test('given that it was stopped, then none of its connections is left', async () => {
    const { follower } = await follow();
    follower.committed();
    await follower.stop();
    await until('no connection is left', async () => {
      const left = await arranged.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'linkage _%'",
      );
      return left.length === 0;
    });
  });
});
