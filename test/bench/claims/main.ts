/**
 * Promises the figures of claiming beside peers and the limit, in one run: `npm run bench:claims`.
 * Arguments: --rounds=3, --needs=5000 (of the race), --claims=2000 (of the whole path).
 */
import 'reflect-metadata';
import { join } from 'node:path';
import { svgPlot, type Series } from '../plot';
import { markdownTable, median, writeResult, type Cell } from '../table';
import { race } from './race';
import { oneStatement, serializable, skipLocked, type Way } from './statements';
import { connections, pool, throughGraphQL, throughPgbench, warmUp, type Setting } from './whole-path';
import { startWorld, type Round } from './world';

function argument(name: string, fallback: number): number {
  const given = process.argv.find((one) => one.startsWith(`--${name}=`));
  return given === undefined ? fallback : Number(given.slice(name.length + 3));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function benchRace(rounds: number, needs: number): Promise<void> {
  const ways: Record<string, Way> = {
    'one statement (ours)': oneStatement,
    'SKIP LOCKED, four statements': skipLocked,
    SERIALIZABLE: serializable,
  };
  // As measured before: organisations have room for four fifths of the needs, and each worker tries 26 times as many as it can win.
  const world = await startWorld({ needs, organisations: 50, capacity: Math.ceil((needs * 0.8) / 50) });
  const found = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, way] of Object.entries(ways)) {
      const database = await world.round();
      const { claimsPerSecond } = await race(database, way, Math.ceil((needs * 5) / 200));
      found.get(name)!.push(claimsPerSecond);
      await database.drop();
    }
  await world.stop();
  const ours = median(found.get('one statement (ours)')!);
  const rows = [...found].map(([name, values]): Cell[] => [
    name,
    Math.round(median(values)),
    (ours / median(values)).toFixed(2),
    values.map((value) => Math.round(value)).join(', '),
  ]);
  const title = `Race: ${needs} needs, 50 organisations, 200 workers, pool of 20`;
  write('race', title, markdownTable(['way', 'claims won per second', 'ours is, times', 'rounds'], rows), found);
}

/** Each way that claims go through the whole of the product, and the limit that they are measured by. */
const settings: ReadonlyMap<string, Setting> = new Map([
  [
    `claimNeed over HTTP, ${connections} connections, signed in, pool of ${pool}`,
    { operation: 'claimNeed', planner: 'off', servers: 1 },
  ],
  ['the same with two servers, each half of the connections', { operation: 'claimNeed', planner: 'off', servers: 2 }],
  ['the same while its planner keeps the plan of all needs', { operation: 'claimNeed', planner: 'on', servers: 1 }],
  ['claimBestNeed over HTTP', { operation: 'claimBestNeed', planner: 'off', servers: 1 }],
]);

async function benchWholePath(rounds: number, claims: number): Promise<void> {
  const needs = warmUp + claims;
  const world = await startWorld({ needs, organisations: 50, capacity: needs });
  const limitName = `pgbench, ${pool} clients`;
  const found = new Map<string, number[]>([limitName, ...settings.keys()].map((name) => [name, []]));
  const measure = async (name: string, work: (round: Round) => Promise<number>) => {
    const round = await world.round();
    found.get(name)!.push(await work(round));
    await round.drop();
  };
  for (let count = 0; count < rounds; count += 1) {
    await measure(limitName, (round) => throughPgbench(world, round, claims));
    for (const [name, setting] of settings)
      await measure(name, (round) => throughGraphQL(world, round, claims, setting));
  }
  await world.stop();
  const limit = median(found.get(limitName)!);
  const rows = [...found].map(([name, values]): Cell[] => [
    name,
    Math.round(median(values)),
    (median(values) / limit).toFixed(2),
    values.map((value) => Math.round(value)).join(', '),
  ]);
  const title = `Whole path: ${claims} claims on needs of their own, 50 organisations`;
  write('whole-path', title, markdownTable(['path', 'claims per second', 'of pgbench', 'rounds'], rows), found);
}

/** Table and plot beside the benchmark, and the table on the console. */
function write(name: string, title: string, table: string, found: ReadonlyMap<string, readonly number[]>): void {
  print(`\n## ${title}\n\n${table}`);
  const results = join(process.cwd(), 'test', 'bench', 'claims', 'results');
  writeResult(join(results, `${name}.md`), `# ${title}\n\nMedians of interleaved rounds; read the ratios.\n\n${table}`);
  const series = [...found].map(([way, values]): Series => ({
    name: way,
    points: values.map((value, round) => [round + 1, value] as const),
  }));
  const y = { label: 'claims per second', scale: 'linear' } as const;
  writeResult(
    join(results, `${name}.svg`),
    svgPlot({ title, x: { label: 'round', scale: 'linear', from: 1 }, y, series }),
  );
}

async function run(): Promise<void> {
  const rounds = argument('rounds', 3);
  await benchRace(rounds, argument('needs', 5_000));
  await benchWholePath(rounds, argument('claims', 2_000));
}

void run();
