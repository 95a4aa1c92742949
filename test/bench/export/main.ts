/**
 * Promises the proof of exports at full size: `npm run prove:export`. Arguments: --rows=100000. Kills a server in the middle of a workbook, lets
 * another write it anew, and prints seconds, memory and how long others waited meanwhile; fails when a record is missing or twice, or
 * when a bound does not hold.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globalId } from '../../../schema/global-id';
import { unpackParts } from '../../../server/spreadsheet/archive';
import { startStageCluster } from '../../stage/cluster';
import { createTestDatabase, type TestDatabase } from '../../stage/database';
import { referredNeed } from '../../stage/needs';
import { people } from '../../stage/people';
import { startServerProcess, type ServerProcess } from '../../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../../stage/server';

const rows = Number(process.argv.find((one) => one.startsWith('--rows='))?.slice(7) ?? 100_000);
/** What writing may take more than a server that has just started. */
const megabytesMore = 150;
/** What the longest of all answers to others may take beside it; the machine may be a busy one. */
const waitedMilliseconds = 500;
const print = (line: string) => void process.stdout.write(`${line}\n`);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A field of /proc/PID/status in megabytes: VmRSS now, VmHWM at most. */
function memoryOf({ pid }: ServerProcess, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line![1]) / 1024);
}

async function status(server: ServerProcess, token: string, exportId: string): Promise<any> {
  const query = 'query ($id: ID!) { dataExport(id: $id) { status done total rowCount byteCount path } }';
  const { data } = await postGraphQL(server.url, query, { id: globalId('DataExport', exportId) }, token);
  return data.dataExport;
}

async function ask(server: ServerProcess, token: string, format: string): Promise<string> {
  const exportId = randomUUID();
  const scope = { from: '2023-01-01', to: `${new Date().getUTCFullYear() + 1}-12-31`, areaCode: '640104' };
  const input = { exportId, subject: 'RECORDS', codes: ['NEEDS_VERIFIED'], scope, format };
  const document = `mutation ($input: RequestDataExportInput!) { requestDataExport(input: $input) { __typename } }`;
  const { data } = await postGraphQL(server.url, document, { input }, token);
  if (data.requestDataExport.__typename !== 'DataExport') throw new Error(JSON.stringify(data));
  return exportId;
}

/** Waits for the file while somebody else asks something small all the time; returns how long the longest answers took. */
async function beside(server: ServerProcess, token: string, exportId: string) {
  const waited: number[] = [];
  let now = await status(server, token, exportId);
  while (['REQUESTED', 'WRITING'].includes(now.status)) {
    for (let turn = 0; turn < 20; turn += 1) {
      const begun = performance.now();
      await postGraphQL(server.url, '{ me { id } }', {}, token);
      waited.push(performance.now() - begun);
      await pause(10);
    }
    now = await status(server, token, exportId);
  }
  waited.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waited[Math.floor((waited.length - 1) * share)] ?? 0);
  return { now, median: at(0.5), p99: at(0.99), longest: at(1) };
}

async function read(server: ServerProcess, token: string, path: string): Promise<Buffer> {
  const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return Buffer.from(await response.arrayBuffer());
}

/** The ids that a file tells, each as often as it does. */
async function idsOf(format: string, bytes: Buffer): Promise<string[]> {
  const text = format === 'CSV' ? bytes : (await unpackParts(bytes, 1_000_000_000))!.at(-1)!.bytes;
  const pattern =
    format === 'CSV' ? /^Need,([\w-]+),/gm : /<t xml:space="preserve">(TmVlZD[\w-]+)<\/t><\/is><\/c><c r="C/g;
  return [...text.toString('utf8').matchAll(pattern)].map(([, id]) => id!);
}

/** One need as so many. */
async function manyNeeds(server: TestServer): Promise<void> {
  const one = await referredNeed(server);
  await server.database.query(
    `INSERT INTO need SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid()))).*
       FROM need n, generate_series(1, $2 - 1) WHERE n.id = $1`,
    [one.needId, rows],
  );
  await server.database.query('ANALYZE need');
}

/** Who asks, over so many needs. The server of the stage is closed again: it would write exports as well. */
async function set(database: TestDatabase, environment: NodeJS.ProcessEnv): Promise<string> {
  const stage = await startTestServer(environment, database);
  const { token } = await people(stage).bureau();
  await manyNeeds(stage);
  await stage.close();
  return token;
}

async function prove(database: TestDatabase, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const token = await set(database, environment);
  const first = await startServerProcess(environment);
  const exportId = await ask(first, token, 'XLSX');
  let now = await status(first, token, exportId);
  const deadline = performance.now() + 60_000;
  while (now.status === 'REQUESTED' || (now.status === 'WRITING' && now.done < rows / 4)) {
    if (performance.now() > deadline) throw new Error(`Nothing is written: ${first.output()}`);
    await pause(100);
    now = await status(first, token, exportId);
  }
  await first.kill('SIGKILL');
  print(`a server killed when ${now.done} of ${now.total} records were read (${now.status})`);
  const second = await startServerProcess(environment);
  try {
    // The minute after which it counts as lost is not waited for.
    await database.query("UPDATE data_export SET heard_at = now() - interval '61 seconds' WHERE status = 'WRITING'");
    let held = now.status === 'WRITING';
    for (const format of ['XLSX', 'CSV']) {
      const before = memoryOf(second, 'VmRSS');
      const begun = performance.now();
      const id = format === 'XLSX' ? exportId : await ask(second, token, format);
      const { now: done, median, p99, longest } = await beside(second, token, id);
      const seconds = (performance.now() - begun) / 1_000;
      const peak = memoryOf(second, 'VmHWM');
      const bytes = await read(second, token, done.path);
      const ids = await idsOf(format, bytes);
      const isWhole = ids.length === rows && new Set(ids).size === rows && bytes.length === done.byteCount;
      print(
        `${format}: ${done.rowCount} rows, ${(bytes.length / 1024 / 1024).toFixed(1)} MB in ${seconds.toFixed(1)} s; each record once: ${isWhole}`,
      );
      print(`  memory (RSS) ${before} MB before, at most ${peak} MB since the start of the server`);
      print(`  answers to others meanwhile: median ${median} ms, p99 ${p99} ms, longest ${longest} ms`);
      held &&= isWhole && peak - before < megabytesMore && longest < waitedMilliseconds;
    }
    return held;
  } finally {
    await second.kill('SIGTERM');
  }
}

async function main(): Promise<void> {
  const cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  const directory = mkdtempSync(join(tmpdir(), 'linkage-export-'));
  const environment = { ...testEnvironment(), LINKAGE_LOG_LEVEL: 'error', LINKAGE_DATA_DIRECTORY: directory };
  const database = await createTestDatabase();
  const held = await prove(database, { ...environment, DATABASE_URL: database.url }).finally(async () => {
    await database.drop();
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  process.exitCode = held ? 0 : 1;
}

void main();
