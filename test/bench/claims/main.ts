/**
 * Promises the figures of claiming beside peers and the limit, in one run: `npm run bench:claims`.
 * Arguments: --rounds=3, --needs=5000 (of the race), --claims=2000 (of the whole path).
 */
import 'reflect-metadata';
import { race } from './race';
import { oneStatement, serializable, skipLocked, type Way } from './statements';
import { throughGraphQL, throughPgbench } from './whole-path';
import { startWorld } from './world';

function argument(name: string, fallback: number): number {
  const given = process.argv.find((one) => one.startsWith(`--${name}=`));
  return given === undefined ? fallback : Number(given.slice(name.length + 3));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
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
  print(`\n## Race: ${needs} needs, 50 organisations, 200 workers, pool of 20, medians of ${rounds}\n`);
  print('| way | claims won per second | ours is |\n| --- | --- | --- |');
  for (const [name, values] of found)
    print(`| ${name} | ${median(values).toFixed(0)} | ${(ours / median(values)).toFixed(2)}x |`);
}

async function benchWholePath(rounds: number, claims: number): Promise<void> {
  const world = await startWorld({ needs: claims + 1_000, organisations: 50, capacity: claims + 1_000 });
  const found = { graphql: [] as number[], pgbench: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const first = await world.round();
    found.graphql.push(await throughGraphQL(world, first, claims));
    await first.drop();
    const second = await world.round();
    found.pgbench.push(await throughPgbench(second, claims));
    await second.drop();
  }
  await world.stop();
  print(`\n## Whole path: ${claims} claims on needs of their own, 50 organisations, medians of ${rounds}\n`);
  print('| path | claims per second | of pgbench |\n| --- | --- | --- |');
  const limit = median(found.pgbench);
  print(`| pgbench, the same statements, 20 clients | ${limit.toFixed(0)} | 1.00 |`);
  print(
    `| claimNeed over HTTP, 32 connections, signed in | ${median(found.graphql).toFixed(0)} | ${(median(found.graphql) / limit).toFixed(2)} |`,
  );
}

async function run(): Promise<void> {
  const rounds = argument('rounds', 3);
  await benchRace(rounds, argument('needs', 5_000));
  await benchWholePath(rounds, argument('claims', 2_000));
}

void run();
