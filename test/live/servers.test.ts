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
function keepWriting(
  writers: Writer[],
  audience: string[],
  /** Between two transactions of a writer. */
  leisureMilliseconds = 0,
): { committed: Set<string>; stop: () => Promise<void> } {
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
      if (leisureMilliseconds > 0) await pause(leisureMilliseconds);
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

  test('53: given SIGTERM to one of two servers while events are committed all the time, then its clients are sent away with a code on which they come back, and all thirty have every event once, in order', async () => {
    const { organisationId } = await approvedOrganisation(stage);
    const members = [0, 1].map(() => people(stage).organisationMember(organisationId));
    const tokens = (await Promise.all(members)).map(({ token }) => token);
    processes = [processes[0] ?? (await start()), await start()];
    const leaving = processes[1]!;
    const after = (await stage.request('{ feedPosition }', {}, tokens[0])).data.feedPosition as string;
    const thirty = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        listen({ url: anyServer(index), token: tokens[index % 2]!, organisationId, after }),
      ),
    );
    listeners.push(...thirty);
    const audience = [organisationScope(organisationId)];
    const writers = await Promise.all([0, 1, 2, 3].map(() => Writer.connect(stage.database.url)));
    const { committed, stop } = keepWriting(writers, audience, 30);
    ends.push(stop, () => Promise.all(writers.map((writer) => writer.close())));
    await until('everyone hears', () => thirty.every(({ heard }) => heard.length >= 20), 60_000);

    const before = { committed: committed.size, heard: thirty.map(({ heard }) => heard.length) };
    await leaving.kill('SIGTERM');
    const during = committed.size - before.committed;
    await until(
      'everyone hears more',
      () => thirty.every(({ heard }, at) => heard.length >= before.heard[at]! + 50),
      60_000,
    );
    await stop();

    const rows = await stage.database.query<{ id: string }>(
      'SELECT subject_id AS id FROM event WHERE $1 = ANY (audience) ORDER BY event.transaction, event.position',
      audience,
    );
    const expected = rows.map((row) => globalId('Need', row.id));
    expect(expected).toHaveLength(committed.size);
    await until('everyone has heard all', () => thirty.every(({ heard }) => heard.length >= expected.length), 60_000);
    for (const { heard } of thirty) expect(heard.map(({ needId }) => needId)).toEqual(expected);
    // In order: the process ended by itself, while others were writing.
    expect(await leaving.exited).toBeNull();
    expect(during).toBeGreaterThan(0);
    const sentAway = thirty.filter((_, index) => index % 2 === 1);
    expect(sentAway.map(({ closed }) => closed[0])).toEqual(sentAway.map(() => 1012));
    const stayed = thirty.filter((_, index) => index % 2 === 0);
    expect(stayed.map((listener) => [listener.closed, listener.connections()])).toEqual(stayed.map(() => [[], 1]));
    expect(thirty.flatMap(({ failures }) => failures)).toEqual([]);
  }, 180_000);
});
