/** Promises that a second start on the same data directory finds the first one instead of running beside it. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandOf, isRunning } from './database/embedded/process';
import { StartFailure, type Report } from './message';

export interface RunningServer {
  readonly pid: number;
  readonly url: string;
}

const drainLimitMilliseconds = 15_000;

/**
 * The note of a running server. With a database of one's own several servers may run from one folder, each on a port
 * of its own; they keep a note each.
 */
export function serverFile(directory: string, separatePort?: number): string {
  return join(directory, separatePort === undefined ? 'server.json' : `server-${separatePort}.json`);
}

export function writeServerFile(file: string, server: RunningServer): void {
  // Renamed into place: a reader sees the whole note or none.
  writeFileSync(`${file}.new`, `${JSON.stringify(server, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

export function readServerFile(file: string): RunningServer | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningServer;
  } catch {
    return undefined;
  }
}

/** Whether the process is one of ours: numbers of ended processes are used again. */
function isOurs(pid: number): boolean {
  if (!isRunning(pid)) return false;
  const command = commandOf(pid);
  return command === '' || /\b(start|import)\.js/.test(command);
}

export async function answersHealth(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}

/** The server that runs already. One that is just ending is waited for; refuses when one neither answers nor ends. */
export async function findRunningServer(file: string): Promise<RunningServer | undefined> {
  const deadline = Date.now() + drainLimitMilliseconds;
  for (;;) {
    const server = readServerFile(file);
    if (!server || !isOurs(server.pid)) return undefined;
    if (await answersHealth(server.url)) return server;
    if (Date.now() > deadline) throw silentServer(server);
    await pause(100);
  }
}

function silentServer(server: RunningServer): StartFailure {
  return new StartFailure({
    what: { zh: `已有一个服务（进程 ${server.pid}）`, en: `A server runs already (process ${server.pid})` },
    why: { zh: `但它在 ${server.url} 没有应答`, en: `but it does not answer at ${server.url}` },
    type: { zh: `kill ${server.pid} && npm start`, en: `kill ${server.pid} && npm start` },
  });
}

/** Lets one process at a time start on a data directory. Returns what gives the turn to the next. */
export async function takeStartTurn(directory: string, report: Report): Promise<() => void> {
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const file = join(directory, 'start.lock');
  for (let told = false; ;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return releaseOnce(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder !== undefined && !isOurs(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told)
      report({
        zh: '另一个 npm start 正在启动，等待它完成……',
        en: 'Another npm start is under way; waiting for it ...',
      });
    told = true;
    await pause(100);
  }
}

/** A second release would take the turn of whoever came after us. */
function releaseOnce(file: string): () => void {
  let held = true;
  return () => {
    if (held) rmSync(file, { force: true });
    held = false;
  };
}

/** Undefined while the file is being written or has just gone. */
function holderOf(file: string): number | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text === '' ? undefined : Number(text);
  } catch {
    return undefined;
  }
}
