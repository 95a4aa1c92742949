/** Shows that servers may die: clients go on at another one, and everyone has seen every committed event once, in one order. */
import { setTimeout as pause } from 'node:timers/promises';
import { globalId } from '../../schema/global-id';
import { areaChainScopes, organisationScope } from '../../server/event/audience';
import { until, Writer } from '../event/writing';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { listen, type Listener } from './listener';

/** Transactions that overlap, one in ten rolled back, until told to stop. */
function keepWriting(writers: Writer[], audience: string[]): { committed: Set<string>; stop: () => Promise<void> } {
  const committed = new Set<string>();
  let stopping = false;
  let turn = 0;
  const running = writers.map(async (writer, index) => {
    while (!stopping) {
      turn += 1;
      const rollsBack = turn % 10 === 0;
      await writer.begin();
      if (index % 2 === 0) await writer.number();
      await pause(index * 2);
      const subjects = [await writer.write(undefined, audience), await writer.write(undefined, audience)];
      await pause(4 - index);
      await (rollsBack ? writer.rollback() : writer.commit());
      if (!rollsBack) for (const subject of subjects) committed.add(subject);
    }
  });
  return {
    committed,
    stop: async () => {
      stopping = true;
      await Promise.all(running);
    },
  };
}

describe('two servers over one database', () => {
  const secrets = testEnvironment();
  let stage: TestServer;
  let processes: ServerProcess[] = [];
  let listeners: Listener[] = [];
  /** Of what goes on until it is told to stop, also by a test that failed. */
  const ends: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    stage = await startTestServer(secrets);
  });
  afterAll(async () => {
    for (const end of ends) await end();
    await Promise.all(listeners.map((listener) => listener.stop()));
    await Promise.all(processes.map((server) => server.kill()));
    await stage.close();
  });
  const start = () => startServerProcess({ ...secrets, DATABASE_URL: stage.database.url });

  /** A client that turns to the next living server each time it connects. */
  function anyServer(first: number): () => string {
    let attempt = first - 1;
    return () => {
      attempt += 1;
      return processes[attempt % processes.length]!.socketUrl;
    };
  }

  test('given three subscribers and servers killed with -9 in the middle, then after reconnecting all have seen every committed event once, in one order', async () => {
    const { organisationId } = await approvedOrganisation(stage);
    const member = await people(stage).organisationMember(organisationId);
    const adviser = await people(stage).adviser('640104001');
    const bureau = await people(stage).bureau('640104');
    const audience = [organisationScope(organisationId), ...areaChainScopes('640104001001')];
    processes = await Promise.all([start(), start()]);
    const after = (await stage.request('{ feedPosition }', {}, member.token)).data.feedPosition as string;
    listeners = await Promise.all([
      listen({ url: anyServer(0), token: member.token, organisationId, after }),
      listen({ url: anyServer(1), token: adviser.token, areaCode: '640104001', after }),
      listen({ url: anyServer(0), token: bureau.token, areaCode: '640104', after }),
    ]);
    const writers = await Promise.all([0, 1, 2, 3].map(() => Writer.connect(stage.database.url)));
    const { committed, stop } = keepWriting(writers, audience);
    ends.push(stop, () => Promise.all(writers.map((writer) => writer.close())));
    const everyoneHears = (more: number) => {
      const wanted = Math.min(...listeners.map((listener) => listener.heard.length)) + more;
      return until('everyone hears', () => listeners.every((listener) => listener.heard.length >= wanted));
    };

    await everyoneHears(100);
    await processes[0]!.kill('SIGKILL');
    await everyoneHears(100);
    // A new one takes its place, and the one that was left dies.
    processes[0] = await start();
    await processes[1]!.kill('SIGKILL');
    await everyoneHears(100);
    await stop();

    const rows = await stage.database.query<{ id: string }>(
      'SELECT subject_id AS id FROM event WHERE $1 = ANY (audience) ORDER BY transaction, position',
      [audience[0]],
    );
    const expected = rows.map((row) => globalId('Need', row.id));
    expect(expected).toHaveLength(committed.size);
    await until('everyone has heard all', () =>
      listeners.every((listener) => listener.heard.length >= expected.length),
    );
    for (const listener of listeners) expect(listener.heard.map((event) => event.needId)).toEqual(expected);
    expect(listeners.map((listener) => listener.failures)).toEqual([[], [], []]);
    expect(listeners.every((listener) => listener.connections() >= 2)).toBe(true);
  }, 180_000);

  test('53: given SIGTERM, then clients are sent away with a code on which they reconnect, and miss nothing', async () => {
    const { organisationId } = await approvedOrganisation(stage);
    const member = await people(stage).organisationMember(organisationId);
    processes[1] = await start();
    const listener = await listen({ url: anyServer(1), token: member.token, organisationId });
    listeners.push(listener);
    const writer = await Writer.connect(stage.database.url);
    ends.push(() => writer.close());
    const written: string[] = [];
    const write = async () =>
      void written.push(globalId('Need', await writer.write(undefined, [organisationScope(organisationId)])));
    await until('it stands', async () => {
      await write();
      return listener.heard.length > 0;
    });
    await processes[1].kill('SIGTERM');
    await write();
    await until('it hears the last', () => listener.heard.at(-1)?.needId === written.at(-1));
    expect(listener.closed[0]).toBe(1012);
    const firstHeard = written.indexOf(listener.heard[0]!.needId);
    expect(listener.heard.map((event) => event.needId)).toEqual(written.slice(firstHeard));
  }, 120_000);
});
