/** Shows a planning thread that is killed, cannot live or loses its lock: another term begins, what was published stays one history. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { projectRoot } from '../../server/project';
import { PlannerHost, type PlannerHostParts } from '../../server/plan/planner.host';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually } from './planning';

describe('a planning thread in trouble', () => {
  let server: TestServer;
  let hosts: PlannerHost[] = [];
  let logged: { level: string; facts: any }[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 50 }],
    });
  }, 90_000);
  afterEach(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    hosts = [];
    logged = [];
  });
  afterAll(() => server.close());

  const program = join(projectRoot, '.build', 'server', 'composition', 'planner-thread.js');
  function startHost(options: Partial<PlannerHostParts['options']> = {}, threadFile = program): PlannerHost {
    const host = new PlannerHost({
      databaseUrl: server.database.url,
      threadFile,
      config: server.config,
      plans: server.app.composition.plans,
      options: { coalesceMilliseconds: 20, checkMilliseconds: 600_000, memoryMegabytes: 512, ...options },
    });
    const log = {
      info: (facts: object) => logged.push({ level: 'info', facts }),
      error: (facts: object) => logged.push({ level: 'error', facts }),
    };
    host.start(log, server.app.composition.follower);
    hosts.push(host);
    return host;
  }
  const threadOf = (host: PlannerHost) => (host as unknown as { worker: Worker }).worker;
  const term = async () => Number((await server.app.composition.plans.findTerm(server.database)).term);
  const open = async () => (await server.app.composition.plans.findNewest(server.database))?.needsOpen;
  /** One history: each version once, and no term after a later one. */
  async function expectOneHistory(): Promise<void> {
    const rows = await server.database.query<{ version: string; term: string }>(
      'SELECT version::text AS version, term::text AS term FROM plan ORDER BY plan.version',
    );
    expect(rows.map(({ version }) => Number(version))).toEqual(rows.map((_, index) => index + 1));
    const terms = rows.map((row) => Number(row.term));
    expect(terms).toEqual([...terms].sort((one, other) => one - other));
  }

  test('given a thread that is killed, then it is begun anew, leads a new term and plans what came meanwhile', async () => {
    const host = startHost();
    await referredNeed(server, {});
    await eventually('it plans', async () => host.state.leading && (await open()) === 1);
    const before = await term();
    await threadOf(host).terminate();
    expect(host.state.leading).toBe(false);
    await referredNeed(server, {});
    await eventually('it plans again', async () => host.state.leading && (await open()) === 2);
    expect(host.state.restarts).toBe(1);
    expect(await term()).toBe(before + 1);
    await expectOneHistory();
  }, 60_000);

  test('given a thread that hangs while its server holds the lock, then it is ended, another server plans the next term, and this one begins a new thread', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linkage-hanging-'));
    try {
      // The planner as it is, in a thread that can be told to go round in a circle.
      const hanging = join(folder, 'hanging-thread.js');
      await writeFile(
        hanging,
        `require('node:worker_threads').parentPort.on('message', ({ kind }) => { while (kind === 'hang'); });
         require(${JSON.stringify(program)});`,
      );
      const silenceMilliseconds = 4_000;
      const host = startHost({ silenceMilliseconds }, hanging);
      await eventually('it leads', () => Promise.resolve(host.state.leading));
      const other = startHost({ silenceMilliseconds: 60_000 });
      await referredNeed(server, {});
      const known = (await server.database.query('SELECT FROM need')).length;
      await eventually('it plans', async () => (await open()) === known);
      const [before, thread] = [await term(), threadOf(host)];
      let gone = false;
      thread.once('exit', () => (gone = true));
      thread.postMessage({ kind: 'hang' });
      await referredNeed(server, {});
      await eventually('it is ended', () => Promise.resolve(gone));
      expect(host.state).toMatchObject({ leading: false, failures: 1 });
      await eventually('the other plans', async () => other.state.leading && (await open()) === known + 1);
      await eventually('a new thread is there', () => Promise.resolve(host.state.restarts === 1 && threadOf(host)));
      expect(logged.filter(({ level }) => level === 'error').map(({ facts }) => facts.reason)).toEqual([
        'THREAD_SILENT',
      ]);
      expect([other.state.failures, await term()]).toEqual([0, before + 1]);
      await expectOneHistory();
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 90_000);

  test('given a thread that has too little memory to live, then it is begun again and again, and the server goes on', async () => {
    const before = await term();
    const host = startHost({ memoryMegabytes: 4 });
    await eventually('it was begun twice', () => Promise.resolve(host.state.restarts >= 2));
    const failures = logged
      .filter(({ level }) => level === 'error')
      .map(({ facts }) => facts.failure.message as string);
    expect(failures.length).toBeGreaterThanOrEqual(2);
    for (const message of failures) expect(message).toContain('memory limit');
    // It never stood for election: another server would plan.
    expect([host.state.leading, await term()]).toEqual([false, before]);
    expect((await server.request('{ __typename }')).data).toEqual({ __typename: 'Query' });
  }, 60_000);

  test('given two servers, when the session of the lock is ended, then one of them leads the next term, and nothing is published of the old one', async () => {
    const [one, other] = [startHost(), startHost()];
    const leaders = () => [one, other].filter(({ state }) => state.leading);
    await eventually('one leads', () => Promise.resolve(leaders().length === 1));
    const before = await term();
    await referredNeed(server, {});
    const known = (await open())!;
    for (let round = 1; round <= 3; round += 1) {
      const ended = await server.database.query<{ ended: boolean }>(
        `SELECT pg_terminate_backend(pid) AS ended FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
          WHERE locktype = 'advisory' AND objid = 640107 AND granted AND datname = current_database()`,
      );
      expect(ended).toEqual([{ ended: true }]);
      await referredNeed(server, {});
      await eventually('one leads again', async () => leaders().length === 1 && (await term()) === before + round);
      const expected = (await server.database.query<{ count: number }>('SELECT count(*)::int AS count FROM need'))[0]!;
      await eventually('it plans', async () => (await open()) === expected.count);
      const ofTheOldTerm = await server.database.query(
        'SELECT version FROM plan, planner_term WHERE plan.term < planner_term.term AND plan.computed_at >= planner_term.since',
      );
      expect(ofTheOldTerm).toEqual([]);
    }
    expect(await open()).toBeGreaterThanOrEqual(known);
    await expectOneHistory();
    expect(logged.filter(({ facts }) => facts.reason === 'THREAD_FAILED')).toEqual([]);
  }, 90_000);
});
