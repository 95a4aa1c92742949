/** Promises a complete data folder with a secret only we know, or none at all. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFailure, type Report } from '../../message';
import { identityOf } from './account';
import { lastLines, type Binaries } from './binaries';
import { stopCluster } from './cluster';
import { superuser } from './connection';
import { cleanEnvironment } from './environment';
import { giveTo, secretFile, type Folders } from './folders';
import { readLockFile } from './lockfile';

/** What the data hold does not depend on the language settings of the machine it was made on. */
const flags = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--auth=scram-sha-256',
  `--username=${superuser}`,
];

/** Initialises the cluster on the first start and returns its secret. Refuses when data and secret do not fit together. */
export async function initialise(
  folders: Folders,
  binaries: Binaries,
  durable: boolean,
  report: Report,
): Promise<string> {
  await removeOrphan(folders, binaries, report);
  const versionFile = join(folders.data, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim();
    if (found !== binaries.version.split('.')[0]) throw otherVersion(found, binaries.version);
    return readSecret(folders);
  }
  report({ zh: '首次启动：正在初始化数据库……', en: 'First start: preparing the database ...' });
  const secret = randomBytes(24).toString('base64url');
  writeSecret(folders, secret);
  await makeCluster(folders, binaries, durable, secret);
  return secret;
}

/** Whoever removed the data directory by hand meant the data outside of it too: without the secret they open for nobody. */
async function removeOrphan(folders: Folders, binaries: Binaries, report: Report): Promise<void> {
  if (!folders.outside || !existsSync(folders.data) || existsSync(secretFile(folders.directory))) return;
  report({
    zh: `数据目录已被删除，正在清除其在 ${folders.data} 的残留`,
    en: `The data directory was removed; clearing what it left in ${folders.data}`,
  });
  const lock = readLockFile(folders.data);
  if (lock) await stopCluster(folders.data, lock.pid, binaries);
  rmSync(folders.data, { recursive: true, force: true });
}

function writeSecret(folders: Folders, secret: string): void {
  rmSync(secretFile(folders.directory), { force: true });
  writeFileSync(secretFile(folders.directory), `${secret}\n`, { mode: 0o600, flag: 'wx' });
}

function readSecret(folders: Folders): string {
  try {
    return readFileSync(secretFile(folders.directory), 'utf8').trim();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new StartFailure({
      what: { zh: '无法读取数据库口令', en: 'The secret of the database cannot be read' },
      why: {
        zh: `${secretFile(folders.directory)}：${code}`,
        en: `${secretFile(folders.directory)}: ${code}`,
      },
      type: {
        zh: '用创建它的用户启动，或者 npm run reset（删除数据）',
        en: 'start as the user who made it, or npm run reset (removes the data)',
      },
    });
  }
}

/** initdb works in a folder of its own that gets its name when complete: one that was cut off is never mistaken for data. */
async function makeCluster(folders: Folders, binaries: Binaries, durable: boolean, secret: string): Promise<void> {
  const unfinished = `${folders.data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  refuseForeignFolder(folders);
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(folders.account, unfinished);
  const passwordFile = join(unfinished, 'password');
  writeFileSync(passwordFile, `${secret}\n`, { mode: 0o600 });
  giveTo(folders.account, passwordFile);
  const cluster = join(unfinished, 'cluster');
  const initdbFlags = durable ? flags : [...flags, '--no-sync'];
  const result = await run(folders, binaries.initdb, [
    ...initdbFlags,
    `--pgdata=${cluster}`,
    `--pwfile=${passwordFile}`,
  ]);
  if (result.code !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw initdbFailed(result.output);
  }
  renameSync(cluster, folders.data);
  rmSync(unfinished, { recursive: true, force: true });
}

/** A folder of the same name that is no cluster is somebody's: it is never written into. */
function refuseForeignFolder(folders: Folders): void {
  if (!existsSync(folders.data)) return;
  throw new StartFailure({
    what: { zh: `${folders.data} 不是数据库目录`, en: `${folders.data} is not a database folder` },
    why: { zh: '目录已存在，但其中没有 PG_VERSION', en: 'it exists, but holds no PG_VERSION' },
    type: {
      zh: 'npm run reset（删除本地数据）后再 npm start',
      en: 'npm run reset (removes the local data), then npm start',
    },
  });
}

function run(
  folders: Folders,
  program: string,
  argumentList: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, argumentList, {
      ...identityOf(folders.account),
      cwd: process.platform === 'win32' ? dirname(program) : '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C reaches us only; we then decide the order of stopping.
      detached: process.platform !== 'win32',
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString('utf8'));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function initdbFailed(output: string): StartFailure {
  const nameless = /could not look up effective user ID/.test(output);
  const full = /No space left on device/.test(output);
  const reason = lastLines(output).find((line) => /error|fatal|could not/i.test(line)) ?? lastLines(output, 1)[0] ?? '';
  return new StartFailure({
    what: { zh: '数据库初始化失败', en: 'The database could not be prepared' },
    why: nameless
      ? { zh: '当前用户号在 /etc/passwd 中没有名字', en: 'the current user id has no name in /etc/passwd' }
      : full
        ? { zh: '磁盘已满', en: 'the disk is full' }
        : { zh: reason, en: reason },
    type: nameless
      ? { zh: '换一个有名字的用户启动，或者设置 DATABASE_URL', en: 'start as a user with a name, or set DATABASE_URL' }
      : { zh: 'npm run doctor', en: 'npm run doctor' },
    log: lastLines(output),
  });
}

function otherVersion(found: string, ours: string): StartFailure {
  return new StartFailure({
    what: {
      zh: '本地数据来自另一个版本的 PostgreSQL',
      en: 'The local data were made by another version of PostgreSQL',
    },
    why: {
      zh: `数据是 ${found} 版，程序是 ${ours} 版`,
      en: `the data are of version ${found}, the programs of ${ours}`,
    },
    type: {
      zh: 'npm run reset（删除本地数据）后再 npm start',
      en: 'npm run reset (removes the local data), then npm start',
    },
  });
}
