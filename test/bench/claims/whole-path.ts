/** Promises claims per second through the whole GraphQL path of one server process, and of the same statements driven by pgbench. */
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { globalId } from '../../../schema/global-id';
import { ClaimingRepository } from '../../../server/claim/claiming.repository';
import { compose } from '../../../server/composition';
import { readConfig } from '../../../server/config';
import type { Transaction } from '../../../server/database/database';
import { LeanRequests } from './lean-requests';
import type { Claimant, Round, World } from './world';

/** Connections to the database, of either path. */
export const pool = 20;
export const connections = 32;
/** Claims before those that are measured: a server that has run for a while has its code compiled, and its tables are known. */
export const warmUp = 2_000;
/** `claimNeed`: each claim on a need of its own. `claimBestNeed`: whichever is the best for the organisation at that moment. */
export type Operation = 'claimNeed' | 'claimBestNeed';

export interface Setting {
  readonly operation: Operation;
  readonly planner: 'on' | 'off';
  /** Connections of clients and of the pool are shared out among them. */
  readonly servers: number;
}

const mutations: Readonly<Record<Operation, string>> = {
  claimNeed: `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename ... on Claim { id status } } }`,
  claimBestNeed: `mutation ($input: ClaimBestNeedInput!) { claimBestNeed(input: $input) { __typename ... on Claim { id status } } }`,
};

/** Claims per second over 32 connections. */
export async function throughGraphQL(world: World, round: Round, claims: number, setting: Setting): Promise<number> {
  const environment = {
    ...world.environment,
    DATABASE_URL: round.url,
    LINKAGE_POOL_SIZE: String(pool / setting.servers),
    LINKAGE_PLANNER: setting.planner,
  };
  const servers: Awaited<ReturnType<typeof startServer>>[] = [];
  try {
    for (let count = 0; count < setting.servers; count += 1) servers.push(await startServer(environment));
    const urls = servers.map(({ url }) => url);
    await claimAll(urls, world, round, { operation: setting.operation, from: 0, count: warmUp });
    await analyze(round);
    const start = process.hrtime.bigint();
    await claimAll(urls, world, round, { operation: setting.operation, from: warmUp, count: claims });
    return claims / (Number(process.hrtime.bigint() - start) / 1e9);
  } finally {
    for (const { child } of servers) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
  }
}

async function claimAll(
  urls: readonly string[],
  world: World,
  round: Round,
  { operation, from, count }: { readonly operation: Operation; readonly from: number; readonly count: number },
): Promise<void> {
  let next = from;
  const worker = async (place: number) => {
    const requests = new LeanRequests(new URL(`${urls[place % urls.length]!}/graphql`));
    while (next < from + count) {
      const index = next++;
      const organisation = index % round.organisations.length;
      const input = {
        claimId: randomUUID(),
        organisationId: globalId('Organisation', round.organisations[organisation]!.organisationId),
        ...(operation === 'claimNeed' && { needId: globalId('Need', round.needIds[index]!) }),
      };
      const body = JSON.stringify({ query: mutations[operation], variables: { input } });
      const answer = await requests.post(body, world.tokens[organisation]!);
      if (!answer.includes('"Claim"')) throw new Error(`A claim was refused: ${answer}`);
    }
    requests.end();
  };
  await Promise.all(Array.from({ length: connections }, (_, place) => worker(place)));
}

/** What autovacuum does within a minute; the tables of claims were empty when the server first asked them. */
async function analyze(round: Round): Promise<void> {
  const client = new pg.Client({ connectionString: round.url });
  await client.connect();
  await client.query('ANALYZE').finally(() => client.end());
}

async function startServer(environment: NodeJS.ProcessEnv): Promise<{ url: string; child: ChildProcess }> {
  const entry = join(__dirname, '..', '..', 'stage', 'server-process.js');
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  child.removeAllListeners('exit');
  return { url, child };
}

/** The same statement from C, prepared: what the database itself can do. */
export async function throughPgbench(world: World, round: Round, claims: number): Promise<number> {
  const client = new pg.Client({ connectionString: round.url });
  await client.connect();
  await client.query(`CREATE TABLE bench_need AS SELECT row_number() OVER (ORDER BY id)::int AS n, id FROM need`);
  await client.query('ALTER TABLE bench_need ADD PRIMARY KEY (n)');
  await client.query(
    `CREATE TABLE bench_claimant AS SELECT row_number() OVER (ORDER BY o.organisation_id)::int AS n, o.id AS offering_id,
       o.organisation_id, g.account_id FROM service_offering o JOIN role_grant g USING (organisation_id)`,
  );
  await client.query('ALTER TABLE bench_claimant ADD PRIMARY KEY (n)');
  await client.query('CREATE SEQUENCE bench_number');
  await client.query('VACUUM ANALYZE');
  await client.end();
  const folder = mkdtempSync(join(tmpdir(), 'linkage-pgbench-'));
  const script = join(folder, 'claim.sql');
  writeFileSync(script, await scriptOf(world, round));
  const args = ['-n', '-M', 'prepared', '-c', String(pool), '-j', '1', '-t', String(Math.floor(claims / pool))];
  const printed = execFileSync('pgbench', [...args, '-f', script, round.url], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  rmSync(folder, { recursive: true });
  if (!/number of failed transactions: 0 /.test(printed)) throw new Error(`pgbench failed: ${printed}`);
  return Number(/tps = ([\d.]+)/.exec(printed)![1]);
}

/** The statement that the product sends for the first need and organisation, with the ids of others in their place. */
async function scriptOf(world: World, round: Round): Promise<string> {
  const [{ organisationId, offeringId, accountId }] = round.organisations as [Claimant];
  const [claimId, needId] = [randomUUID(), round.needIds[0]!];
  const composition = compose(readConfig({ ...world.environment, LINKAGE_DATA_DIRECTORY: tmpdir() }), round.url);
  const { claimingService, database, matching } = composition;
  await database.open();
  const situation = await new ClaimingRepository().findSituation(database, needId, organisationId, accountId);
  const match = await matching.bestOfferingFor(database, situation!.need, organisationId);
  await database.close();
  let script = '';
  const capture: Transaction = {
    wakeAfterCommit: () => undefined,
    query: (sql, values = []) => {
      const [decisionId] = values.find((value): value is [string] => isListOfOneId(value) && !known.has(value[0]))!;
      known.set(decisionId, ':claim::uuid');
      script = sql.replace(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1], known));
      return Promise.resolve([]);
    },
  };
  const known = new Map([
    [claimId, ':claim::uuid'],
    [needId, ':need::uuid'],
    [organisationId, ':organisation::uuid'],
    [offeringId, ':offering::uuid'],
    [accountId, ':account::uuid'],
  ]);
  const actor = { accountId, displayName: '', roles: [] };
  await claimingService.claimWithin(capture, {
    actor,
    wish: { claimId, needId, organisationId },
    situation: situation!,
    match: match!,
  });
  return `SELECT gen_random_uuid() AS claim, b.id AS need, c.organisation_id AS organisation, c.offering_id AS offering,
  c.account_id AS account FROM (SELECT nextval('bench_number')::int AS n) s JOIN bench_need b USING (n)
  JOIN bench_claimant c ON c.n = s.n % ${round.organisations.length} + 1 \\gset
${script.replace(/\s*\n\s*/g, ' ')};
`;
}

function isListOfOneId(value: unknown): value is [string] {
  return Array.isArray(value) && value.length === 1 && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(String(value[0]));
}

/** A value in the text of a script; pgbench takes a colon for the beginning of a name, even between quotes. */
function literal(value: unknown, known: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `ARRAY[${value.map((item) => literal(item, known)).join(', ')}]`;
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const quoted = (part: string) => `E'${part.replace(/[\\']/g, '\\$&').replaceAll(':', '\\x3a')}'`;
  if (known.has(text)) return known.get(text)!;
  const parts = text.split(new RegExp(`(${[...known.keys()].join('|')})`));
  const texts = parts.map((part) => (known.has(part) ? `${known.get(part)!.split('::')[0]}::text` : quoted(part)));
  return texts.length === 1 ? texts[0]! : `(${texts.join(' || ')})`;
}
