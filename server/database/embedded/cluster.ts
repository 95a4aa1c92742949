/** Promises one running PostgreSQL for a data folder: started and answering, or a failure with its last log lines. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from '../../message';
import { identityOf } from './account';
import { lastLines, type Binaries } from './binaries';
import { connectionState } from './connection';
import { cleanEnvironment } from './environment';
import { logFile, writeNote, type Folders } from './folders';
import { readLockFile } from './lockfile';
import { freePort } from './port';
import { ended, isPostgresOf } from './process';

export interface Settings {
  readonly durable: boolean;
  readonly maxConnections: number;
  readonly endsWithProcess: boolean;
}

export interface RunningCluster {
  readonly pid: number;
  readonly port: number;
  /** Settles when the server ends, for whatever reason. Missing for a server that another process started. */
  readonly end?: Promise<void>;
}

const startAttempts = 5;
const largestLogBytes = 5_000_000;
const windows = process.platform === 'win32';

/** Starts the server on a free port, the wished one if possible. Another process may take the port in between: then the next. */
export async function startCluster(
  folders: Folders,
  binaries: Binaries,
  settings: Settings,
  secret: string,
  wishedPort: number | undefined,
  deadline: number,
): Promise<RunningCluster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort('127.0.0.1', attempt === 1 ? wishedPort : undefined);
    const logStart = prepareLog(folders);
    const child = launch(folders, binaries, serverOptions(settings, port));
    const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const outcome = await ready(child, folders, port, secret, deadline);
    const log = () => readFileSync(logFile(folders.directory), 'utf8').slice(logStart);
    if (outcome === 'ready') {
      const pid = readLockFile(folders.data)?.pid ?? child.pid ?? 0;
      writeNote(folders.directory, { data: folders.data, port, pid });
      if (settings.endsWithProcess) endWithUs(pid);
      return windows ? { pid, port } : { pid, port, end };
    }
    if (outcome === 'too late') await stopCluster(folders.data, child.pid ?? 0, binaries);
    const again = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block/.test(log());
    if (outcome === 'too late' || !again || attempt === startAttempts) throw startFailed(outcome, log());
    await pause(100 * attempt);
  }
}

function serverOptions(settings: Settings, port: number): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    // The path of a socket is limited to about 100 bytes, which a deep project folder exceeds.
    unix_socket_directories: '',
    max_connections: settings.maxConnections,
    // Rows and statements hold personal data: the log names the error only.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    // Commits are still written before they are answered, so that a killed server (not machine) keeps them.
    ...(settings.durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function prepareLog(folders: Folders): number {
  const file = logFile(folders.directory);
  if (!existsSync(file)) return 0;
  if (statSync(file).size > largestLogBytes) truncateSync(file);
  return readFileSync(file, 'utf8').length;
}

/** In a session of its own: Ctrl-C in the terminal reaches us only, so that the server outlives the requests still open. */
function launch(folders: Folders, binaries: Binaries, options: string[]): ChildProcess {
  const log = openSync(logFile(folders.directory), 'a', 0o600);
  const environment = cleanEnvironment();
  // On Windows only pg_ctl can give up the rights of an administrator, which PostgreSQL does not accept.
  const [program, list] = windows
    ? [binaries.pgCtl, ['start', '--no-wait', '-D', folders.data, '-o', options.join(' ')]]
    : [binaries.postgres, ['-D', folders.data, ...options]];
  const child = spawn(program, list, {
    ...identityOf(folders.account),
    cwd: windows ? dirname(program) : '/',
    env: environment,
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
  return child;
}

/** A shell that waits for our end, however it comes, and then ends the server. Where there is no shell nobody waits. */
function endWithUs(pid: number): void {
  const wait = 'while kill -0 "$1"; do kill -0 "$2" || exit; sleep 1; done 2>/dev/null; kill -INT "$2" 2>/dev/null';
  const child = spawn('/bin/sh', ['-c', wait, 'sh', String(process.pid), String(pid)], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  });
  child.on('error', () => undefined);
  child.unref();
}

type Outcome = 'ready' | 'ended' | 'too late';

async function ready(
  child: ChildProcess,
  folders: Folders,
  port: number,
  secret: string,
  deadline: number,
): Promise<Outcome> {
  let gone = false;
  const leave = (code?: number | null) => (gone = !windows || code !== 0);
  child.once('error', () => leave());
  child.once('exit', (code) => leave(code));
  for (;;) {
    if ((await connectionState(port, secret, folders.data)) === 'ready') return 'ready';
    if (gone) return 'ended';
    if (Date.now() > deadline) return 'too late';
    await pause(15);
  }
}

/** Ends the server: first politely (fast shutdown), after ten seconds at once (recovered at the next start). */
export async function stopCluster(dataFolder: string, pid: number, binaries: Binaries): Promise<void> {
  if (windows) {
    spawnSync(binaries.pgCtl, ['stop', '-D', dataFolder, '-m', 'fast', '-w'], { env: cleanEnvironment() });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!existsSync(dataFolder) || !isPostgresOf(pid, dataFolder)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    if (await ended(pid, 10_000)) return;
  }
}

function startFailed(outcome: Outcome, log: string): StartFailure {
  const lines = lastLines(log);
  const reason = lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*(FATAL|PANIC):\s*/, '') ?? '';
  const late = outcome === 'too late';
  return new StartFailure({
    what: { zh: '内置 PostgreSQL 没有启动', en: 'The embedded PostgreSQL did not start' },
    why: {
      zh: late ? '30 秒内没有应答' : reason || '程序已退出',
      en: late ? 'it did not answer within 30 seconds' : reason || 'its program ended',
    },
    type: { zh: 'npm run doctor', en: 'npm run doctor' },
    log: lines,
  });
}
