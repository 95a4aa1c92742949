/** Proves that the embedded PostgreSQL starts in every ordinary situation, or says in one line why not. */
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { findNative, missingLinks, platformName } from '../../server/database/embedded/binaries';
import { ended, isRunning } from '../../server/database/embedded/process';
import { projectRoot } from '../../server/project';
import {
  asRoot,
  cleanUp,
  nativeWithoutLinks,
  newFolder,
  nobody,
  occupy,
  openFolder,
  removeLater,
  runEmbedded,
  startEmbeddedProcess,
  startNode,
} from './processes';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript, since it runs before any build
const { ensureBuilt } = require('../../server/build.js') as { ensureBuilt: (options: object) => Promise<unknown> };

beforeAll(() => ensureBuilt({ report: () => undefined }), 120_000);
afterAll(cleanUp);

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

function dataFolderOf(directory: string): string {
  return (JSON.parse(readFileSync(join(directory, 'postgres.json'), 'utf8')) as { data: string }).data;
}

describe('where the project lies', () => {
  test('in a folder with mode 0700, programs without links and data both inside', async () => {
    const closed = newFolder();
    const directory = join(closed, '.data');
    const native = nativeWithoutLinks(closed, `test-${process.pid}`);
    if (asRoot) removeLater(`/var/lib/linkage/runtime-test-${process.pid}-${platformName()}`);

    const cluster = await startEmbeddedProcess({ directory, native });
    const data = dataFolderOf(directory);
    removeLater(dirname(data));

    expect(await query(cluster.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    // Root lends an account that cannot enter; anybody else is the account.
    expect(data.startsWith('/var/lib/linkage/')).toBe(asRoot);
    await cluster.stop();
    expect(isRunning(cluster.pid)).toBe(false);

    const again = await startEmbeddedProcess({ directory, native });
    expect(dataFolderOf(directory)).toBe(data);
    await again.stop();
  });

  test.each([
    { situation: 'LANG names a locale that is not installed', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    { situation: 'LANG is not set', LANG: undefined, LC_ALL: undefined },
  ])('in a path with blanks and Chinese characters, when $situation', async ({ LANG, LC_ALL }) => {
    const directory = join(openFolder("联动 项目 & it's $HOME"), '.data');

    const cluster = await startEmbeddedProcess({ directory }, { LANG, LC_ALL, LC_CTYPE: undefined });

    const facts = await query(
      cluster.url,
      "SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider, datlocale, lower('ÄΩ') AS lower FROM pg_database WHERE datname = 'postgres'",
    );
    expect(facts).toEqual([{ encoding: 'UTF8', datlocprovider: 'b', datlocale: 'C.UTF-8', lower: 'äω' }]);
    await cluster.stop();
  });
});

describe('who starts it and how it was installed', () => {
  test('a user without special rights, with programs that have no links, and a secret nobody else reads', async () => {
    const place = openFolder();
    const native = nativeWithoutLinks(place, 'test');
    const directory = join(place, '.data');
    mkdirSync(directory, { mode: 0o777 });
    if (asRoot) chownSync(directory, nobody, nobody);
    expect(missingLinks(native).length).toBeGreaterThan(5);

    const cluster = await startEmbeddedProcess({ directory, native, become: asRoot ? nobody : undefined });

    const owner = asRoot ? nobody : process.getuid?.();
    expect(statSync(join(directory, 'postgres')).uid).toBe(owner);
    expect(statSync(join(directory, 'postgres.secret')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'postgres.secret')).uid).toBe(owner);
    // As root's files the programs cannot be changed: they were copied, and linked there.
    expect(existsSync(join(directory, `runtime-test-${platformName()}`))).toBe(asRoot);
    await cluster.stop();
  });

  test('links that the install script would have made are made where the programs lie', async () => {
    const place = openFolder();
    const native = nativeWithoutLinks(place, 'test');

    const cluster = await startEmbeddedProcess({ directory: join(place, '.data'), native });

    expect(missingLinks(native)).toEqual([]);
    expect(lstatSync(join(native, 'lib', 'libicuuc.so.60')).isSymbolicLink()).toBe(true);
    await cluster.stop();
  });

  test('a system without glibc gets one line in each language', async () => {
    const place = openFolder();
    mkdirSync(join(place, 'native', 'bin'), { recursive: true });
    // What the kernel says about a program whose loader is missing.
    for (const name of ['postgres', 'initdb', 'pg_ctl'])
      writeFileSync(join(place, 'native', 'bin', name), '#!/lib64/no-such-loader\n', { mode: 0o755 });

    const running = runEmbedded({ directory: join(place, '.data'), native: join(place, 'native') });

    expect(await running.exit).toBe(1);
    const lines = running.stderr.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^✗ 内置 PostgreSQL 不能在此系统上运行：.*musl.*DATABASE_URL=/);
    expect(lines[1]).toMatch(/^✗ The embedded PostgreSQL cannot run on this system: .*musl.*DATABASE_URL=/);
  });
});

describe('what other processes left behind', () => {
  test('port 5432 and the port of last time are taken', async () => {
    await occupy(5432);
    const taken = (await occupy(0)) as number;
    const directory = openFolder();
    writeFileSync(join(directory, 'postgres.json'), JSON.stringify({ data: 'unknown', port: taken, pid: 0 }));

    const cluster = await startEmbeddedProcess({ directory });

    expect([5432, taken]).not.toContain(cluster.port);
    expect(await query(cluster.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(cluster.url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    await cluster.stop();
  });

  test('108: a server whose process was killed with -9 is taken over, with its data', async () => {
    const directory = openFolder();
    const first = await startEmbeddedProcess({ directory });
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    first.child.kill('SIGKILL');
    await first.exit;
    expect(isRunning(first.pid)).toBe(true);

    const second = await startEmbeddedProcess({ directory });

    expect({ adopted: second.adopted, pid: second.pid, url: second.url }).toEqual({
      adopted: true,
      pid: first.pid,
      url: first.url,
    });
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    await second.stop();
    expect(isRunning(first.pid)).toBe(false);
  });

  test('110: the database itself was killed with -9, and its number now belongs to another process', async () => {
    const directory = openFolder();
    const first = await startEmbeddedProcess({ directory });
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    process.kill(first.pid, 'SIGKILL');
    first.child.kill('SIGKILL');
    await first.exit;
    const foreign = startNode(['-e', 'setInterval(() => undefined, 1000)']);
    const lock = join(directory, 'postgres', 'postmaster.pid');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(foreign.child.pid)));

    const second = await startEmbeddedProcess({ directory });

    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(foreign.child.exitCode).toBeNull();
    await second.stop();
    expect(foreign.child.exitCode).toBeNull();
  });

  test('110: a database that is killed while its process lives is started again on the same port', async () => {
    const directory = openFolder();
    const cluster = await startEmbeddedProcess({ directory, restart: true });
    await query(cluster.url, 'CREATE TABLE kept AS SELECT 7 AS value');

    process.kill(cluster.pid, 'SIGKILL');
    await ended(cluster.pid, 5_000);
    await cluster.until(/意外退出[^]*runs on port/);

    expect(await query(cluster.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    await cluster.stop();
    expect(await cluster.exit).toBe(0);
  });

  test('a preparation that was cut off is done again, a folder of somebody else is left alone', async () => {
    const directory = openFolder();
    mkdirSync(join(directory, 'postgres.unfinished'));
    const cluster = await startEmbeddedProcess({ directory });
    expect(existsSync(join(directory, 'postgres.unfinished'))).toBe(false);
    await cluster.stop();

    const other = openFolder();
    mkdirSync(join(other, 'postgres'));
    writeFileSync(join(other, 'postgres', 'letter.txt'), 'mine');
    const refused = runEmbedded({ directory: other });
    expect(await refused.exit).toBe(1);
    expect(refused.stderr.trim().split('\n')).toHaveLength(2);
    expect(readFileSync(join(other, 'postgres', 'letter.txt'), 'utf8')).toBe('mine');
  });
});

test('the programs of this installation are found below the project', () => {
  expect(findNative()?.startsWith(realpathSync(join(projectRoot, 'node_modules')))).toBe(true);
});
