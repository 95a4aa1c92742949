/** Shows that a restart of PostgreSQL under load costs time only: retryable faults meanwhile, nothing committed lost, no help needed. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../server/database/database';
import { startEmbedded, type EmbeddedPostgres } from '../../server/database/embedded';
import { entities } from '../../server/database/entities';
import { EventFollower } from '../../server/event/follower';
import { append } from '../../server/event/outbox';
import { createTestDatabase } from '../stage/database';
import { announce, referred, until } from './writing';

/** What one caller was told about each event it tried to write. */
interface Attempts {
  readonly confirmed: string[];
  readonly refused: { subjectId: string; code: unknown }[];
}

/** Callers that write one event after the other until told to stop. */
function keepWriting(database: Database, callers: number): { attempts: Attempts; stop: () => Promise<void> } {
  const attempts: Attempts = { confirmed: [], refused: [] };
  let stopping = false;
  const caller = async () => {
    while (!stopping) {
      const subjectId = randomUUID();
      try {
        await database.transaction((tx) => append(tx, referred('organisation:a', subjectId)));
        attempts.confirmed.push(subjectId);
      } catch (error) {
        attempts.refused.push({
          subjectId,
          code: (error as { extensions?: { code: string } }).extensions?.code ?? String(error),
        });
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  };
  const running = Array.from({ length: callers }, caller);
  return {
    attempts,
    stop: async () => {
      stopping = true;
      await Promise.all(running);
    },
  };
}

async function follow(database: Database, url: string): Promise<{ follower: EventFollower; seen: string[] }> {
  const follower = new EventFollower({ url });
  database.commits.on('committed', () => follower.committed());
  const seen: string[] = [];
  follower.on('events', (events) => seen.push(...events.map((event) => event.subjectId)));
  await follower.start();
  return { follower, seen };
}

/** Every event that the database holds, in the order of readers. */
async function stored(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT subject_id AS id FROM event ORDER BY transaction, position',
  );
  return rows.map((row) => row.id);
}

async function expectNothingLost(database: Database, seen: string[], { confirmed, refused }: Attempts): Promise<void> {
  const kept = await stored(database);
  await until('the follower has caught up', () => seen.length >= kept.length);
  expect(seen).toEqual(kept);
  expect(confirmed.filter((subjectId) => !kept.includes(subjectId))).toEqual([]);
  // A commit whose answer was lost may have happened: the caller was told to try again, with the same id.
  const unknown = new Set([...confirmed, ...refused.map((attempt) => attempt.subjectId)]);
  expect(kept.filter((subjectId) => !unknown.has(subjectId))).toEqual([]);
  expect([...new Set(refused.map((attempt) => attempt.code))]).toEqual(['RETRYABLE']);
}

describe('PostgreSQL that goes away under load', () => {
  test('109: given every backend terminated while 8 callers write, then callers get RETRYABLE, and follower and pool recover', async () => {
    const arranged = await createTestDatabase();
    const database = await new Database({ url: arranged.url, poolSize: 8, entities }).open();
    const { follower, seen } = await follow(database, arranged.url);
    const { attempts, stop } = keepWriting(database, 8);
    for (let round = 1; round <= 3; round += 1) {
      await until('some are written', () => attempts.confirmed.length >= round * 50);
      await arranged.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await until('callers notice', () => attempts.refused.length >= round);
    }
    const before = attempts.confirmed.length;
    await until('writing goes on', () => attempts.confirmed.length >= before + 50);
    await stop();
    await expectNothingLost(database, seen, attempts);
    await follower.stop();
    await database.close();
    await arranged.drop();
  });

  describe('a cluster of its own', () => {
    const directory = mkdtempSync(join(tmpdir(), 'linkage-restart-'));
    const start = () => startEmbedded({ directory, report: () => undefined, durable: false, endsWithProcess: true });
    let cluster: EmbeddedPostgres;
    beforeAll(async () => {
      cluster = await start();
    }, 60_000);
    afterAll(async () => {
      await cluster.remove();
      rmSync(directory, { recursive: true, force: true });
    });

    test('109: given PostgreSQL stopped and started on its port while 8 callers write, then all goes on by itself and no commit is lost', async () => {
      const database = await new Database({ url: cluster.url, poolSize: 8, entities }).open();
      await database.migrate();
      const { follower, seen } = await follow(database, cluster.url);
      const { attempts, stop } = keepWriting(database, 8);
      await until('some are written', () => attempts.confirmed.length >= 50);
      const { port } = cluster;
      await cluster.stop();
      await until('the follower notices', () => !follower.metrics().connected);
      await until('callers notice', () => attempts.refused.length >= 8);
      cluster = await start();
      expect(cluster.port).toBe(port);
      const before = attempts.confirmed.length;
      await until('writing goes on', () => attempts.confirmed.length >= before + 50);
      await stop();
      await expectNothingLost(database, seen, attempts);
      await until('the follower is connected', () => follower.metrics().connected);
      expect(follower.metrics().reconnects).toBeGreaterThan(0);
      await announce(database, referred('organisation:a'));
      await follower.stop();
      await database.close();
    }, 60_000);
  });
});
