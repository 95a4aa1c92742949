/** Promises one competitor with its servers and clients, and how much it delivers while so many events are in flight. */
import { clusterUrl } from './cluster';
import { Child, pause, type Seat } from './protocol';
import { fieldsOf, type Question } from './question';
import type { Shared } from './ours';

export const variants = ['raw', 'ours', 'ours, 2 servers', 'idiomatic', 'mercurius'] as const;
export type Variant = (typeof variants)[number];

export interface Side {
  readonly variant: Variant;
  readonly question: Question;
  readonly servers: Child[];
  /** Where the clients of that index connect. */
  readonly urls: string[];
  readonly clients: Child[];
  readonly seats: Seat[];
  readonly rssBefore: number;
  /** Deliveries that all client processes have counted. */
  heard(): number;
  /** Resolves when they tell of more, or after a moment. */
  more(): Promise<void>;
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

export interface Subscribers {
  readonly organisations: number;
  readonly socketsOfEach: number;
  readonly question: Question;
}

/** Starts servers and clients, and subscribes so many sockets to each organisation. Ours sign in; the others have nobody to ask. */
export async function startSide(variant: Variant, subscribers: Subscribers): Promise<Side> {
  const { organisations, socketsOfEach, question } = subscribers;
  const { servers, urls, seats } = await startServers(variant, subscribers);
  // What starting took is given back to the system by and by.
  for (let count = 0; count < 3; count += 1) await sumOf(servers, 'rssBytes').then(() => pause(500));
  const rssBefore = await sumOf(servers, 'rssBytes');
  const clients = [0, 1].map(() => Child.start('clients.js'));
  const side: Side = { variant, question, servers, urls, clients, seats, rssBefore, ...counting(clients) };
  await connectSide(side, 'all', seats);
  await subscribed(side, organisations * socketsOfEach);
  return side;
}

function counting(clients: readonly Child[]): Pick<Side, 'heard' | 'more'> {
  const counts = clients.map(() => 0);
  let hearMore: () => void = () => undefined;
  for (const [index, client] of clients.entries())
    client.onCount((count) => {
      counts[index] = count;
      hearMore();
    });
  return {
    heard: () => counts.reduce((sum, count) => sum + count, 0),
    more: () =>
      new Promise((resolve) => {
        const moment = setTimeout(resolve, 20);
        hearMore = () => {
          clearTimeout(moment);
          resolve();
        };
      }),
  };
}

async function startServers(variant: Variant, subscribers: Subscribers) {
  if (!variant.startsWith('ours')) {
    const server = Child.start(`${variant}.js`);
    const url = await server.ask<string>('address');
    const query = `subscription ($organisationId: ID!) {
      event: organisationFeed(organisationId: $organisationId) { ${fieldsOf(subscribers.question)} } }`;
    const seats = Array.from({ length: subscribers.organisations }, (_, index) => ({
      ...{ query, variables: { organisationId: String(index) }, sockets: subscribers.socketsOfEach },
    }));
    return { servers: [server], urls: [url, url], seats };
  }
  return startOurs(variant === 'ours' ? 1 : 2, subscribers);
}

/** Accounts are made by a process that ends before: what it took to make them is no memory of a server that serves them. */
async function startOurs(count: number, subscribers: Subscribers) {
  const cluster = await clusterUrl();
  const maker = Child.start('ours.js');
  const { shared } = await maker.ask<{ shared: Shared }>('begin', { cluster });
  const seats = await maker.ask<Seat[]>('seats', subscribers);
  const made = await maker.ask<object>('made');
  await maker.end();
  const servers = Array.from({ length: count }, () => Child.start('ours.js'));
  const urls: string[] = [];
  for (const server of servers) {
    urls.push((await server.ask<{ url: string }>('begin', { cluster, shared })).url);
    await server.ask('know', made);
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

export async function sumOf(children: readonly Child[], what: 'rssBytes' | 'cpuMicroseconds' | 'bytesOfOne') {
  const all = await Promise.all(children.map((child) => child.ask<number>(what)));
  return all.reduce((sum, one) => sum + one, 0);
}

/** Publishes with so many events in flight for a while, at each server in turn, and waits until the last frame is there. */
export async function drive(
  side: Side,
  receivers: number,
  load: { readonly inFlight: number; readonly organisations: number; readonly seconds: number },
): Promise<Round> {
  const first = side.heard();
  const done = () => Math.floor((side.heard() - first) / receivers);
  const before = await sumOf(side.servers, 'cpuMicroseconds');
  const failures: unknown[] = [];
  const start = performance.now();
  let published = 0;
  while (performance.now() - start < load.seconds * 1_000) {
    while (published - done() < load.inFlight) {
      const organisation = Math.floor(Math.random() * load.organisations);
      const server = side.servers[published % side.servers.length]!;
      server.ask('publish', { organisation, question: side.question }).catch((error: unknown) => failures.push(error));
      published += 1;
    }
    if (failures.length > 0) throw failures[0];
    // Whoever looks again and again takes time from those who are measured, and sees late what came between two looks.
    await side.more();
  }
  // A server that answers late is not counted for what it has only begun.
  while (done() < published && performance.now() - start < patienceMilliseconds) await pause(1);
  const elapsed = (performance.now() - start) / 1_000;
  const deliveries = side.heard() - first;
  const spent = (await sumOf(side.servers, 'cpuMicroseconds')) - before;
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
