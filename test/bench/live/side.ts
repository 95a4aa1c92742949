/** Promises one competitor with its servers and clients, and how much it delivers while so many events are in flight. */
import { clusterUrl } from './cluster';
import { Child, pause, type Seat, type Usage } from './protocol';
import type { Shared } from './ours';

export const variants = ['raw', 'ours', 'ours, 2 servers', 'idiomatic', 'mercurius'] as const;
export type Variant = (typeof variants)[number];

export interface Side {
  readonly variant: Variant;
  readonly servers: Child[];
  /** Where the clients of that index connect. */
  readonly urls: string[];
  readonly clients: Child[];
  readonly seats: Seat[];
  readonly rssBefore: number;
  /** Deliveries that all client processes have counted. */
  heard(): number;
}

export interface Round {
  readonly deliveriesPerSecond: number;
  readonly eventsPerSecond: number;
  /** Processor time of the servers; PostgreSQL and clients not counted. */
  readonly cpuMicroseconds: number;
  /** Of what was published, how much was there when patience ended: 1 unless it could not finish. */
  readonly delivered: number;
}

/** How long a server that cannot keep up is waited for. */
const patienceMilliseconds = 90_000;
/** As long as a frame of ours is with the four fields asked for. */
const frameLength = 330;

const plainQuery =
  'subscription ($organisationId: ID!) { event: organisationFeed(organisationId: $organisationId) { cursor type at needId } }';

/** Starts servers and clients, and subscribes so many sockets to each organisation. Ours sign in; the others have nobody to ask. */
export async function startSide(variant: Variant, organisations: number, socketsOfEach: number): Promise<Side> {
  const { servers, urls, seats } = await startServers(variant, organisations, socketsOfEach);
  // What starting took is given back to the system by and by.
  for (let count = 0; count < 3; count += 1) await rss(servers).then(() => pause(500));
  const rssBefore = await rss(servers);
  const clients = [0, 1].map(() => Child.start('clients.js'));
  const counts = [0, 0];
  for (const [index, client] of clients.entries()) client.onCount((count) => (counts[index] = count));
  const side: Side = { variant, servers, urls, clients, seats, rssBefore, heard: () => counts[0]! + counts[1]! };
  await connectSide(side, 'all', seats);
  await subscribed(side, organisations * socketsOfEach);
  return side;
}

async function startServers(variant: Variant, organisations: number, socketsOfEach: number) {
  if (!variant.startsWith('ours')) {
    const server = Child.start(`${variant}.js`);
    const url = await server.ask<string>('address');
    const seats = Array.from({ length: organisations }, (_, index) => ({
      query: plainQuery,
      variables: { organisationId: String(index) },
      sockets: socketsOfEach,
    }));
    return { servers: [server], urls: [url, url], seats };
  }
  return startOurs(variant === 'ours' ? 1 : 2, organisations, socketsOfEach);
}

/** Accounts are made by a process that ends before: what it took to make them is no memory of a server that serves them. */
async function startOurs(count: number, organisations: number, socketsOfEach: number) {
  const cluster = await clusterUrl();
  const maker = Child.start('ours.js');
  const { shared } = await maker.ask<{ shared: Shared }>('begin', { cluster });
  const seats = await maker.ask<Seat[]>('seats', { organisations, sockets: socketsOfEach });
  const known = await maker.ask<string[]>('organisations');
  await maker.end();
  const servers = Array.from({ length: count }, () => Child.start('ours.js'));
  const urls: string[] = [];
  for (const server of servers) {
    urls.push((await server.ask<{ url: string }>('begin', { cluster, shared })).url);
    await server.ask('know', { organisations: known });
  }
  return { servers, urls: [urls[0]!, urls.at(-1)!], seats };
}

/** Connects a party; each client process takes half of each seat. */
export function connectSide(side: Side, party: string, seats: readonly Seat[]): Promise<unknown> {
  const half = (whole: number, index: number) => (index === 0 ? Math.ceil(whole / 2) : Math.floor(whole / 2));
  return Promise.all(
    side.clients.map((client, index) => {
      const own = seats.map((seat) => ({ ...seat, sockets: half(seat.sockets, index) }));
      return client.ask('connect', { party, url: side.urls[index], seats: own });
    }),
  );
}

export async function countSubscribed(side: Side): Promise<number> {
  const counts = await Promise.all(side.servers.map((server) => server.ask<number>('subscribed')));
  return counts.reduce((sum, count) => sum + count, 0);
}

export async function subscribed(side: Side, wanted: number): Promise<void> {
  while ((await countSubscribed(side)) < wanted) await pause(2);
}

export async function rss(servers: readonly Child[]): Promise<number> {
  const all = await Promise.all(servers.map((server) => server.ask<Usage>('usage')));
  return all.reduce((sum, { rssBytes }) => sum + rssBytes, 0);
}

async function cpu(servers: readonly Child[]): Promise<number> {
  const all = await Promise.all(servers.map((server) => server.ask<Usage>('usage')));
  return all.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0);
}

/** Publishes with so many events in flight for a while, at each server in turn, and waits until the last frame is there. */
export async function drive(
  side: Side,
  receivers: number,
  load: { readonly inFlight: number; readonly organisations: number; readonly seconds: number },
): Promise<Round> {
  const first = side.heard();
  const done = () => Math.floor((side.heard() - first) / receivers);
  const before = await cpu(side.servers);
  const failures: unknown[] = [];
  const start = performance.now();
  let published = 0;
  while (performance.now() - start < load.seconds * 1_000) {
    while (published - done() < load.inFlight) {
      const organisation = Math.floor(Math.random() * load.organisations);
      const server = side.servers[published % side.servers.length]!;
      server.ask('publish', { organisation, length: frameLength }).catch((error: unknown) => failures.push(error));
      published += 1;
    }
    if (failures.length > 0) throw failures[0];
    // Turning in circles would take a whole processor from those who are measured.
    await pause(1);
  }
  // A server that answers late is not counted for what it has only begun.
  while (done() < published && performance.now() - start < patienceMilliseconds) await pause(1);
  const elapsed = (performance.now() - start) / 1_000;
  const deliveries = side.heard() - first;
  const spent = (await cpu(side.servers)) - before;
  return {
    deliveriesPerSecond: deliveries / elapsed,
    eventsPerSecond: deliveries / receivers / elapsed,
    cpuMicroseconds: spent / deliveries,
    delivered: deliveries / (published * receivers),
  };
}

/** Clients first, so that servers have nobody to see off. */
export async function endSide(side: Side): Promise<void> {
  await Promise.all(side.clients.map((client) => client.end()));
  await Promise.all(side.servers.map((server) => server.end()));
}
