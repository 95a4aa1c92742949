/** Promises a server that writes, and servers that only follow: what writing costs when all of them are woken after each commit. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Database } from '../../../server/database/database';
import { entities } from '../../../server/database/entities';
import { organisationScope } from '../../../server/event/audience';
import { EventFollower } from '../../../server/event/follower';
import { append } from '../../../server/event/outbox';
import { PostgresWakeUp, type WakeUp } from '../../../server/event/wake-up';
import { startStageCluster, type StageCluster } from '../../stage/cluster';
import { createTestDatabase } from '../../stage/database';
import { answering } from './protocol';

/** `off`: nobody is woken, followers look by themselves; `in the transaction`: the wrong way, by which commits queue. */
export type WakeUpMode = 'off' | 'on' | 'in the transaction';

const writers = 32;
const silent: WakeUp = {
  listen: () => Promise.resolve(),
  announce: () => undefined,
  close: () => Promise.resolve(),
};

let cluster: StageCluster | undefined;
let database: Database | undefined;
let follower: EventFollower | undefined;
let mode: WakeUpMode = 'off';
let looks = 0;
let seen = 0;

async function begin(): Promise<string> {
  cluster = await startStageCluster({ durable: true });
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  const { url } = await createTestDatabase();
  database = await new Database({ url, poolSize: writers, entities }).open();
  database.commits.on('committed', () => {
    if (mode === 'on') follower?.committed();
  });
  return url;
}

async function follow(details: { url: string; mode: WakeUpMode }): Promise<void> {
  ({ mode } = details);
  const wakeUp = mode === 'off' ? silent : new PostgresWakeUp(details.url);
  follower = new EventFollower({ url: details.url, wakeUp });
  follower.on('events', (events) => {
    looks += 1;
    seen += events.length;
  });
  await follower.start();
}

async function unfollow(): Promise<{ looks: number; seen: number }> {
  await follower?.stop();
  follower = undefined;
  const counted = { looks, seen };
  [looks, seen] = [0, 0];
  return counted;
}

async function write({ seconds }: { seconds: number }): Promise<number> {
  const start = performance.now();
  let committed = 0;
  const audience = [organisationScope(randomUUID())];
  const one = async () => {
    while (performance.now() - start < seconds * 1_000) {
      const subjectId = randomUUID();
      await database!.transaction(async (tx) => {
        await append(tx, { type: 'NeedReferred', subjectId, audience, payload: { needId: subjectId } });
        if (mode === 'in the transaction') await tx.query("SELECT pg_notify('linkage_event', '')");
      });
      committed += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, one));
  return committed / ((performance.now() - start) / 1_000);
}

answering({ begin, follow, unfollow, write }, async () => {
  await follower?.stop();
  await database?.close();
  await cluster?.stop();
});
