/**
 * Promises the proof of figures at ten times the sample: `npm run prove:indicators`. Loads the sample into a database of its own, asks for
 * each measure of the district, multiplies the rows of all tables that are counted by ten, and asks again. Prints figures and milliseconds
 * of both; fails when a count or a sum is not ten times what it was, a median or another percentile not the same, or when the plan of a measure
 * reads a whole table again and again because no index could serve it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../../server/app';
import { measures } from '../../../server/composition/measures';
import { readConfig } from '../../../server/config';
import type { Statements } from '../../../server/database/database';
import { IndicatorRepository } from '../../../server/indicator/indicator.repository';
import type { Measure } from '../../../server/measure';
import { startStageCluster } from '../../stage/cluster';
import { createTestDatabase, type TestDatabase } from '../../stage/database';
import { sampleEnvironment } from '../../stage/sample';
import { markdownTable, median, rounded, type Cell } from '../table';
import { multiply, times } from './tenfold';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const rounds = 5;
/** All that the sample has, before and after its year. */
const scope = { from: '2022-01-01', to: `${new Date().getUTCFullYear() + 1}-12-31`, areaCode: '640104' };
const before = { from: '2020-01-01', to: '2021-12-31' };
const repository = new IndicatorRepository();

interface Asked {
  readonly value: bigint | null;
  readonly milliseconds: number;
}

function tablesCounted(): string[] {
  const named = measures.flatMap(({ rows }) => [...rows.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]{2,})\b/g)]);
  return [...new Set(named.map(([, table]) => table!))].sort();
}

async function ask(statements: Statements, measure: Measure): Promise<Asked> {
  const took: number[] = [];
  let value: bigint | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const [row] = await repository.sumMeasures(statements, [{ measure, scope }], before);
    took.push(performance.now() - begun);
    value = row!.value === null ? null : BigInt(row!.value);
  }
  return { value, milliseconds: rounded(median(took)) };
}

/** Tables that a plan reads whole again and again for one figure. */
async function readAgain(database: TestDatabase, measure: Measure): Promise<string[]> {
  const plans: any[] = [];
  const explaining: Statements = {
    query: async (sql, parameters = []) => {
      const [row] = await database.query<any>(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, [...parameters]);
      plans.push(row['QUERY PLAN'][0].Plan);
      return [];
    },
  };
  await repository.sumMeasures(explaining, [{ measure, scope }], before);
  const nodes = (node: any): any[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const again = plans.flatMap(nodes).filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > times);
  return [...new Set(again.map((node) => node['Relation Name'] as string))];
}

/** Of those, such as no index could serve: a small table is read whole because that is cheaper. */
async function withoutIndex(database: TestDatabase, measure: Measure): Promise<string[]> {
  const again = await readAgain(database, measure);
  if (again.length === 0) return [];
  await database.query('SET enable_seqscan = off');
  const still = await readAgain(database, measure);
  await database.query('RESET enable_seqscan');
  return again.filter((table) => still.includes(table)).map((table) => `NO INDEX ${table}`);
}

function isAsDefined({ unit }: Measure, one: Asked, ten: Asked): boolean {
  if (one.value === null || ten.value === null) return one.value === ten.value;
  return ten.value === (unit === 'SECONDS' ? one.value : one.value * BigInt(times));
}

async function prove(database: TestDatabase): Promise<boolean> {
  const statements: Statements = { query: (sql, parameters = []) => database.query(sql, [...parameters]) };
  await database.query('VACUUM ANALYZE');
  const once = new Map<string, Asked>();
  for (const measure of measures) once.set(measure.code, await ask(statements, measure));
  const tables = tablesCounted();
  print(`${await multiply(database, tables)} rows added to ${tables.length} tables that are counted`);
  const lines: Cell[][] = [];
  let held = true;
  for (const measure of measures) {
    const [one, ten] = [once.get(measure.code)!, await ask(statements, measure)];
    const wrong = [...(isAsDefined(measure, one, ten) ? [] : ['FIGURE']), ...(await withoutIndex(database, measure))];
    held &&= wrong.length === 0;
    lines.push([
      ...[measure.code, String(one.value ?? '-'), String(ten.value ?? '-')],
      ...[one.milliseconds, ten.milliseconds, wrong.join(', ')],
    ]);
  }
  print(markdownTable(['measure', 'sample', 'tenfold', 'ms', 'ms tenfold', 'wrong'], lines));
  return held;
}

async function main(): Promise<void> {
  const cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  const directory = mkdtempSync(join(tmpdir(), 'linkage-indicators-'));
  const database = await createTestDatabase();
  const environment = { ...sampleEnvironment(), LINKAGE_DATA_DIRECTORY: directory };
  try {
    const app = await startApp(readConfig(environment), { databaseUrl: database.url, report: () => undefined });
    await app.close();
    process.exitCode = (await prove(database)) ? 0 : 1;
  } finally {
    await database.drop();
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

void main();
