/**
 * Promises the figures of live delivery beside raw `ws.send` and idiomatic type-graphql, in interleaved rounds of one run:
 * `npm run bench:live`. --sizes=1000,5000,10000 --rounds=3 --seconds=2 --only=fanout,selective,latency,storm
 */
import { join } from 'node:path';
import { projectRoot } from '../../../server/project';
import { svgPlot } from '../plot';
import { markdownTable, median, rounded, writeResult, type Cell } from '../table';
import { Child, type Seat, type Usage } from './protocol';

const option = (name: string, otherwise: string) =>
  process.argv.find((given) => given.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const sizes = option('sizes', '1000,5000,10000').split(',').map(Number);
const rounds = Number(option('rounds', '3'));
const seconds = Number(option('seconds', '2'));
const only = option('only', 'fanout,selective,latency,storm').split(',');
const folder = join(projectRoot, 'test', 'bench', 'live', 'results');
/** As long as a frame of ours is with the four fields asked for. */
const frameLength = 330;

type Variant = 'ours' | 'raw' | 'idiomatic';
interface Side {
  readonly server: Child;
  readonly clients: Child[];
  readonly rssBefore: number;
  /** Deliveries that all client processes have counted. */
  heard(): number;
}
interface Round {
  readonly deliveriesPerSecond: number;
  readonly eventsPerSecond: number;
  readonly cpuMicroseconds: number;
}

const plainQuery =
  'subscription ($organisationId: ID!) { event: organisationFeed(organisationId: $organisationId) { cursor type at needId } }';

async function connectAll(variant: Variant, organisations: number, socketsOfEach: number): Promise<Side> {
  const server = Child.start(`${variant}.js`);
  const url = await server.ask<string>('address');
  const seats =
    variant === 'ours'
      ? await server.ask<Seat[]>('seats', { organisations, sockets: socketsOfEach })
      : Array.from({ length: organisations }, (_, index) => ({
          query: plainQuery,
          variables: { organisationId: String(index) },
          sockets: socketsOfEach,
        }));
  const before = await server.ask<Usage>('usage');
  const clients = [0, 1].map(() => Child.start('clients.js'));
  const counts = [0, 0];
  for (const [index, client] of clients.entries()) client.onCount((count) => (counts[index] = count));
  await connect({ server, clients }, 'all', url, seats);
  await subscribed(server, organisations * socketsOfEach);
  return { server, clients, rssBefore: before.rssBytes, heard: () => counts[0]! + counts[1]! };
}

function connect(side: Pick<Side, 'server' | 'clients'>, party: string, url: string, seats: Seat[]): Promise<unknown> {
  const shares = side.clients.map((_, index) => seats.map((seat) => ({ ...seat, sockets: half(seat.sockets, index) })));
  return Promise.all(side.clients.map((client, index) => client.ask('connect', { party, url, seats: shares[index] })));
}

function half(whole: number, index: number): number {
  return index === 0 ? Math.ceil(whole / 2) : Math.floor(whole / 2);
}

async function subscribed(server: Child, wanted: number): Promise<void> {
  while ((await server.ask<number>('subscribed')) < wanted) await pause(2);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Publishes with so many events in flight for a while. Whole events only are counted. */
async function drive(side: Side, receivers: number, inFlight: number, organisations: number): Promise<Round> {
  const first = side.heard();
  const done = () => Math.floor((side.heard() - first) / receivers);
  const { cpuMicroseconds } = await side.server.ask<Usage>('usage');
  const start = performance.now();
  let published = 0;
  while (performance.now() - start < seconds * 1_000) {
    while (published - done() < inFlight) {
      void side.server.ask('publish', { organisation: Math.floor(Math.random() * organisations), length: frameLength });
      published += 1;
    }
    // Turning in circles would take a whole processor from those who are measured.
    await pause(1);
  }
  // Until the last frame is there: a server that answers late is not counted for what it has only begun.
  while (done() < published) await pause(1);
  const elapsed = (performance.now() - start) / 1_000;
  const after = await side.server.ask<Usage>('usage');
  return {
    deliveriesPerSecond: (published * receivers) / elapsed,
    eventsPerSecond: published / elapsed,
    cpuMicroseconds: (after.cpuMicroseconds - cpuMicroseconds) / (published * receivers),
  };
}

function end(side: Side): void {
  for (const child of [side.server, ...side.clients]) child.end();
}

const variants: readonly Variant[] = ['raw', 'ours', 'idiomatic'];

async function interleaved(organisations: number, socketsOfEach: number, inFlight: number) {
  const sides = new Map<Variant, Side>();
  for (const variant of variants) sides.set(variant, await connectAll(variant, organisations, socketsOfEach));
  const measured = new Map<Variant, Round[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const variant of organisations > 1 ? (['ours', 'idiomatic'] as const) : variants)
      measured.get(variant)!.push(await drive(sides.get(variant)!, socketsOfEach, inFlight, organisations));
  const memory = new Map<Variant, number>();
  for (const [variant, side] of sides) {
    const { rssBytes } = await side.server.ask<Usage>('usage');
    memory.set(variant, (rssBytes - side.rssBefore) / (organisations * socketsOfEach) / 1_024);
  }
  for (const side of sides.values()) end(side);
  return { measured, memory };
}

const middle = (list: Round[], of: (round: Round) => number) => median(list.map(of));

async function fanOut(): Promise<void> {
  const rows: Cell[][] = [];
  const points: Record<Variant, [number, number][]> = { raw: [], ours: [], idiomatic: [] };
  for (const size of sizes) {
    const { measured, memory } = await interleaved(1, size, 2);
    const raw = measured.get('raw')!;
    const idiomatic = measured.get('idiomatic')!;
    for (const variant of variants) {
      const list = measured.get(variant)!;
      const rate = middle(list, (round) => round.deliveriesPerSecond);
      points[variant].push([size, rate]);
      const beside = (others: Round[]) =>
        median(list.map((round, index) => round.deliveriesPerSecond / others[index]!.deliveriesPerSecond)).toFixed(2);
      const cpu = middle(list, (round) => round.cpuMicroseconds).toFixed(1);
      rows.push([
        size,
        variant,
        Math.round(rate),
        cpu,
        beside(raw),
        beside(idiomatic),
        memory.get(variant)!.toFixed(1),
      ]);
      process.stdout.write(`${rows.at(-1)!.join(' ')}\n`);
    }
  }
  const head = ['subscribers', 'server', 'deliveries/s', 'CPU µs/delivery', 'of raw', 'of idiomatic', 'KB/subscriber'];
  writeResult(join(folder, 'fan-out.md'), markdownTable(head, rows));
  const plot = svgPlot({
    title: 'One event to all subscribers, deliveries per second',
    x: { label: 'subscribers', scale: 'log' },
    y: { label: 'deliveries per second', scale: 'log' },
    series: variants.map((name) => ({ name, points: points[name], dashed: name === 'raw' })),
  });
  writeResult(join(folder, 'fan-out.svg'), plot);
}

async function selective(): Promise<void> {
  const { measured } = await interleaved(330, 30, 16);
  const of = (variant: Variant) => measured.get(variant)!;
  const rows = (['ours', 'idiomatic'] as const).map((variant) => [
    variant,
    rounded(middle(of(variant), (round) => round.eventsPerSecond)),
    rounded(median(of(variant).map((round, i) => round.eventsPerSecond / of('idiomatic')[i]!.eventsPerSecond))),
  ]);
  writeResult(join(folder, 'selective.md'), markdownTable(['server', 'events/s', 'of idiomatic'], rows));
  process.stdout.write(`${rows.map((row) => row.join(' ')).join('\n')}\n`);
}

/** From just before the INSERT is sent to the frame in the client, 9,900 subscribers, 300 events a second to 30 each. */
async function latency(side: Side): Promise<void> {
  for (const client of side.clients) await client.ask('beginAges');
  const start = performance.now();
  for (let sent = 0; performance.now() - start < 10_000; await pause(1))
    for (; sent < ((performance.now() - start) / 1_000) * 300; sent += 1)
      void side.server.ask('publish', { organisation: Math.floor(Math.random() * 330) });
  await pause(1_000);
  const ages = (await Promise.all(side.clients.map((client) => client.ask<number[]>('endAges'))))
    .flat()
    .sort((a, b) => a - b);
  const at = (share: number) => rounded(ages[Math.floor(ages.length * share)]!);
  const rows = [[ages.length, at(0.5), at(0.99), at(1 - 1 / ages.length)]];
  writeResult(join(folder, 'latency.md'), markdownTable(['deliveries', 'p50 ms', 'p99 ms', 'worst ms'], rows));
  process.stdout.write(`latency ${rows[0]!.join(' ')}\n`);
}

/** 5,000 clients at once: connecting alone, and connecting with 30 missed events each. */
async function storm(side: Side, seats: Seat[], url: string): Promise<void> {
  const herd = seats.slice(0, 330).map((seat, index) => ({ ...seat, sockets: index < 50 ? 16 : 15 }));
  const total = herd.reduce((sum, seat) => sum + seat.sockets, 0);
  const heard = async () =>
    (await Promise.all(side.clients.map((client) => client.ask<number>('heard', { party: 'herd' })))).reduce(
      (a, b) => a + b,
      0,
    );
  const rows: Cell[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    await gone(side, 'herd');
    const alone = performance.now();
    await connect(side, 'herd', url, herd);
    await subscribed(side.server, total);
    const connecting = performance.now() - alone;
    const after = await side.server.ask<string>('position');
    await gone(side, 'herd');
    await side.server.ask('publishAll', { each: 30 });
    const executions = await side.server.ask<number>('executions');
    const back = performance.now();
    await connect(
      side,
      'herd',
      url,
      herd.map((seat) => ({ ...seat, variables: { ...seat.variables, after } })),
    );
    while ((await heard()) < total * 30) await pause(2);
    const resuming = performance.now() - back;
    const resolved = (await side.server.ask<number>('executions')) - executions;
    rows.push([total, Math.round(connecting), Math.round(resuming), (resuming / connecting).toFixed(2), resolved]);
    process.stdout.write(`storm ${rows.at(-1)!.join(' ')}\n`);
  }
  const head = ['clients', 'connect alone, ms', 'connect and resume 30 each, ms', 'ratio', 'events resolved'];
  writeResult(join(folder, 'storm.md'), markdownTable(head, rows));
}

async function gone(side: Side, party: string): Promise<void> {
  for (const client of side.clients) await client.ask('disconnect', { party }).catch(() => undefined);
  while ((await side.server.ask<number>('subscribed')) > 0) await pause(5);
}

async function run(): Promise<void> {
  if (only.includes('fanout')) await fanOut();
  if (only.includes('selective')) await selective();
  if (only.includes('latency')) {
    const side = await connectAll('ours', 330, 30);
    await latency(side);
    end(side);
  }
  if (only.includes('storm')) {
    const side = await connectAll('ours', 330, 0);
    const url = await side.server.ask<string>('address');
    const seats = await side.server.ask<Seat[]>('seats', { organisations: 330, sockets: 20 });
    await storm(side, seats, url);
    end(side);
  }
}

void run().then(() => process.exit(0));
