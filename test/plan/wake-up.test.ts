/** Shows that the planning thread needs no connection to be woken: its server listens for it, and tells others for it. */
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { EventFollower } from '../../server/event/follower';
import { ServerWakeUp } from '../../server/plan/planner.wake-up';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { announce, referred, until } from '../event/writing';

describe('a thread that is woken by its server', () => {
  let arranged: TestDatabase;
  let database: Database;
  const followers: EventFollower[] = [];
  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 2, entities }).open();
  });
  afterAll(async () => {
    await Promise.all(followers.map((follower) => follower.stop()));
    await database.close();
    await arranged.drop();
  });

  /** A follower that finds nothing by a poll, and what it has seen. */
  async function follow(wakeUp?: ServerWakeUp) {
    const follower = new EventFollower({ url: arranged.url, wakeUp, pollMilliseconds: 600_000 });
    const seen: string[] = [];
    follower.on('events', (events) => seen.push(...events.map(({ subjectId }) => subjectId)));
    followers.push(follower);
    await follower.start();
    return { follower, seen };
  }

  test('given commits of others and of the thread itself, then the thread, its server and another server see each of them though no poll is due', async () => {
    const other = await follow();
    const server = await follow();
    const wakeUp = new ServerWakeUp(() => server.follower.committed());
    server.follower.on('events', () => wakeUp.heard());
    const thread = await follow(wakeUp);
    const seenByAll = (count: number) =>
      until('all see it', () => [other, server, thread].every(({ seen }) => seen.length === count));

    const others = await announce(database, referred('organisation:a'));
    other.follower.committed();
    await seenByAll(1);
    const own = await announce(database, referred('organisation:a'));
    thread.follower.committed();
    await seenByAll(2);
    for (const { seen } of [other, server, thread]) expect(seen).toEqual([others, own]);
  });
});
