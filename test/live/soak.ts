/**
 * Promises that a server under mixed load stays as it is: `npm run soak:live`, half an hour, or --minutes=N. Samples memory after a
 * collection and handles each ten seconds, lays a line through them after the warm-up, and fails when one is not flat.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from '../bench/live/protocol';
import { startLoad, type Load } from './soak-load';
import type { Cast, Measure } from './soak-server';
import { trendOf, type Trend } from './trend';

const minutes = Number(process.argv.find((given) => given.startsWith('--minutes='))?.split('=')[1] ?? 30);
const everySeconds = 10;
/** Compilation, caches and pools fill up; a long run gives them five minutes. */
const warmUpSeconds = Math.min(300, minutes * 20);

/** What must be flat, and how much growth in half an hour is called so: a share of the mean, or so much in any case. */
const watched: readonly [name: string, of: (measure: Measure) => number, share: number, least: number][] = [
  ['heap after collection, MB', ({ heapBytes }) => heapBytes / 2 ** 20, 0.05, 2],
  ['resident memory, MB', ({ rssBytes }) => rssBytes / 2 ** 20, 0.1, 10],
  ['handles', ({ handles }) => handles, 0.05, 3],
  ['descriptors beside clients', ({ descriptors }) => descriptors, 0.1, 10],
  ['groups of the hub', ({ groups }) => groups, 0.1, 3],
];

interface Row {
  readonly seconds: number;
  readonly measure: Measure;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function sample(server: Child, load: Load): Promise<Row[]> {
  const rows: Row[] = [];
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1_000;
  say(
    'seconds | heap MB | resident MB | handles | descriptors | sockets | subscribers | groups | remembered | heard | needs',
  );
  while (seconds() < minutes * 60) {
    await pause(everySeconds * 1_000);
    const measure = await server.ask<Measure>('measure');
    rows.push({ seconds: seconds(), measure });
    const shown = [measure.heapBytes / 2 ** 20, measure.rssBytes / 2 ** 20].map((value) => value.toFixed(1));
    const { handles, descriptors, sockets, subscribers, groups, remembered } = measure;
    const counts = [
      handles,
      descriptors,
      sockets,
      subscribers,
      groups,
      remembered,
      load.counted.heard,
      load.counted.needs,
    ];
    say([Math.round(seconds()), ...shown, ...counts].join(' | '));
    if (load.failures.length > 0) throw new Error(load.failures[0]);
  }
  return rows;
}

function judge(rows: readonly Row[]): boolean {
  const warm = rows.filter(({ seconds }) => seconds > warmUpSeconds);
  say(
    `\nafter ${warmUpSeconds} s of warm-up, growth in half an hour by a straight line through ${warm.length} samples:`,
  );
  const trends = watched.map(([name, of, share, least]): [string, Trend] => {
    const samples = warm.map(({ seconds, measure }) => ({ seconds, value: of(measure) }));
    return [name, trendOf(samples, share, least)];
  });
  for (const [name, { mean, growth, doubt, bound, isFlat }] of trends) {
    const [middle, grown, wrong, most] = [mean, growth, doubt, bound].map((value) => value.toFixed(2));
    say(`${name}: mean ${middle}, growth ${grown} ± ${wrong}, bound ${most}: ${isFlat ? 'flat' : 'NOT FLAT'}`);
  }
  return trends.every(([, { isFlat }]) => isFlat);
}

async function soak(): Promise<number> {
  const server = Child.start('../../live/soak-server.js');
  const cast = await server.ask<Cast>('begin', { organisations: 12, households: 12 });
  const load = await startLoad(cast);
  try {
    const rows = await sample(server, load);
    await load.stop();
    say(JSON.stringify(load.counted));
    for (const failure of load.failures) say(failure);
    return judge(rows) && load.failures.length === 0 ? 0 : 1;
  } finally {
    await load.stop();
  }
}

async function end(code: number): Promise<void> {
  await Child.endAll();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130));
soak().then(end, (error: unknown) => {
  process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
  return end(1);
});
