/** Shows wake-ups through a real Redis: other processes look at once, and without Redis the poll still finds every event. */
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { EventFollower, type FollowerOptions } from '../../server/event/follower';
import { RedisWakeUp, wakeUpOf } from '../../server/event/redis-wake-up';
import { PostgresWakeUp, type WakeUp } from '../../server/event/wake-up';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { describeWithRedis, startRedis, type StageRedis } from '../stage/redis';
import { announce, referred, until } from './writing';

let arranged: TestDatabase;
let database: Database;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  arranged = await createTestDatabase();
  database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  await database.close();
  await arranged.drop();
});

async function follow(wakeUp: WakeUp, options: Partial<FollowerOptions> = {}): Promise<string[]> {
  const follower = new EventFollower({ url: arranged.url, wakeUp, ...options });
  const seen: string[] = [];
  follower.on('events', (events) => seen.push(...events.map((event) => event.subjectId)));
  await follower.start();
  ends.push(() => follower.stop());
  return seen;
}

describeWithRedis('wake-ups through a real Redis', () => {
  let redis: StageRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const through = () => new RedisWakeUp(redis.url);

  /** Another process, which only tells. */
  async function teller(): Promise<RedisWakeUp> {
    const other = through();
    ends.push(() => other.close());
    await other.listen(() => undefined);
    return other;
  }

  test('given a commit of another process, then its message wakes this one though no poll is due', async () => {
    const seen = await follow(through(), { pollMilliseconds: 60_000 });
    const other = await teller();
    const subject = await announce(database, referred('organisation:a'));
    other.announce();
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
  });

  test('given an announcement of its own, then a process is not woken by it, and by that of another it is', async () => {
    let woken = 0;
    const own = through();
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
    const polling = await follow(through(), { pollMilliseconds: 50 });
    const waiting = await follow(through(), { pollMilliseconds: 60_000 });
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
});

describe('wake-ups without Redis', () => {
  test('given no Redis at the start, then a server follows all the same', async () => {
    const seen = await follow(new RedisWakeUp('redis://127.0.0.1:1'), { pollMilliseconds: 50 });
    const subject = await announce(database, referred('organisation:a'));
    await until('the event arrives', () => seen.length === 1);
    expect(seen).toEqual([subject]);
  });

  test('given an address of Redis or none, then that carrier is taken, or PostgreSQL', async () => {
    const [given, none] = [wakeUpOf(arranged.url, 'redis://127.0.0.1:1'), wakeUpOf(arranged.url, undefined)];
    expect([given, none]).toEqual([expect.any(RedisWakeUp), expect.any(PostgresWakeUp)]);
    await Promise.all([given.close(), none.close()]);
  });
});
