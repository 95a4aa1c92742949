/** Shows wake-ups through a real Redis: other processes look at once, and without Redis the poll still finds every event. */
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { EventFollower, type FollowerOptions } from '../../server/event/follower';
import { RedisWakeUp, wakeUpOf } from '../../server/event/redis-wake-up';
import { PostgresWakeUp } from '../../server/event/wake-up';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { startRedis, type StageRedis } from '../stage/redis';
import { announce, referred, until } from './writing';

let arranged: TestDatabase;
let database: Database;
let redis: StageRedis;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  arranged = await createTestDatabase();
  database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
  redis = await startRedis();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  await database.close();
  await arranged.drop();
  await redis.stop();
});

async function follow(options: Partial<FollowerOptions> = {}): Promise<string[]> {
  const wakeUp = new RedisWakeUp(redis.url);
  const follower = new EventFollower({ url: arranged.url, wakeUp, ...options });
  const seen: string[] = [];
  follower.on('events', (events) => seen.push(...events.map((event) => event.subjectId)));
  await follower.start();
  ends.push(() => follower.stop());
  return seen;
}

/** Another process, which only tells. */
async function teller(): Promise<RedisWakeUp> {
  const other = new RedisWakeUp(redis.url);
  ends.push(() => other.close());
  await other.listen(() => undefined);
  return other;
}

describe('wake-ups through Redis', () => {
  test('given a commit of another process, then its message wakes this one though no poll is due', async () => {
    const seen = await follow({ pollMilliseconds: 60_000 });
    const other = await teller();
    const subject = await announce(database, referred('organisation:a'));
    other.announce();
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
  });

  test('given an announcement of its own, then a process is not woken by it, and by that of another it is', async () => {
    let woken = 0;
    const own = new RedisWakeUp(redis.url);
    ends.push(() => own.close());
    await own.listen(() => (woken += 1));
    const before = woken;
    own.announce();
    const other = await teller();
    other.announce();
    await until('it is woken', () => woken > before);
    expect(woken).toBe(before + 1);
  });

  test('given Redis is away, then the poll finds the event; given it is back, then it is listened to again', async () => {
    const polling = await follow({ pollMilliseconds: 50 });
    const waiting = await follow({ pollMilliseconds: 60_000 });
    const other = await teller();
    await redis.stop();
    const first = await announce(database, referred('organisation:a'));
    other.announce();
    await until('the poll finds it', () => polling.length === 1);
    expect(waiting).toEqual([]);
    redis = await startRedis(redis.port);
    // Listening again is a reason to look: what was missed meanwhile is found.
    await until('it looks again', () => waiting.length === 1);
    const second = await announce(database, referred('organisation:a'));
    await until('the message comes', () => {
      other.announce();
      return waiting.length === 2;
    });
    expect([polling.slice(0, 1), waiting]).toEqual([[first], [first, second]]);
  });

  test('given no Redis at the start, then a server follows all the same', async () => {
    const wakeUp = new RedisWakeUp('redis://127.0.0.1:1');
    const seen = await follow({ wakeUp, pollMilliseconds: 50 });
    const subject = await announce(database, referred('organisation:a'));
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
  });

  test('given an address of Redis or none, then that carrier is taken, or PostgreSQL', async () => {
    const [given, none] = [wakeUpOf(arranged.url, redis.url), wakeUpOf(arranged.url, undefined)];
    expect([given, none]).toEqual([expect.any(RedisWakeUp), expect.any(PostgresWakeUp)]);
    await Promise.all([given.close(), none.close()]);
  });
});
