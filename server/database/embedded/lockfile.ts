/** Promises that a lock file left in the data folder never keeps us from starting, and never lets two servers share the data. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from '../../message';
import { connectionState } from './connection';
import { isPostgresOf, processesIn } from './process';

interface LockFile {
  readonly pid: number;
  readonly port: number;
}

const lockFileOf = (dataFolder: string) => join(dataFolder, 'postmaster.pid');

/** Lines of postmaster.pid: pid, data folder, start time, port, ... */
export function readLockFile(dataFolder: string): LockFile | undefined {
  if (!existsSync(lockFileOf(dataFolder))) return undefined;
  const lines = readFileSync(lockFileOf(dataFolder), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/**
 * The cluster that a killed process left running, or undefined when there is none and ours may start.
 * Refuses when a running cluster does not accept our secret.
 */
export async function findRunningCluster(
  dataFolder: string,
  secret: string,
  deadline: number,
): Promise<LockFile | undefined> {
  while (existsSync(dataFolder)) {
    const lock = readLockFile(dataFolder);
    if (!lock) return undefined;
    if (!isPostgresOf(lock.pid, dataFolder)) {
      disarm(dataFolder);
      return undefined;
    }
    const state = lock.port > 0 ? await connectionState(lock.port, secret, dataFolder) : 'starting';
    if (state === 'ready') return lock;
    if (state === 'wrong password') throw wrongPassword(lock);
    // Starting, recovering or shutting down: the next look shows which.
    if (Date.now() > deadline) throw unresponsive(lock, dataFolder);
    await pause(50);
  }
  return undefined;
}

/**
 * The process named in the lock file is gone, a zombie or somebody else's. PostgreSQL would believe a living process id;
 * so the file names us instead, the parent of the server to come, which PostgreSQL knows to be stale. The file itself
 * stays, since its shared-memory key lets PostgreSQL see children of the killed server that still write.
 */
function disarm(dataFolder: string): void {
  const file = lockFileOf(dataFolder);
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[0] = String(process.pid);
  writeFileSync(file, lines.join('\n'));
}

/** Children of a killed server end within moments; we wait for them rather than start beside them. */
export async function childrenEnded(dataFolder: string, deadline: number): Promise<void> {
  while (existsSync(dataFolder) && processesIn(dataFolder).length > 0 && Date.now() < deadline) await pause(20);
}

function wrongPassword(lock: LockFile): StartFailure {
  return new StartFailure({
    what: { zh: '本地数据库已在运行，但口令不符', en: 'The local database is running, but refuses our secret' },
    why: {
      zh: `进程 ${lock.pid} 的口令与 postgres.secret 不同`,
      en: `process ${lock.pid} has another secret than postgres.secret`,
    },
    type: {
      zh: 'npm run reset（删除本地数据）后再 npm start',
      en: 'npm run reset (removes the local data), then npm start',
    },
  });
}

function unresponsive(lock: LockFile, dataFolder: string): StartFailure {
  return new StartFailure({
    what: { zh: '本地数据库没有应答', en: 'The local database does not answer' },
    why: { zh: `进程 ${lock.pid} 占用 ${dataFolder}`, en: `process ${lock.pid} holds ${dataFolder}` },
    type: { zh: `kill -INT ${lock.pid} && npm start`, en: `kill -INT ${lock.pid} && npm start` },
  });
}
