/** Promises how long an event takes from just before its INSERT to the client, at 300 a second, and where the time goes. */
import { median, rounded, type Cell } from '../table';
import { pause, type Stops } from './protocol';
import { endSide, startSide, type Side, type Variant } from './side';
import { membersOf, scopes } from './selective';
import { at, keep, say, type Options } from './report';

const eventsPerSecond = 300;
const shares = [0.5, 0.9, 0.99, 0.999] as const;

interface Sample {
  /** Ages in milliseconds, sorted: when committed, when in the hub of a server, when in the client. */
  readonly committed: number[];
  readonly arrived: number[];
  readonly heard: number[];
  readonly servers: Stops[];
  readonly clients: Stops[];
}

export async function benchLatency(options: Options): Promise<void> {
  const members = membersOf(options);
  say(`latency, ${scopes * members} subscribers`);
  const sides: Side[] = [];
  for (const variant of ['ours', 'ours, 2 servers'] as const)
    sides.push(await startSide(variant, { organisations: scopes, socketsOfEach: members, question: 'event' }));
  const samples = new Map<Variant, Sample[]>(sides.map(({ variant }) => [variant, []]));
  const milliseconds = options.seconds * 3_000;
  for (const side of sides) await sample(side, Math.min(2_000, milliseconds));
  for (let round = 0; round < options.rounds; round += 1)
    for (const side of sides) samples.get(side.variant)!.push(await sample(side, milliseconds));
  for (const side of sides) await endSide(side);
  const title = `From INSERT to client, ${eventsPerSecond} events a second to ${members} of ${scopes * members} subscribers`;
  const of = (variant: Variant, part: 'committed' | 'arrived' | 'heard', share: number) =>
    median(samples.get(variant)!.map((one) => at(one[part], share)));
  keep(options, 'latency', title, [ages(samples), stops(samples)], {
    x: { label: 'one in so many is later', scale: 'log' },
    y: { label: 'milliseconds', scale: 'log' },
    series: [...samples.keys()].flatMap((variant) =>
      (['committed', 'arrived', 'heard'] as const).map((part) => ({
        name: `${variant}: ${part}`,
        dashed: part !== 'heard',
        points: shares.map((share) => [1 / (1 - share), of(variant, part, share)] as const),
      })),
    ),
  });
}

async function sample(side: Side, milliseconds: number): Promise<Sample> {
  const all = [...side.servers, ...side.clients];
  await Promise.all(all.map((child) => child.ask('beginAges')));
  const failures: unknown[] = [];
  const start = performance.now();
  for (let sent = 0; performance.now() - start < milliseconds; await pause(1))
    for (; sent < ((performance.now() - start) / 1_000) * eventsPerSecond; sent += 1) {
      const organisation = Math.floor(Math.random() * scopes);
      const server = side.servers[sent % side.servers.length]!;
      server.ask('publish', { organisation }).catch((error: unknown) => failures.push(error));
    }
  await pause(1_000);
  if (failures.length > 0) throw failures[0];
  const servers = await Promise.all(
    side.servers.map((server) => server.ask<{ committed: number[]; arrived: number[]; stops: Stops }>('endAges')),
  );
  const clients = await Promise.all(
    side.clients.map((client) => client.ask<{ ages: number[]; stops: Stops }>('endAges')),
  );
  const sorted = (lists: number[][]) => lists.flat().sort((a, b) => a - b);
  return {
    committed: sorted(servers.map(({ committed }) => committed)),
    arrived: sorted(servers.map(({ arrived }) => arrived)),
    heard: sorted(clients.map((client) => client.ages)),
    servers: servers.map((server) => server.stops),
    clients: clients.map((client) => client.stops),
  };
}

function ages(samples: ReadonlyMap<Variant, Sample[]>) {
  const rows = [...samples].flatMap(([variant, own]) =>
    (['committed', 'arrived', 'heard'] as const).map((part): Cell[] => [
      variant,
      { committed: 'committed', arrived: 'in the hub', heard: 'in the client' }[part],
      median(own.map((one) => one[part].length)),
      ...shares.map((share) => rounded(median(own.map((one) => at(one[part], share))))),
      rounded(Math.max(...own.map((one) => one[part].at(-1)!))),
    ]),
  );
  return { head: ['server', 'until', 'number', 'p50 ms', 'p90 ms', 'p99 ms', 'p99.9 ms', 'worst ms'], rows };
}

/** What kept processes from going on: the event loop late by, and the longest pause of the garbage collector. */
function stops(samples: ReadonlyMap<Variant, Sample[]>) {
  const rows = [...samples].flatMap(([variant, own]) =>
    (['servers', 'clients'] as const).map((who): Cell[] => {
      const all = own.flatMap((one) => one[who]);
      const worst = (of: (stop: Stops) => number) => rounded(Math.max(...all.map(of)));
      return [
        variant,
        who,
        rounded(median(all.map((stop) => stop.loopP99))),
        worst((stop) => stop.loopWorst),
        worst((stop) => stop.collectingWorst),
        `${(median(all.map((stop) => stop.collectingShare)) * 100).toFixed(1)} %`,
      ];
    }),
  );
  const head = ['server', 'processes', 'loop p99 ms', 'loop worst ms', 'collector worst ms', 'collecting'];
  return { head, rows };
}
