/** Promises claims per second through the whole GraphQL path of one server process, and of the same statements driven by pgbench. */
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { globalId } from '../../../schema/global-id';
import { ClaimingRepository } from '../../../server/claim/claiming.repository';
import type { Transaction } from '../../../server/database/database';
import type { Round, World } from './world';

const connections = 32;
const mutation = `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename ... on Claim { id status } } }`;

/** One server process, 32 connections, each claim on a need of its own. */
export async function throughGraphQL(world: World, round: Round, claims: number): Promise<number> {
  const server = await startServer({ ...world.environment, DATABASE_URL: round.url });
  try {
    await claimAll(server.url, world, round, 0, 200);
    const start = process.hrtime.bigint();
    await claimAll(server.url, world, round, 200, claims);
    return claims / (Number(process.hrtime.bigint() - start) / 1e9);
  } finally {
    server.child.kill('SIGTERM');
    await new Promise((resolve) => server.child.once('exit', resolve));
  }
}

async function claimAll(url: string, world: World, round: Round, from: number, count: number): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let next = from;
  const worker = async () => {
    while (next < from + count) {
      const index = next++;
      const organisation = index % round.organisations.length;
      const input = {
        claimId: randomUUID(),
        needId: globalId('Need', round.needIds[index]!),
        organisationId: globalId('Organisation', round.organisations[organisation]!.organisationId),
      };
      const answer = await post(url, agent, { query: mutation, variables: { input } }, world.tokens[organisation]!);
      if (!answer.includes('"Claim"')) throw new Error(`A claim was refused: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
}

function post(url: string, agent: http.Agent, body: unknown, token: string): Promise<string> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      authorization: `Bearer ${token}`,
    };
    const request = http.request(`${url}/graphql`, { agent, method: 'POST', headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (answer += chunk));
      response.on('end', () => resolve(answer));
    });
    request.on('error', reject);
    request.end(text);
  });
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

/** The same three statements in one transaction, from C, with prepared statements: what the database itself can do. */
export async function throughPgbench(round: Round, claims: number): Promise<number> {
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
  writeFileSync(script, await scriptOf(round.organisations.length));
  const args = ['-n', '-M', 'prepared', '-c', '20', '-j', '1', '-t', String(Math.floor(claims / 20)), '-f', script];
  const printed = execFileSync('pgbench', [...args, round.url], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  rmSync(folder, { recursive: true });
  return Number(/tps = ([\d.]+)/.exec(printed)![1]);
}

/** The text of the product's claiming statement, with its parameters as pgbench writes them. */
async function scriptOf(organisations: number): Promise<string> {
  let text = '';
  const capture = { query: (sql: string) => ((text = sql), Promise.resolve([{ told: [] }])) } as unknown as Transaction;
  await new ClaimingRepository().claimNeed(capture, {} as never);
  const values = [':claim', ':need', ':organisation', ':offering', '1', ':account', '60', "'POOL'"];
  const cast = ['::uuid', '::uuid', '::uuid', '::uuid', '', '::uuid', '', ''];
  const claim = text.replace(
    /\$(\d)/g,
    (_, number: string) => `${values[Number(number) - 1]}${cast[Number(number) - 1]}`,
  );
  return `SELECT gen_random_uuid() AS claim, b.id AS need, c.organisation_id AS organisation, c.offering_id AS offering,
  c.account_id AS account FROM (SELECT nextval('bench_number')::int AS n) s JOIN bench_need b USING (n)
  JOIN bench_claimant c ON c.n = s.n % ${organisations} + 1 \\gset
BEGIN;
${claim.replace(/\s*\n\s*/g, ' ')};
INSERT INTO audit_line (account_id, operation, subject_type, subject_id, command_id, input_digest, details) VALUES (:account::uuid, 'claimNeed', 'Claim', :claim::uuid, :claim::uuid, '\\x00', jsonb_build_object('needId', :need::uuid)) ON CONFLICT (command_id) DO NOTHING RETURNING position;
INSERT INTO event (type, subject_id, audience, payload) VALUES ('NeedClaimed', :need::uuid, ARRAY['area:640104'], jsonb_build_object('needId', :need::uuid, 'claimId', :claim::uuid));
COMMIT;
`;
}
