/** Promises a PostgreSQL of our own for one data directory, found running or started, and ended by whoever holds it. */
import { printMessage, type Report } from '../../message';
import { prepareBinaries, type Binaries } from './binaries';
import { startCluster, stopCluster, type RunningCluster, type Settings } from './cluster';
import { urlOf } from './connection';
import { prepareFolders, readNote, removeData, writeNote, type Folders } from './folders';
import { initialise } from './initialise';
import { childrenEnded, findRunningCluster } from './lockfile';

export { createDatabase } from './connection';

export interface EmbeddedOptions {
  /** The data directory of the installation, usually `.data`; made when missing. */
  readonly directory: string;
  readonly report?: Report;
  /** False for tests: committed rows outlive a killed server, but not a machine that goes down. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
  /** For tests: ends the server within seconds when our process ends without stopping it. */
  readonly endsWithProcess?: boolean;
  /** Starts the server again, on the same port, when it ends without being asked to. */
  readonly restart?: boolean;
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
  /** Stops it and removes its data, wherever they lie. */
  remove(): Promise<void>;
}

const startLimitMilliseconds = 30_000;
const restartLimit = 5;
const restartWindowMilliseconds = 60_000;

/** What one cluster is started with, again and again. */
interface Setup {
  readonly folders: Folders;
  readonly binaries: Binaries;
  readonly secret: string;
  readonly settings: Settings;
  readonly report: Report;
}

/**
 * Starts PostgreSQL, or takes over the one that runs on this data directory already.
 * Refuses, with a StartFailure, whatever the reader can mend.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const report = options.report ?? printMessage;
  const settings = {
    durable: options.durable ?? true,
    maxConnections: options.maxConnections ?? 100,
    endsWithProcess: options.endsWithProcess ?? false,
  };
  const folders = prepareFolders(options.directory, report);
  const binaries = prepareBinaries(folders, report, options.native);
  const secret = await initialise(folders, binaries, settings.durable, report);
  const setup = { folders, binaries, secret, settings, report };
  const adopted = await adopt(setup);
  let running = adopted ?? (await start(setup));
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await stopCluster(folders.data, running.pid, binaries);
  };
  if (options.restart)
    void keepRunning(
      setup,
      running,
      () => stopping,
      (again) => (running = again),
    );
  return {
    url: urlOf(running.port, secret),
    port: running.port,
    get pid() {
      return running.pid;
    },
    adopted: adopted !== undefined,
    stop,
    remove: async () => {
      await stop();
      removeData(folders);
    },
  };
}

/** The server that a killed process left running. */
async function adopt({ folders, secret, report }: Setup): Promise<RunningCluster | undefined> {
  const found = await findRunningCluster(folders.data, secret, Date.now() + startLimitMilliseconds);
  if (!found) return undefined;
  report({
    zh: `接管上次留下的 PostgreSQL（进程 ${found.pid}，端口 ${found.port}）`,
    en: `Taking over the PostgreSQL left running (process ${found.pid}, port ${found.port})`,
  });
  writeNote(folders.directory, { data: folders.data, port: found.port, pid: found.pid });
  return found;
}

async function start({ folders, binaries, secret, settings, report }: Setup): Promise<RunningCluster> {
  const deadline = Date.now() + startLimitMilliseconds;
  await childrenEnded(folders.data, deadline);
  const wishedPort = readNote(folders.directory)?.port;
  const running = await startCluster(folders, binaries, settings, secret, wishedPort, deadline);
  report({
    zh: `PostgreSQL ${binaries.version} 已启动，端口 ${running.port}`,
    en: `PostgreSQL ${binaries.version} runs on port ${running.port}`,
  });
  return running;
}

/** A server that was killed (memory full, by hand) is started again; one that keeps ending is left alone. */
async function keepRunning(
  setup: Setup,
  first: RunningCluster,
  stopping: () => boolean,
  replace: (again: RunningCluster) => void,
): Promise<void> {
  const restarts: number[] = [];
  for (let running = first; running.end;) {
    await running.end;
    const recent = restarts.filter((moment) => Date.now() - moment < restartWindowMilliseconds).length;
    if (stopping() || recent >= restartLimit) return;
    restarts.push(Date.now());
    setup.report({ zh: 'PostgreSQL 意外退出，正在重新启动', en: 'PostgreSQL ended unexpectedly; starting it again' });
    try {
      running = (await adopt(setup)) ?? (await start(setup));
      replace(running);
      if (stopping()) await stopCluster(setup.folders.data, running.pid, setup.binaries);
    } catch (error) {
      setup.report({
        zh: `PostgreSQL 未能重新启动：${String(error)}`,
        en: `PostgreSQL did not start again: ${String(error)}`,
      });
      return;
    }
  }
}
