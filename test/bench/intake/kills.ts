/** Promises servers killed with -9 while they read a file of triggers and while they register it: each file is there once and whole, or not at all. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../../schema/global-id';
import { people } from '../../stage/people';
import type { ServerProcess } from '../../stage/process';
import { postGraphQL, type TestServer } from '../../stage/server';
import { triggerFile, type TriggerFile } from './file';

/** When a server is killed, as a part of the time that registering takes: from its beginning to after its end. */
const moments = [0.05, 0.3, 0.6, 0.9, 1.2, 2, 4];
const registering = `mutation ($input: RegisterTriggersInput!) {
  registerTriggers(input: $input) { __typename ... on TriggerImport { registeredCount } } }`;

export interface Kills {
  /** Files of which nothing was registered when the server was dead, and files that were registered by then. */
  readonly none: number;
  readonly all: number;
  /** What was found that must not be. */
  readonly broken: readonly string[];
}

export async function killServers(
  server: TestServer,
  start: () => Promise<ServerProcess>,
  file: { readonly rows: number; readonly areaCodes: readonly string[]; readonly day: string },
): Promise<Kills> {
  const { token } = await people(server).bureau();
  const broken: string[] = [];
  const sent = (seed: number) => triggerFile({ ...file, badEvery: 100, seed });
  const trial = sent(100);
  const first = await readBySurvivor(server, token, trial, randomUUID());
  const begun = performance.now();
  await server.request(registering, { input: inputOf(first) }, token);
  const milliseconds = performance.now() - begun;
  let [none, all] = [0, 0];
  for (const [turn, moment] of moments.entries()) {
    const one = sent(101 + turn);
    const importId = await killReader(server, await start(), token, one, broken);
    await readBySurvivor(server, token, one, importId);
    // What another file told before, of a person of the same number, is left out.
    const right = await staged(server, importId);

    const before = await obligations(server);
    const input = inputOf(importId);
    const writer = await start();
    const answer = postGraphQL(writer.url, registering, { input }, token).catch(() => undefined);
    await pause(moment * milliseconds);
    await writer.kill('SIGKILL');
    await answer;
    while (await isBusy(server)) await pause(10);
    const left = (await obligations(server)) - before;
    if (left !== 0 && left !== right) broken.push(`killed at ${moment}: ${left} of ${right} were registered`);
    if (left === 0) none += 1;
    else all += 1;
    const again = (await server.request(registering, { input }, token)).data.registerTriggers;
    const now = (await obligations(server)) - before;
    if (again.registeredCount !== right || now !== right) broken.push(`sent again at ${moment}: ${now} of ${right}`);
  }
  return { none, all, broken };
}

function inputOf(importId: string) {
  return { commandId: randomUUID(), importId: globalId('TriggerImport', importId), leaveOutBadRows: true };
}

function put(url: string, token: string, importId: string, bytes: Buffer): Promise<Response> {
  return fetch(`${url}/trigger-imports/${importId}?format=CSV`, {
    ...{ method: 'PUT', body: new Uint8Array(bytes) },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
  });
}

/** Begins to read through a server of its own and kills it when the first rows are there. */
async function killReader(
  server: TestServer,
  reader: ServerProcess,
  token: string,
  file: TriggerFile,
  broken: string[],
): Promise<string> {
  const importId = randomUUID();
  const before = await obligations(server);
  await put(reader.url, token, importId, file.bytes);
  while ((await stateOf(server, importId)).rows === 0) await pause(5);
  await reader.kill('SIGKILL');
  if ((await stateOf(server, importId)).status !== 'READING')
    broken.push('a file was read before its server was killed: send a longer one');
  if ((await obligations(server)) !== before) broken.push('a file that was only read was registered');
  return importId;
}

/** A server of which nothing was heard for a minute is lost. */
async function forget(server: TestServer, importId: string): Promise<void> {
  await server.database.query("UPDATE trigger_import SET heard_at = now() - interval '61 seconds' WHERE id = $1", [
    importId,
  ]);
}

async function stateOf(server: TestServer, importId: string): Promise<{ rows: number; status: string }> {
  const [row] = await server.database.query<{ rows: number; status: string }>(
    'SELECT row_count AS rows, status FROM trigger_import WHERE id = $1',
    [importId],
  );
  return row!;
}

async function readBySurvivor(server: TestServer, token: string, file: TriggerFile, importId: string): Promise<string> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await forget(server, importId);
    await put(server.url, token, importId, file.bytes);
    await server.app.composition.intakeService.idle();
    // Where the database had no time for it, the product says so, and that the file can be sent again.
    if ((await stateOf(server, importId)).status === 'TRIED') return importId;
  }
  throw new Error('A file could not be read in three attempts.');
}

async function staged(server: TestServer, importId: string): Promise<number> {
  const [row] = await server.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM trigger_import_row WHERE import_id = $1',
    [importId],
  );
  return row!.count;
}

async function obligations(server: TestServer): Promise<number> {
  const [row] = await server.database.query<{ count: number }>('SELECT count(*)::int AS count FROM visit_obligation');
  return row!.count;
}

/** Whether the database still works for a server that is dead. */
async function isBusy(server: TestServer): Promise<boolean> {
  const rows = await server.database.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND state <> 'idle' AND query ~ 'visitBulk|visitAssignment|triggerImport|event.append|COMMIT'`,
  );
  return rows.length > 0;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
