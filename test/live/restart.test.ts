/** Shows a whole server while PostgreSQL restarts: requests are told to try again, listeners miss nothing, nobody has to help. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globalId } from '../../schema/global-id';
import { startEmbedded, type EmbeddedPostgres } from '../../server/database/embedded';
import { organisationScope } from '../../server/event/audience';
import { announce, referred, until } from '../event/writing';
import type { TestDatabase } from '../stage/database';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { listen } from './listener';

/** Repeats the work until told to stop; failures are counted by their code, since they are what is looked at. */
function keepDoing(work: () => Promise<string>): {
  outcomes: Map<string, number>;
  count(): number;
  stop(): Promise<void>;
} {
  const outcomes = new Map<string, number>();
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      const outcome = await work().catch(
        (error: { extensions?: { code: string } }) => error.extensions?.code ?? 'no fault',
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome !== 'done') await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    outcomes,
    count: () => outcomes.get('done') ?? 0,
    stop: async () => {
      stopping = true;
      await running;
    },
  };
}

describe('a server whose PostgreSQL restarts', () => {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-live-'));
  const startCluster = () =>
    startEmbedded({ directory, report: () => undefined, durable: false, endsWithProcess: true });
  let cluster: EmbeddedPostgres;
  let server: TestServer;
  /** Of what goes on until it is told to stop, also by a test that failed. */
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    cluster = await startCluster();
    const shared = {
      url: cluster.url,
      query: () => Promise.resolve([]),
      drop: () => Promise.resolve(),
    } as TestDatabase;
    server = await startTestServer({}, shared);
  }, 90_000);
  afterAll(async () => {
    for (const end of ends) await end();
    await server.close();
    await cluster.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test('109: given requests, writers and a listener while it stops and starts, then only RETRYABLE is told, and the listener has every committed event once', async () => {
    const { database, hub } = server.app.composition;
    const { organisationId } = await approvedOrganisation(server, { areaCode: null });
    const member = await people(server).organisationMember(organisationId);
    const after = (await server.request('{ feedPosition }', {}, member.token)).data.feedPosition as string;
    const listener = await listen({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      token: member.token,
      organisationId,
      after,
      fields: 'need { id }',
    });
    const confirmed: string[] = [];
    const writing = keepDoing(async () => {
      const subjectId = randomUUID();
      await announce(database, referred(organisationScope(organisationId), subjectId));
      confirmed.push(subjectId);
      return 'done';
    });
    ends.push(() => writing.stop());
    const statuses = new Set<number>();
    const asking = keepDoing(async () => {
      const { status, errors } = await server.request('{ feedPosition }', {}, member.token);
      statuses.add(status);
      return errors ? String(errors[0]!.extensions.code) : 'done';
    });
    ends.push(() => asking.stop());

    await until('all are at work', () => writing.count() > 20 && asking.count() > 20 && listener.heard.length > 20);
    await cluster.stop();
    await until('both notice', () => [writing, asking].every(({ outcomes }) => (outcomes.get('RETRYABLE') ?? 0) > 3));
    cluster = await startCluster();
    const [written, asked] = [writing.count(), asking.count()];
    await until('both go on', () => writing.count() > written + 20 && asking.count() > asked + 20);
    await Promise.all([writing.stop(), asking.stop()]);

    expect([...writing.outcomes.keys(), ...asking.outcomes.keys()].sort()).toEqual([
      'RETRYABLE',
      'RETRYABLE',
      'done',
      'done',
    ]);
    expect([...statuses].sort()).toEqual([200, 503]);
    const rows = await database.query<{ id: string }>(
      'SELECT subject_id AS id FROM event ORDER BY transaction, position',
    );
    const kept = rows.map((row) => row.id);
    expect(confirmed.filter((subjectId) => !kept.includes(subjectId))).toEqual([]);
    await until('the listener has all', () => listener.heard.length >= kept.length);
    expect(listener.heard.map((event) => event.needId)).toEqual(kept.map((id) => globalId('Need', id)));
    expect(listener.failures).toEqual([]);
    await listener.stop();
    await until('no subscription is left', () => hub.subscriberCount === 0);
  }, 90_000);
});
