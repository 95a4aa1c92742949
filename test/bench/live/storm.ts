/** Promises the herd after a restart: half of the subscribers connect at once, alone and with 30 missed events each. */
import { median, type Cell } from '../table';
import { pause, type Seat } from './protocol';
import { connectSide, countSubscribed, endSide, startSide, subscribed, type Side, type Variant } from './side';
import { scopes } from './selective';
import { keep, say, type Options } from './report';

const missed = 30;

interface Storm {
  readonly alone: number;
  readonly resuming: number;
  readonly executions: number;
}

export async function benchStorm(options: Options): Promise<void> {
  const total = Math.max(scopes, Math.floor(Math.max(...options.subscribers) / 2));
  say(`storm of ${total}`);
  const measured = new Map<Variant, Storm[]>();
  for (const variant of ['ours', 'ours, 2 servers'] as const) {
    const side = await startSide(variant, {
      organisations: scopes,
      socketsOfEach: Math.ceil(total / scopes),
      question: 'event',
    });
    await leave(side, 'all');
    const herd = side.seats.map((seat, index) => ({ ...seat, sockets: share(total, index) }));
    const storms: Storm[] = [];
    measured.set(variant, storms);
    for (let round = 0; round < options.rounds; round += 1) {
      storms.push(await storm(side, herd, total));
      const { alone, resuming } = storms.at(-1)!;
      say(`${variant}: ${Math.round(alone)} ms alone, ${Math.round(resuming)} ms with what was missed`);
    }
    await endSide(side);
  }
  const rows = [...measured].map(([variant, storms]): Cell[] => [
    variant,
    total,
    Math.round(median(storms.map(({ alone }) => alone))),
    Math.round(median(storms.map(({ resuming }) => resuming))),
    median(storms.map(({ alone, resuming }) => resuming / alone)).toFixed(2),
    median(storms.map(({ executions }) => executions)),
  ]);
  const head = ['server', 'clients', 'connect alone, ms', `connect and resume ${missed} each, ms`, 'ratio', 'resolved'];
  keep(options, 'storm', 'Clients that come back all at once', [{ head, rows }], {
    x: { label: 'round', scale: 'linear', from: 1 },
    y: { label: 'milliseconds until all have everything', scale: 'linear', from: 0 },
    series: [...measured].flatMap(([variant, storms]) => [
      {
        name: `${variant}: connect alone`,
        dashed: true,
        points: storms.map(({ alone }, round) => [round + 1, alone] as const),
      },
      {
        name: `${variant}: and resume`,
        points: storms.map(({ resuming }, round) => [round + 1, resuming] as const),
      },
    ]),
  });
}

const share = (total: number, index: number) => Math.floor(total / scopes) + (index < total % scopes ? 1 : 0);

async function storm(side: Side, herd: readonly Seat[], total: number): Promise<Storm> {
  const alone = await time(async () => {
    await connectSide(side, 'herd', herd);
    await subscribed(side, total);
  });
  const after = await side.servers[0]!.ask<string>('position');
  await leave(side);
  await side.servers[0]!.ask('publishAll', { each: missed });
  const before = await executions(side);
  const late = herd.map((seat) => ({ ...seat, variables: { ...seat.variables, after } }));
  const resuming = await time(async () => {
    await connectSide(side, 'herd', late);
    while ((await heard(side)) < total * missed) await pause(2);
  });
  const resolved = (await executions(side)) - before;
  await leave(side);
  return { alone, resuming, executions: resolved };
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function heard(side: Side): Promise<number> {
  const counts = await Promise.all(side.clients.map((client) => client.ask<number>('heard', { party: 'herd' })));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function executions(side: Side): Promise<number> {
  const counts = await Promise.all(side.servers.map((server) => server.ask<number>('executions')));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function leave(side: Side, party = 'herd'): Promise<void> {
  await Promise.all(side.clients.map((client) => client.ask('disconnect', { party })));
  while ((await countSubscribed(side)) > 0) await pause(5);
}
