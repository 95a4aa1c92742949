/**
 * Promises the proof that nothing is lost: servers die, sockets break, transactions overlap, roll back and stay open, and every
 * client has every committed event of its scope once, in one order. Two readers of well-known wrong schemes run beside it.
 */
import { globalId } from '../../schema/global-id';
import { organisationScope } from '../../server/event/audience';
import { until } from '../event/writing';
import { startStageCluster } from '../stage/cluster';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { breakSockets, fellWithin, holdOpen, killServers, overlapTransactions } from './disturbance';
import type { Blow, Disturbed, Ear } from './disturbance';
import { listen, stopListeners, type Listener, type ListenerOptions } from './listener';
import { writeSteadily } from './steady-writing';
import { startWrongReader } from './wrong-reader';

export interface ProofSize {
  readonly servers: number;
  readonly kills: number;
  readonly socketKills: number;
  readonly events: number;
  /** How often transactions are laid so that a wrong reader passes over one. */
  readonly overlaps: number;
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
  /** Processes that ended by SIGKILL; and of these the ones whose listeners had heard something, were cut off and heard more. */
  readonly kills: number;
  readonly killsWithin: number;
  /** The same of connections that were cut. */
  readonly socketKills: number;
  readonly socketKillsWithin: number;
  /** What `position > cursor` passed over, and what the same below xmin passed over, of all events. */
  readonly lostBySequence: number;
  readonly lostByHalfRightFilter: number;
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

async function proveOn(on: ProofStage, size: ProofSize, ends: End[], say: (line: string) => void): Promise<Proof> {
  const { server, start } = on;
  const { url } = server.database;
  const processes: ServerProcess[] = [];
  ends.push(() => Promise.all(processes.map((running) => running.kill())));
  processes.push(...(await Promise.all(Array.from({ length: size.servers }, start))));
  ends.push(stopListeners);
  const { ears, scopes } = await listeners(server, size, processes);
  const wrong = await Promise.all([startWrongReader(url, 'sequence'), startWrongReader(url, 'below xmin')]);
  ends.push(() => Promise.all(wrong.map((reader) => reader.stop())));
  const over = new AbortController();
  const writing = await writeSteadily(url, scopes);
  ends.push(() => {
    over.abort();
    writing.stop();
    return writing.done.catch(() => undefined);
  });
  const { events } = size;
  const stage = { url, processes, start, ears, scopes, writing, wrong, events, over: over.signal, say };
  const disturbing = disturb(stage, size).finally(() => writing.finish(events));
  const [disturbances] = await Promise.all([disturbing, writing.done]);
  return compare(server, stage, disturbances);
}

interface Disturbances {
  readonly kills: readonly Blow[];
  readonly socketKills: readonly Blow[];
  readonly rolledBack: number;
}

async function disturb(stage: Disturbed, size: ProofSize): Promise<Disturbances> {
  let isOver = false;
  const others = Promise.all([
    killServers(stage, size.kills),
    overlapTransactions(stage, size.overlaps),
    holdOpen(stage.url, size.foreignMilliseconds),
  ]).finally(() => (isOver = true));
  const [[kills, rolledBack], socketKills] = await Promise.all([
    others,
    breakSockets(stage, size.socketKills, () => isOver),
  ]);
  return { kills, socketKills, rolledBack };
}

/** Members of each organisation and, as many again, staff of the district, who turn to the next living server each time. */
async function listeners(stage: TestServer, size: ProofSize, processes: ServerProcess[]) {
  const ears: Ear[] = [];
  const scopes: string[] = [];
  const bureau = await people(stage).bureau('640104');
  const after = (await stage.request('{ feedPosition }', {}, bureau.token)).data.feedPosition as string;
  const hear = async (scope: string, who: Pick<ListenerOptions, 'token' | 'organisationId' | 'areaCode'>) => {
    let attempt = ears.length;
    const heard: { by?: Listener } = {};
    let turnedTo: { server: ServerProcess; closed: number } | undefined;
    const closed = () => heard.by?.closed.length ?? 0;
    const url = () => {
      turnedTo = { server: processes[(attempt += 1) % processes.length]!, closed: closed() };
      return turnedTo.server.socketUrl;
    };
    const listener = (heard.by = await listen({ ...who, url, after }));
    ears.push({ scope, listener, at: () => (turnedTo?.closed === closed() ? turnedTo.server : undefined) });
  };
  for (let index = 0; index < size.organisations; index += 1) {
    const { organisationId } = await approvedOrganisation(stage);
    const scope = organisationScope(organisationId);
    scopes.push(scope);
    for (let count = 0; count < size.listenersOfEach; count += 1) {
      const { token } = await people(stage).organisationMember(organisationId);
      await hear(scope, { token, organisationId });
    }
    await hear('area:640104', { token: bureau.token, areaCode: '640104' });
  }
  return { ears, scopes };
}

async function compare(server: TestServer, stage: Disturbed, disturbances: Disturbances): Promise<Proof> {
  const { ears, writing, wrong } = stage;
  const { kills, socketKills } = disturbances;
  const rows = await server.database.query<{ id: string; position: string; audience: string[] }>(
    `SELECT subject_id AS id, position::text, audience FROM event
      WHERE type = 'NeedReferred' ORDER BY event.transaction, event.position`,
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
  const happened = (blows: readonly Blow[]) => blows.filter((blow) => blow.happened).length;
  const within = (blows: readonly Blow[]) => blows.filter(fellWithin).length;
  return {
    events: rows.length,
    rolledBack: writing.rolledBack() + disturbances.rolledBack,
    expected: expectedOfAll,
    heard: heardByAll,
    lost,
    twice,
    outOfOrder,
    failures: ears.reduce((sum, { listener }) => sum + listener.failures.length, 0),
    kills: happened(kills),
    killsWithin: within(kills),
    socketKills: happened(socketKills),
    socketKillsWithin: within(socketKills),
    lostBySequence: wrong[0]!.passedOver(rows),
    lostByHalfRightFilter: wrong[1]!.passedOver(rows),
  };
}
