/**
 * Promises the proof of the intake of triggers at its full size: `npm run prove:import`. Arguments: --rows=100000. Prints seconds, memory
 * and what was counted; fails when a wrong row is not named, a right one is lost, or a server killed with -9 left something half done.
 */
import { randomUUID } from 'node:crypto';
import { startStageCluster } from '../../stage/cluster';
import { people } from '../../stage/people';
import { startServerProcess, type ServerProcess } from '../../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../../stage/server';
import { readDistrict } from '../../../server/area/district';
import { AreaLevel } from '../../../schema/area/area';
import { globalId } from '../../../schema/global-id';
import { triggerFile } from './file';
import { killServers } from './kills';

const rows = Number(process.argv.find((one) => one.startsWith('--rows='))?.slice(7) ?? 100_000);
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const print = (line: string) => process.stdout.write(`${line}\n`);
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

async function send(server: TestServer, token: string, importId: string, bytes: Buffer): Promise<number> {
  const answer = await fetch(`${server.url}/trigger-imports/${importId}?format=CSV`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: new Uint8Array(bytes),
  });
  return answer.status;
}

async function read(server: TestServer, token: string, importId: string): Promise<any> {
  const answer = await server.request(
    'query ($id: ID!) { triggerImport(id: $id) { status rowCount badRowCount registeredCount } }',
    { id: globalId('TriggerImport', importId) },
    token,
  );
  return answer.data.triggerImport;
}

async function prove(server: TestServer): Promise<boolean> {
  const areaCodes = readDistrict()
    .filter((area) => area.level === AreaLevel.COMMUNITY)
    .map((area) => area.code);
  for (const code of areaCodes) await people(server).adviser(code);
  const { token } = await people(server).bureau();
  const file = triggerFile({ rows, badEvery: 100, areaCodes, day: today() });
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const importId = randomUUID();
  const begun = performance.now();
  const status = await send(server, token, importId, file.bytes);
  const sent = performance.now();
  let progress = await read(server, token, importId);
  const seen = new Set<number>();
  while (progress.status === 'READING') {
    seen.add(progress.rowCount);
    await new Promise((resolve) => setTimeout(resolve, 250));
    progress = await read(server, token, importId);
  }
  const tried = performance.now();
  const [{ count: early } = { count: -1 }] = await server.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM visit_obligation',
  );
  const answer = await server.request(
    `mutation ($input: RegisterTriggersInput!) { registerTriggers(input: $input) { __typename ... on TriggerImport { registeredCount } } }`,
    { input: { commandId: randomUUID(), importId: globalId('TriggerImport', importId), leaveOutBadRows: true } },
    token,
  );
  const registered = performance.now();
  clearInterval(watch);
  const named = await server.database.query<{ row: number; column: string }>(
    `SELECT row_number AS row, column_name AS column FROM trigger_import_problem WHERE import_id = $1 ORDER BY 1, 2`,
    [importId],
  );
  const [kept] = await server.database.query<{
    obligations: number;
    unassigned: number;
    found: number;
    staged: number;
  }>(
    `SELECT (SELECT count(*)::int FROM visit_obligation) AS obligations,
            (SELECT count(*)::int FROM visit_obligation WHERE adviser_id IS NULL) AS unassigned,
            (SELECT count(*)::int FROM found_person) AS found, (SELECT count(*)::int FROM trigger_import_row) AS staged`,
  );
  const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
  print(`${rows} rows, ${megabytes(file.bytes.length)} MB, ${file.wrong.length} of them wrong; HTTP ${status}`);
  print(
    `sent in ${seconds(begun, sent)} s, read in ${seconds(sent, tried)} s (progress seen ${seen.size} times), registered in ${seconds(tried, registered)} s`,
  );
  print(
    `memory (RSS) ${megabytes(before)} MB before, at most ${megabytes(peak)} MB, by ${megabytes(peak - before)} MB more`,
  );
  print(
    `before registering ${early} obligations; after it ${JSON.stringify(kept)}, answer ${JSON.stringify(answer.data?.registerTriggers ?? answer.errors)}`,
  );
  const right = rows - file.wrong.length;
  const allNamed = JSON.stringify(named.map((one) => [one.row, one.column])) === JSON.stringify(file.wrong);
  print(`every wrong row and its column named, and no other: ${allNamed}`);
  return allNamed && early === 0 && kept!.obligations === right && kept!.found === right && kept!.unassigned === 0;
}

async function proveKills(server: TestServer, start: () => Promise<ServerProcess>): Promise<boolean> {
  const file = {
    rows: Math.max(2_000, Math.ceil(rows / 20)),
    areaCodes: ['640104001002', '640104001003'],
    day: today(),
  };
  const { none, all, broken } = await killServers(server, start, file);
  const kills = none + all;
  print(
    `${kills} files of ${file.rows} rows, ${kills} servers killed with -9 while they read, ${kills} while they registered: ` +
      `nothing was there of ${none}, all of ${all}; sent again each was there once`,
  );
  for (const one of broken) print(`BROKEN: ${one}`);
  return broken.length === 0;
}

async function main(): Promise<void> {
  const cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  const secrets = { ...testEnvironment(), LINKAGE_LOG_LEVEL: 'error' };
  const server = await startTestServer(secrets);
  const start = () => startServerProcess({ ...secrets, DATABASE_URL: server.database.url });
  const both = async () => (await prove(server)) && (await proveKills(server, start));
  const held = await both().finally(async () => {
    await server.close();
    await cluster.stop();
  });
  process.exitCode = held ? 0 : 1;
}

void main();
