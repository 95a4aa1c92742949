/** Promises a PostgreSQL of our own for one data directory, found running or started, and ended by whoever holds it. */
import { printMessage, type Report } from '../../message';
import { prepareBinaries } from './binaries';
import { startCluster, stopCluster, type RunningCluster } from './cluster';
import { urlOf } from './connection';
import { prepareFolders, readNote, writeNote } from './folders';
import { initialise } from './initialise';
import { childrenEnded, findRunningCluster } from './lockfile';

export { createDatabase } from './connection';

export interface EmbeddedOptions {
  /** The data directory of the installation, usually `.data`; made when missing. */
  readonly directory: string;
  readonly report?: Report;
  /** False for tests: committed rows may be lost when the machine (not only the server) goes down. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
  /** Another folder `native` than the one of node_modules. */
  readonly native?: string;
}

export interface EmbeddedPostgres {
  /** Address of the database `postgres` with the rights of the superuser. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when a server left by a killed process was taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

const startLimitMilliseconds = 30_000;

/**
 * Starts PostgreSQL, or takes over the one that runs on this data directory already.
 * Refuses, with a StartFailure, whatever the reader can mend.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const report = options.report ?? printMessage;
  const durable = options.durable ?? true;
  const folders = prepareFolders(options.directory, report);
  const binaries = prepareBinaries(folders, report, options.native);
  const secret = await initialise(folders, binaries, durable, report);
  // Counted from here: initialising a new cluster has its own time.
  const deadline = Date.now() + startLimitMilliseconds;
  const note = readNote(folders.directory);
  const found = await findRunningCluster(folders.data, secret, deadline);
  let running: RunningCluster;
  if (found) {
    report({
      zh: `接管上次留下的 PostgreSQL（进程 ${found.pid}，端口 ${found.port}）`,
      en: `Taking over the PostgreSQL left running (process ${found.pid}, port ${found.port})`,
    });
    writeNote(folders.directory, { data: folders.data, port: found.port, pid: found.pid });
    running = found;
  } else {
    await childrenEnded(folders.data, deadline);
    const settings = { durable, maxConnections: options.maxConnections ?? 100 };
    running = await startCluster(folders, binaries, settings, secret, note?.port, deadline);
    report({
      zh: `PostgreSQL ${binaries.version} 已启动，端口 ${running.port}`,
      en: `PostgreSQL ${binaries.version} runs on port ${running.port}`,
    });
  }
  return {
    url: urlOf(running.port, secret),
    port: running.port,
    pid: running.pid,
    adopted: found !== undefined,
    stop: () => stopCluster(folders.data, running.pid, binaries),
  };
}
