/** Proves what a newcomer meets: one line starts everything, a second finds the first, an end leaves nothing running. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase } from '../../server/database/embedded';
import { freePort } from '../../server/database/embedded/port';
import { isRunning } from '../../server/database/embedded/process';
import { projectRoot } from '../../server/project';
import { until } from '../event/writing';
import { cleanUp, newFolder, occupy, openFolder, startEmbeddedProcess, startNode, type Running } from './processes';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript, since it runs before any build
const { ensureBuilt } = require('../../server/build.js') as { ensureBuilt: (options: object) => Promise<unknown> };

beforeAll(() => ensureBuilt({ report: () => undefined }), 120_000);
afterAll(cleanUp);

/** `npm start` with an environment of its own; the port is the default unless given. */
function start(directory: string, variables: Record<string, string | undefined> = {}): Running {
  return startNode([join('server', 'start.js')], {
    NODE_ENV: undefined,
    DATABASE_URL: undefined,
    HOST: undefined,
    PORT: undefined,
    LINKAGE_DEMO: 'false',
    LINKAGE_LOG_LEVEL: 'silent',
    LINKAGE_DATA_DIRECTORY: directory,
    ...variables,
  });
}

async function addressOf(running: Running): Promise<string> {
  const output = await running.until('Press Ctrl-C');
  return /Linkage is running at (\S+)/.exec(output)?.[1] ?? '';
}

function clusterOf(directory: string): { pid: number; port: number; data: string } {
  return JSON.parse(readFileSync(join(directory, 'postgres.json'), 'utf8')) as never;
}

async function end(running: Running): Promise<void> {
  running.child.kill('SIGTERM');
  expect(await running.exit).toBe(0);
}

describe('npm start', () => {
  test('116: given npm itself is ended with SIGTERM, then the server it started and its PostgreSQL end too', async () => {
    const directory = join(openFolder('under npm'), '.data');
    const npm = spawn('npm', ['start'], {
      cwd: projectRoot,
      env: { ...process.env, LINKAGE_DATA_DIRECTORY: directory, LINKAGE_DEMO: 'false', PORT: '0' },
      stdio: 'ignore',
    });
    const note = join(directory, 'server.json');
    await until('the server runs', () => existsSync(note), 60_000);
    const { pid } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number };
    const cluster = clusterOf(directory);

    npm.kill('SIGTERM');

    await until('the server is gone', () => !isRunning(pid));
    expect([existsSync(note), isRunning(cluster.pid)]).toEqual([false, false]);
  }, 90_000);

  test('starts all, a second start finds the first, one that comes at the same time too, SIGTERM ends all', async () => {
    const directory = join(openFolder('项目 one'), '.data');
    const first = start(directory);
    const meanwhile = start(directory);
    const both = await Promise.race([
      addressOf(first).then(() => [first, meanwhile]),
      addressOf(meanwhile).then(() => [meanwhile, first]),
    ]);
    const [server, other] = both as [Running, Running];
    const address = await addressOf(server);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect(server.stdout).toContain(`联动已启动：${address}`);

    const second = start(directory);

    expect(await second.exit).toBe(0);
    expect(second.stdout.trim().split('\n')).toEqual([
      `联动已在运行：${address}`,
      `Linkage is already running at ${address}`,
    ]);
    expect(await other.exit).toBe(0);
    expect(other.stdout).toContain(`Linkage is already running at ${address}`);
    const cluster = clusterOf(directory);
    expect(isRunning(cluster.pid)).toBe(true);

    // Under npm, Ctrl-C reaches the server twice at once: that is one wish to end, not two.
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    expect(await server.exit).toBe(0);
    expect(isRunning(cluster.pid)).toBe(false);
    expect(existsSync(join(directory, 'server.json'))).toBe(false);
    expect(existsSync(join(directory, 'start.lock'))).toBe(false);
  });

  test('108: killed with -9, the next start serves from the same database', async () => {
    const directory = openFolder();
    const first = start(directory, { PORT: '0' });
    await addressOf(first);
    const cluster = clusterOf(directory);
    first.child.kill('SIGKILL');
    await first.exit;
    expect(isRunning(cluster.pid)).toBe(true);

    const second = start(directory, { PORT: '0' });

    const address = await addressOf(second);
    expect(second.stdout).toContain(
      `Taking over the PostgreSQL left running (process ${cluster.pid}, port ${cluster.port})`,
    );
    expect((await fetch(`${address}/health`)).status).toBe(200);
    await end(second);
    expect(isRunning(cluster.pid)).toBe(false);
  });

  test('the usual port is taken: the next one serves', async () => {
    await occupy(4000);
    const running = start(openFolder());

    const address = await addressOf(running);

    expect(Number(new URL(address).port)).toBeGreaterThan(4000);
    expect(running.stdout).toContain('Port 4000 is taken');
    expect(running.stdout).toContain('端口 4000 已被占用');
    await end(running);
  });

  test('the port asked for is taken: one line in each language, nothing started', async () => {
    const port = (await occupy(0)) as number;
    const directory = openFolder();

    const running = start(directory, { PORT: String(port) });

    expect(await running.exit).toBe(1);
    expect(running.stderr.trim().split('\n')).toEqual([
      `✗ 端口 ${port} 不可用：另一个程序正在使用它。怎么办：PORT=${port + 1} npm start`,
      `✗ Port ${port} cannot be used: another program listens on it. What to do: PORT=${port + 1} npm start`,
    ]);
    expect(existsSync(join(directory, 'postgres'))).toBe(false);
    expect(existsSync(join(directory, 'start.lock'))).toBe(false);
  });

  test('DATABASE_URL is set: the embedded database never starts, and a wrong one is named without its password', async () => {
    const port = (await occupy(0)) as number;
    const directory = openFolder();

    const running = start(directory, { DATABASE_URL: `postgres://app:hush@127.0.0.1:${port + 1}/none`, PORT: '0' });

    expect(await running.exit).toBe(1);
    const lines = running.stderr.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^✗ The database postgres:\/\/app:\*\*\*@127\.0\.0\.1:\d+\/none cannot be used: /);
    expect(running.stderr + running.stdout).not.toContain('hush');
    expect(existsSync(join(directory, 'postgres'))).toBe(false);
  });

  test('DATABASE_URL is set: two servers on ports of their own serve from it, and it outlives them', async () => {
    const database = await startEmbeddedProcess({ directory: openFolder() });
    const url = await createDatabase(database.url, 'given');
    const directory = openFolder();
    const ports = [await freePort('127.0.0.1'), await freePort('127.0.0.1')];

    const servers = ports.map((port) => start(directory, { DATABASE_URL: url, PORT: String(port) }));

    const addresses = await Promise.all(servers.map(addressOf));
    expect(addresses).toEqual(ports.map((port) => `http://127.0.0.1:${port}`));
    await Promise.all(servers.map(end));
    expect(readdirSync(directory).filter((name) => name.startsWith('postgres'))).toEqual([]);
    expect(isRunning(database.pid)).toBe(true);
    await database.stop();
  });

  test('the embedded database holds the database linkage, in UTF-8', async () => {
    const directory = openFolder();
    const running = start(directory, { PORT: '0' });
    await addressOf(running);
    const secret = readFileSync(join(directory, 'postgres.secret'), 'utf8').trim();
    const client = new Client({
      connectionString: `postgres://linkage:${secret}@127.0.0.1:${clusterOf(directory).port}/linkage`,
    });
    await client.connect();
    const answer = await client.query<{ server_encoding: string }>('SHOW server_encoding');
    await client.end();
    expect(answer.rows).toEqual([{ server_encoding: 'UTF8' }]);
    await end(running);
  });
});

describe('before anything is installed or built', () => {
  function bareProject(): string {
    const folder = newFolder('新 project');
    mkdirSync(join(folder, 'server'));
    for (const name of ['package.json', 'server/start.js', 'server/build.js', 'server/doctor.js', 'server/reset.js'])
      cpSync(join(projectRoot, name), join(folder, name));
    return folder;
  }

  test('without packages npm start says npm ci, in one line in each language', async () => {
    const running = startNode([join(bareProject(), 'server', 'start.js')]);
    expect(await running.exit).toBe(1);
    const lines = running.stderr.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^✗ 依赖没有安装完整：.*npm ci$/);
    expect(lines[1]).toMatch(/^✗ The packages are not installed completely: .*npm ci$/);
  });

  test('an old Node is told so, in one line in each language', async () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });";
    const file = join(projectRoot, 'server', 'start.js');
    const running = startNode(['-e', `${pretend} require(${JSON.stringify(file)})`]);
    expect(await running.exit).toBe(1);
    const lines = running.stderr.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^✗ Node 18\.20\.4 太旧：需要 20\.19 以上/);
    expect(lines[1]).toMatch(/^✗ Node 18\.20\.4 is too old: 20\.19 or later is needed/);
  });

  test('npm run doctor still reports, and names what is missing', async () => {
    const running = startNode([join(bareProject(), 'server', 'doctor.js')], { DATABASE_URL: undefined });
    expect(await running.exit).toBe(1);
    expect(running.stdout).toMatch(/^✓ Node +v/m);
    expect(running.stdout).toMatch(/^✗ 依赖 Packages +缺 \d+ 个，请运行 npm ci \/ \d+ missing, run npm ci$/m);
  });

  test('npm run reset removes the local state and nothing else', async () => {
    const folder = bareProject();
    for (const place of ['.data', '.build']) mkdirSync(join(folder, place));
    writeFileSync(
      join(folder, '.data', 'server.json'),
      JSON.stringify({ pid: process.pid, url: 'http://127.0.0.1:1' }),
    );
    const elsewhere = newFolder();
    writeFileSync(join(elsewhere, 'letter.txt'), 'mine');
    writeFileSync(join(elsewhere, 'postgres.json'), '{}');

    // The note names this very process, which is no server of ours: it is left alone.
    const own = startNode([join(folder, 'server', 'reset.js')], { LINKAGE_DATA_DIRECTORY: undefined });
    expect(await own.exit).toBe(0);
    expect(existsSync(join(folder, '.data'))).toBe(false);
    expect(existsSync(join(folder, '.build'))).toBe(false);
    expect(existsSync(join(folder, 'package.json'))).toBe(true);
    expect(own.stdout).toContain(`Removed ${join(folder, '.data')}`);

    const other = startNode([join(folder, 'server', 'reset.js')], {
      LINKAGE_DATA_DIRECTORY: elsewhere,
      DATABASE_URL: 'postgres://somewhere/else',
    });
    expect(await other.exit).toBe(0);
    expect(readFileSync(join(elsewhere, 'letter.txt'), 'utf8')).toBe('mine');
    expect(existsSync(join(elsewhere, 'postgres.json'))).toBe(false);
    expect(other.stdout).toContain('the database of DATABASE_URL is left alone');
  });
});

describe('npm run doctor and npm run reset beside a running server', () => {
  test('doctor shows it, reset ends it with its database', async () => {
    const directory = openFolder();
    const running = start(directory, { PORT: '0' });
    const address = await addressOf(running);
    const cluster = clusterOf(directory);

    const doctor = startNode([join('server', 'doctor.js')], {
      LINKAGE_DATA_DIRECTORY: directory,
      DATABASE_URL: undefined,
      NODE_ENV: undefined,
    });
    expect(await doctor.exit).toBe(0);
    expect(doctor.stdout).toContain(`${address} (process ${running.child.pid})`);
    expect(doctor.stdout).toContain(`process ${cluster.pid}, port ${cluster.port}`);

    // A copy of the program, so that the build of this checkout stays for the other tests.
    const place = newFolder('server');
    cpSync(join(projectRoot, 'server', 'reset.js'), join(place, 'reset.js'));
    const reset = startNode([join(place, 'reset.js')], { LINKAGE_DATA_DIRECTORY: directory, DATABASE_URL: undefined });
    expect(await reset.exit).toBe(0);
    expect(await running.exit).toBe(0);
    expect(reset.stdout).toContain(`Stopped the server (process ${running.child.pid})`);
    expect(isRunning(cluster.pid)).toBe(false);
    expect(existsSync(directory)).toBe(false);
  });
});
