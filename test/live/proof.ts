/**
 * Promises the proof that nothing is lost: servers die, sockets break, transactions overlap, roll back and stay open, and every
 * client has every committed event of its scope once, in one order. Two readers of well-known wrong schemes run beside it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Postgres } from 'pg';
import { globalId } from '../../schema/global-id';
import { areaChainScopes, organisationScope } from '../../server/event/audience';
import { until, Writer } from '../event/writing';
import { startStageCluster } from '../stage/cluster';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { listen, stopListeners, type Listener } from './listener';

export interface ProofSize {
  readonly servers: number;
  readonly kills: number;
  readonly socketKills: number;
  readonly events: number;
  readonly organisations: number;
  readonly listenersOfEach: number;
  /** How long a transaction of somebody else stays open. */
  readonly foreignMilliseconds: number;
}

export interface Proof {
  readonly events: number;
  readonly rolledBack: number;
  readonly expected: number;
  readonly heard: number;
  readonly lost: number;
  readonly twice: number;
  readonly outOfOrder: number;
  readonly failures: number;
  readonly kills: number;
  readonly socketKills: number;
  /** What `position > cursor` missed, and what the same below xmin missed, of all events. */
  readonly lostBySequence: number;
  readonly lostByHalfRightFilter: number;
}

interface Ear {
  readonly listener: Listener;
  /** Of all events in order, those it is to hear. */
  readonly scope: string;
}

/** With a cluster of its own: its long transaction would hold back the events of all others. What was begun ends when it fails. */
export async function prove(size: ProofSize, say: (line: string) => void = () => undefined): Promise<Proof> {
  const ends: End[] = [];
  try {
    return await proveOn(await stageProof(ends), size, ends, say);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

type End = () => Promise<unknown>;

interface ProofStage {
  readonly server: TestServer;
  readonly start: () => Promise<ServerProcess>;
}

async function stageProof(ends: End[]): Promise<ProofStage> {
  const cluster = await startStageCluster();
  ends.push(() => cluster.stop());
  const before = process.env.LINKAGE_TEST_CLUSTER;
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  ends.push(async () => {
    if (before === undefined) delete process.env.LINKAGE_TEST_CLUSTER;
    else process.env.LINKAGE_TEST_CLUSTER = before;
  });
  const secrets = testEnvironment();
  const server = await startTestServer(secrets);
  ends.push(() => server.close());
  return { server, start: () => startServerProcess({ ...secrets, DATABASE_URL: server.database.url }) };
}

async function proveOn(stage: ProofStage, size: ProofSize, ends: End[], say: (line: string) => void): Promise<Proof> {
  const { server, start } = stage;
  const { url } = server.database;
  const processes: ServerProcess[] = [];
  ends.push(() => Promise.all(processes.map((running) => running.kill())));
  processes.push(...(await Promise.all(Array.from({ length: size.servers }, start))));
  ends.push(stopListeners);
  const { ears, scopes } = await listeners(server, size, processes);
  const wrong = await Promise.all([wrongReader(url, false), wrongReader(url, true)]);
  ends.push(() => Promise.all(wrong.map((reader) => reader.stop())));
  const writing = await keepWriting(url, scopes, size.events);
  const foreign = holdOpen(url, size.foreignMilliseconds);
  const [killed, broken] = await Promise.all([
    killServers(processes, start, size.kills, say),
    breakSockets(ears, size.socketKills, () => writing.isDone()),
    writing.done,
    foreign,
  ]);
  return compare(server, ears, wrong, writing.rolledBack(), killed, broken);
}

/** Members of each organisation and, as many again, staff of the district, who turn to the next living server each time. */
async function listeners(stage: TestServer, size: ProofSize, processes: ServerProcess[]) {
  const ears: Ear[] = [];
  const scopes: string[] = [];
  const bureau = await people(stage).bureau('640104');
  const after = (await stage.request('{ feedPosition }', {}, bureau.token)).data.feedPosition as string;
  const url = (first: number) => {
    let attempt = first;
    return () => processes[(attempt += 1) % processes.length]!.socketUrl;
  };
  for (let index = 0; index < size.organisations; index += 1) {
    const { organisationId } = await approvedOrganisation(stage);
    const scope = organisationScope(organisationId);
    scopes.push(scope);
    for (let count = 0; count < size.listenersOfEach; count += 1) {
      const { token } = await people(stage).organisationMember(organisationId);
      ears.push({ scope, listener: await listen({ url: url(ears.length), token, organisationId, after }) });
    }
    const staff = await listen({ url: url(ears.length), token: bureau.token, areaCode: '640104', after });
    ears.push({ scope: 'area:640104', listener: staff });
  }
  return { ears, scopes };
}

/** Eight transactions that overlap at any time, one in ten rolled back, until so many events were committed. */
async function keepWriting(url: string, scopes: string[], events: number) {
  let [committed, rolledBack, turn, ended] = [0, 0, 0, 0];
  const area = areaChainScopes('640104001001');
  const writers = await Promise.all(Array.from({ length: 8 }, () => Writer.connect(url)));
  const done = Promise.all(
    writers.map(async (writer, index) => {
      while (committed < events) {
        turn += 1;
        const rollsBack = turn % 10 === 0;
        const audience = [scopes[turn % scopes.length]!, ...area];
        await writer.begin();
        if (index % 2 === 0) await writer.number();
        if (turn % 7 === 0) await pause(index);
        await writer.write(undefined, audience);
        if (turn % 5 === 0) await pause(index % 3);
        await writer.write(undefined, audience);
        await (rollsBack ? writer.rollback() : writer.commit());
        if (rollsBack) rolledBack += 2;
        else committed += 2;
      }
      ended += 1;
      await writer.close();
    }),
  );
  return { done, rolledBack: () => rolledBack, isDone: () => ended === writers.length };
}

async function holdOpen(url: string, milliseconds: number): Promise<void> {
  const client = new Postgres({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT pg_current_xact_id()');
  await pause(milliseconds);
  await client.query('COMMIT');
  await client.end();
}

async function killServers(
  processes: ServerProcess[],
  start: () => Promise<ServerProcess>,
  kills: number,
  say: (line: string) => void,
): Promise<number> {
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(500);
    const victim = kill % processes.length;
    await processes[victim]!.kill('SIGKILL');
    processes[victim] = await start();
    say(`${kill + 1} servers killed`);
  }
  return kills;
}

/** Breaks one connection after the other, without a word, at least so many and until everything is written. */
async function breakSockets(ears: Ear[], least: number, isOver: () => boolean): Promise<number> {
  let broken = 0;
  while (broken < least || !isOver()) {
    if (ears[(broken * 7) % ears.length]!.listener.breakOff()) broken += 1;
    else await pause(5);
    await pause(20);
  }
  return broken;
}

async function wrongReader(url: string, belowXmin: boolean) {
  const client = new Postgres({ connectionString: url });
  await client.connect();
  const seen = new Set<string>();
  let cursor = '0';
  let stopping = false;
  const condition = belowXmin ? 'AND transaction < pg_snapshot_xmin(pg_current_snapshot())' : '';
  const look = async () => {
    const { rows } = await client.query<{ id: string; position: string }>(
      `SELECT subject_id AS id, position::text FROM event WHERE position > $1 ${condition} ORDER BY position LIMIT 1000`,
      [cursor],
    );
    for (const row of rows) seen.add(row.id);
    cursor = rows.at(-1)?.position ?? cursor;
    return rows.length;
  };
  const running = (async () => {
    while (!stopping) if ((await look()) < 1_000) await pause(2);
  })();
  return {
    seen,
    stop: async () => {
      stopping = true;
      await running;
      await client.end();
    },
  };
}

async function compare(
  stage: TestServer,
  ears: Ear[],
  wrong: { seen: Set<string> }[],
  rolledBack: number,
  kills: number,
  socketKills: number,
): Promise<Proof> {
  const rows = await stage.database.query<{ id: string; audience: string[] }>(
    "SELECT subject_id AS id, audience FROM event WHERE type = 'NeedReferred' ORDER BY transaction, position",
  );
  let [expectedOfAll, heardByAll, lost, twice, outOfOrder] = [0, 0, 0, 0, 0];
  for (const { listener, scope } of ears) {
    const expected = rows.filter((row) => row.audience.includes(scope)).map((row) => globalId('Need', row.id));
    await until('it has heard the last', () => listener.heard.at(-1)?.needId === expected.at(-1), 60_000).catch(
      () => 0,
    );
    const heard = listener.heard.map((event) => event.needId);
    const once = new Set(heard);
    expectedOfAll += expected.length;
    heardByAll += heard.length;
    lost += expected.filter((id) => !once.has(id)).length;
    twice += heard.length - once.size;
    const place = new Map(expected.map((id, index) => [id, index]));
    outOfOrder += heard.filter((id, index) => index > 0 && place.get(id)! < place.get(heard[index - 1]!)!).length;
  }
  const missedBy = (reader: { seen: Set<string> }) => rows.filter((row) => !reader.seen.has(row.id)).length;
  return {
    events: rows.length,
    rolledBack,
    expected: expectedOfAll,
    heard: heardByAll,
    lost,
    twice,
    outOfOrder,
    failures: ears.reduce((sum, { listener }) => sum + listener.failures.length, 0),
    kills,
    socketKills,
    lostBySequence: missedBy(wrong[0]!),
    lostByHalfRightFilter: missedBy(wrong[1]!),
  };
}
