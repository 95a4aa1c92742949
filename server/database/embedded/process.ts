/** Promises to tell what a process id stands for now: nothing, a zombie, or a PostgreSQL of one data folder. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const proc = process.platform === 'linux' && existsSync('/proc/self/stat');

/** Whether the process exists and has not ended; a zombie has ended. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  if (proc) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name stands in brackets and may hold any character; the state follows the last bracket.
      return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
    } catch {
      return false;
    }
  }
  return process.platform !== 'win32' && fromPs(pid, 'stat=').startsWith('Z');
}

function fromPs(pid: number, column: string): string {
  return (spawnSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).stdout ?? '').trim();
}

/** The command line of a process, or an empty text where it cannot be read. */
export function commandOf(pid: number): string {
  if (process.platform === 'win32') return '';
  if (!proc) return fromPs(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/**
 * Whether the running process is the PostgreSQL of this data folder. PostgreSQL makes its data folder its working
 * folder; where that cannot be read, the command line has to name both.
 */
export function isPostgresOf(pid: number, dataFolder: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform === 'win32') return true;
  const folder = realpathSync(dataFolder);
  if (proc) {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      // Another user's process: only its command line is public.
    }
  }
  const command = commandOf(pid);
  return command.includes('postgres') && (command.includes(folder) || command.includes(dataFolder));
}

/** Every process that works inside the data folder: children may outlive a postmaster that was killed. Linux only. */
export function processesIn(dataFolder: string): number[] {
  if (!proc) return [];
  const folder = realpathSync(dataFolder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && linksTo(pid, folder) && isRunning(pid));
}

function linksTo(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** Waits until the process has ended; false when it still runs after the limit. */
export async function ended(pid: number, limitMilliseconds: number): Promise<boolean> {
  const deadline = Date.now() + limitMilliseconds;
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await pause(10);
  }
  return true;
}
