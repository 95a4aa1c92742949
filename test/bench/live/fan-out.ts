/** Promises one event to all: how many deliveries a second, beside raw sockets and peers, in interleaved rounds. */
import { median, type Cell } from '../table';
import { drive, endSide, startSide, sumOf, variants, type Round, type Side, type Variant } from './side';
import type { Question } from './question';
import { keep, say, type Options, type Table } from './report';

interface Measured {
  readonly rounds: Map<Variant, Round[]>;
  readonly memory: Map<Variant, number>;
  readonly bytes: Map<Variant, number>;
}

const titles: Readonly<Record<Question, string>> = {
  need: 'Events with the card of their need, as an organisation follows them',
  event: 'Events alone',
};
const head = [
  'subscribers',
  'server',
  'bytes',
  'deliveries/s',
  'CPU µs/delivery',
  'of raw',
  'of idiomatic',
  'of Mercurius',
];

const middle = (list: readonly Round[], of: (round: Round) => number) => median(list.map(of));

export async function benchFanOut(options: Options): Promise<void> {
  const points = new Map<Variant, [number, number][]>(variants.map((variant) => [variant, []]));
  const tables: Table[] = [];
  for (const question of ['need', 'event'] as const) {
    const rows: Cell[][] = [];
    tables.push({ title: titles[question], head: [...head, 'KB/subscriber', 'finished'], rows });
    for (const size of options.subscribers) {
      say(`fan-out to ${size}, ${question}`);
      const measured = await interleaved(options, size, question);
      for (const variant of variants) {
        rows.push(rowOf(size, variant, measured));
        const rate = middle(measured.rounds.get(variant)!, (round) => round.deliveriesPerSecond);
        if (question === 'need') points.get(variant)!.push([size, rate]);
        say(rows.at(-1)!.join(' '));
      }
    }
  }
  keep(options, 'fan-out', 'One event to all subscribers', tables, {
    x: { label: 'subscribers', scale: 'log' },
    y: { label: 'deliveries per second', scale: 'log' },
    series: variants.map((name) => ({ name, points: points.get(name)!, dashed: name === 'raw' })),
  });
}

async function interleaved({ rounds, seconds }: Options, size: number, question: Question): Promise<Measured> {
  const sides: Side[] = [];
  for (const variant of variants)
    sides.push(await startSide(variant, { organisations: 1, socketsOfEach: size, question }));
  const measured = new Map<Variant, Round[]>(variants.map((variant) => [variant, []]));
  const load = { inFlight: 2, organisations: 1, seconds };
  for (let round = 0; round < rounds; round += 1)
    for (const side of sides) {
      const before = measured.get(side.variant)!;
      // What one could not deliver would be counted as what it delivers next.
      if (before.every(({ delivered }) => delivered === 1)) before.push(await drive(side, size, load));
    }
  const [memory, bytes] = [new Map<Variant, number>(), new Map<Variant, number>()];
  for (const side of sides) {
    memory.set(side.variant, ((await sumOf(side.servers, 'rssBytes')) - side.rssBefore) / size / 1_024);
    bytes.set(side.variant, (await sumOf(side.clients, 'bytesOfOne')) / side.clients.length);
  }
  for (const side of sides) await endSide(side);
  return { rounds: measured, memory, bytes };
}

function rowOf(size: number, variant: Variant, { rounds, memory, bytes }: Measured): Cell[] {
  const own = rounds.get(variant)!;
  const beside = (other: Variant) => {
    const others = rounds.get(other)!;
    const ratios = own.flatMap((round, index) =>
      others[index] ? [round.deliveriesPerSecond / others[index].deliveriesPerSecond] : [],
    );
    return median(ratios).toFixed(2);
  };
  const finished = Math.min(...own.map(({ delivered }) => delivered));
  return [
    size,
    variant,
    Math.round(bytes.get(variant)!),
    Math.round(middle(own, (round) => round.deliveriesPerSecond)),
    middle(own, (round) => round.cpuMicroseconds).toFixed(1),
    beside('raw'),
    beside('idiomatic'),
    beside('mercurius'),
    memory.get(variant)!.toFixed(1),
    finished === 1 ? 'all' : `${(finished * 100).toFixed(0)} %`,
  ];
}
