/**
 * Promises one client that stops reading among many, while bursts come: whether the server lives, how much waits for the one, how
 * late the others hear, and whether it has everything when it comes back. The same with a server that limits nothing.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { globalId } from '../../schema/global-id';
import { organisationScope } from '../../server/event/audience';
import { productLimits } from '../../server/transport/limits';
import { until } from '../event/writing';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';

export interface StallSize {
  /** Who read. */
  readonly readers: number;
  readonly eventsOfBurst: number;
  /** So many bursts before, while and after somebody does not read. */
  readonly bursts: number;
}

export interface Stall {
  readonly alive: boolean;
  /** Of all readers, together. */
  readonly expected: number;
  readonly heard: number;
  /** The most that ever waited for one socket, and what may. */
  readonly mostBuffered: number;
  readonly limit: number;
  readonly rssMegabytesWithout: number;
  readonly rssMegabytesWith: number;
  /** From the burst to its events at the readers: medians of the bursts. */
  readonly p99Without: number;
  readonly p99With: number;
  /** Whether the server closed the socket of who did not read; without limits it does so too, when no pong comes. */
  readonly wasCut: boolean;
  /** How much it was handed after it came back with its cursor, of what it had missed. */
  readonly resumed: number;
  readonly missed: number;
}

/** As many as a socket may have: so much comes for it that no buffer of the kernel hides that nobody reads. */
const subscriptionsOfStalled = 20;
const socketsPerAccount = 20;
const query = `subscription ($organisationId: ID!, $after: String) {
  event: organisationFeed(organisationId: $organisationId, after: $after) { cursor type needId } }`;

type End = () => Promise<unknown>;

/** The cluster of LINKAGE_TEST_CLUSTER is used. */
export async function stall(size: StallSize, scheme: 'ours' | 'unbounded'): Promise<Stall> {
  const ends: End[] = [];
  try {
    return await stallOn(await stageStall(scheme, ends), size, ends);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

interface Stage {
  readonly server: TestServer;
  readonly process: ServerProcess;
  readonly organisationId: string;
}

async function stageStall(scheme: 'ours' | 'unbounded', ends: End[]): Promise<Stage> {
  const secrets = testEnvironment();
  const server = await startTestServer(secrets);
  ends.push(() => server.close());
  const { organisationId } = await approvedOrganisation(server);
  const STAGE_UNBOUNDED_BUFFERS = String(scheme === 'unbounded');
  const environment = { ...secrets, DATABASE_URL: server.database.url, STAGE_UNBOUNDED_BUFFERS };
  const running = await startServerProcess(environment);
  ends.push(() => running.kill());
  return { server, process: running, organisationId };
}

async function stallOn(stage: Stage, size: StallSize, ends: End[]): Promise<Stall> {
  const readers = await readersOf(stage, size.readers, ends);
  const watch = watchServer(stage.process, ends);
  // Compilation and the ring come first.
  for (let count = 0; count < size.bursts; count += 1) await burst(stage, readers, size.eventsOfBurst);
  const [without, together]: [number[], number[]] = [[], []];
  watch.begin();
  for (let count = 0; count < size.bursts; count += 1) without.push(await burst(stage, readers, size.eventsOfBurst));
  const rssWithout = watch.rss();
  const { token } = await people(stage.server).organisationMember(stage.organisationId);
  const after = (await stage.server.request('{ feedPosition }', {}, token)).data.feedPosition as string;
  const stalled = await stopReading(stage, token, after, ends);
  watch.begin();
  for (let count = 0; count < size.bursts; count += 1) together.push(await burst(stage, readers, size.eventsOfBurst));
  const wasCut = await comesTrue(() => watch.sockets() === size.readers, 2 * productLimits.stallMilliseconds);
  const rssWith = watch.rss();
  stalled.destroy();
  // Before and after: a server takes some more memory with every burst at first, whoever reads.
  watch.begin();
  for (let count = 0; count < size.bursts; count += 1) without.push(await burst(stage, readers, size.eventsOfBurst));
  const heard = readers.reduce((sum, reader) => sum + reader.heard, 0);
  const missed = size.eventsOfBurst * 2 * size.bursts;
  return {
    alive: await fetch(`${stage.process.url}/health`).then(({ ok }) => ok),
    expected: size.readers * size.eventsOfBurst * 4 * size.bursts,
    heard,
    mostBuffered: watch.fullest(),
    limit: productLimits.bufferedBytes,
    rssMegabytesWithout: Math.max(rssWithout, watch.rss()),
    rssMegabytesWith: rssWith,
    p99Without: median(without),
    p99With: median(together),
    wasCut,
    resumed: await resume(stage, token, after, missed),
    missed,
  };
}

interface Reader {
  heard: number;
  /** When it heard of the present burst, in milliseconds; of some of its events. */
  times: number[];
}

/** Plain sockets that count: whoever looked at every event of so many would measure itself. */
async function readersOf(stage: Stage, count: number, ends: End[]): Promise<Reader[]> {
  const readers: Reader[] = [];
  const sockets: WebSocket[] = [];
  ends.push(async () => sockets.forEach((socket) => socket.terminate()));
  while (readers.length < count) {
    const { token } = await people(stage.server).organisationMember(stage.organisationId);
    const together = Math.min(socketsPerAccount, count - readers.length);
    const opened = Array.from({ length: together }, () => openReader(stage, token));
    for (const { socket, reader } of await Promise.all(opened)) {
      sockets.push(socket);
      readers.push(reader);
    }
  }
  await until('all subscribe', async () => (await metric(stage.process, 'linkage_live_subscribers')) === count);
  return readers;
}

function openReader(stage: Stage, token: string): Promise<{ socket: WebSocket; reader: Reader }> {
  const reader: Reader = { heard: 0, times: [] };
  const socket = new WebSocket(stage.process.socketUrl, 'graphql-transport-ws', { skipUTF8Validation: true });
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.once('open', () => socket.send(initialisation(token)));
    socket.once('message', () => {
      socket.send(subscribing('1', stage.organisationId));
      socket.on('message', (data: Buffer) => {
        // Pings of the protocol are no events.
        if (!data.includes('"next"')) return;
        reader.heard += 1;
        if (reader.heard % 10 === 0) reader.times.push(performance.now());
      });
      resolve({ socket, reader });
    });
  });
}

const initialisation = (token: string) =>
  JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
const subscribing = (id: string, organisationId: string, after?: string) =>
  JSON.stringify({
    id,
    type: 'subscribe',
    payload: { query, variables: { organisationId: globalId('Organisation', organisationId), after } },
  });

/** Commits so many events at once, and waits until all readers have them. Returns when 99 of 100 were there, in milliseconds. */
async function burst(stage: Stage, readers: readonly Reader[], events: number): Promise<number> {
  const wanted = readers.map((reader) => reader.heard + events);
  for (const reader of readers) reader.times = [];
  const start = performance.now();
  await stage.server.database.query(
    `INSERT INTO event (type, subject_id, audience) SELECT 'NeedReferred', gen_random_uuid(), $1 FROM generate_series(1, $2::int)`,
    [[organisationScope(stage.organisationId)], events],
  );
  await stage.server.database.query(`SELECT pg_notify('linkage_event', '')`);
  await until('all readers have the burst', () => readers.every((reader, at) => reader.heard >= wanted[at]!), 180_000);
  const times = readers.flatMap((reader) => reader.times).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)]! - start;
}

/** A client that subscribes and then reads nothing more, its connection open: a raw socket, so that nothing reads for it. */
async function stopReading(stage: Stage, token: string, after: string, ends: End[]): Promise<Socket> {
  const { hostname, port } = new URL(stage.process.url);
  const socket = connect(Number(port), hostname);
  ends.push(async () => socket.destroy());
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(frame(initialisation(token)));
  await new Promise((resolve) => socket.once('data', resolve));
  const before = await metric(stage.process, 'linkage_live_subscribers');
  for (let id = 1; id <= subscriptionsOfStalled; id += 1)
    socket.write(frame(subscribing(String(id), stage.organisationId, after)));
  socket.pause();
  await until('it subscribes', async () => {
    return (await metric(stage.process, 'linkage_live_subscribers')) === before + subscriptionsOfStalled;
  });
  return socket;
}

/** RFC 6455, section 5.2: a masked text frame; a mask of zeros leaves the text as it is. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]);
}

/** Comes back as a stock client does, with the last cursor that it has: counts what it is handed. */
async function resume(stage: Stage, token: string, after: string, missed: number): Promise<number> {
  const heard = new Set<string>();
  const client = createClient({
    url: stage.process.socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const variables = { organisationId: globalId('Organisation', stage.organisationId), after };
  client.subscribe<{ event: { needId: string } }>(
    { query, variables },
    { next: ({ data }) => data && heard.add(data.event.needId), error: () => undefined, complete: () => undefined },
  );
  await comesTrue(() => heard.size >= missed, 60_000);
  await client.dispose();
  return heard.size;
}

async function comesTrue(condition: () => boolean, milliseconds: number): Promise<boolean> {
  return until('it comes true', condition, milliseconds).then(
    () => true,
    () => false,
  );
}

async function metric(server: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? NaN);
}

/** Looks at the server again and again, as an operator would. */
function watchServer(server: ServerProcess, ends: End[]) {
  let [rss, fullest, sockets, stopping] = [0, 0, 0, false];
  const running = (async () => {
    while (!stopping) {
      const text = await fetch(`${server.url}/metrics`).then(
        (response) => response.text(),
        () => '',
      );
      const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
      rss = Math.max(rss, read('process_resident_memory_bytes') / 2 ** 20);
      fullest = Math.max(fullest, read('linkage_sockets_fullest_bytes'));
      sockets = read('linkage_sockets');
      await pause(100);
    }
  })();
  ends.push(async () => {
    stopping = true;
    await running;
  });
  return {
    begin: () => void (rss = 0),
    rss: () => Math.round(rss),
    fullest: () => fullest,
    sockets: () => sockets,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
