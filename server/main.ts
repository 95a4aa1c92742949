/** Promises the life of one server process: started once, announced in two languages, ended in order. */
import { rmSync } from 'node:fs';
import { startApp, type RunningApp } from './app';
import { readConfig, type Config } from './config';
import { formatTable } from './console-table';
import { createDatabase, startEmbedded, type EmbeddedPostgres } from './database/embedded';
import { checkDatabase } from './database/external';
import { nextFreePort, portState } from './database/embedded/port';
import { printFailure, printMessage, StartFailure } from './message';
import { findRunningServer, serverFile, takeStartTurn, writeServerFile } from './running';

const defaultPort = 4000;
/** Ctrl-C under npm reaches us twice, from the terminal and from npm; a person needs longer for a second one. */
const sameSignalMilliseconds = 1_000;

/** What was started, in order; ended in the opposite order. */
interface Started {
  config?: Config;
  note?: string;
  turn?: () => void;
  cluster?: Promise<EmbeddedPostgres>;
  running?: EmbeddedPostgres;
  app?: Promise<RunningApp>;
}

/** `npm start`. Never rejects: a failure is printed and becomes the exit code. */
export async function main(): Promise<void> {
  const started: Started = {};
  const end = listenForTheEnd(started);
  try {
    await start(started, end);
  } catch (error) {
    tell(error);
    await stopAll(started);
    process.exit(1);
  }
}

async function start(started: Started, end: () => void): Promise<void> {
  const config = readConfig();
  started.config = config;
  if (config.underNpm) endWithParent(end);
  const separatePort = config.databaseUrl === undefined ? undefined : config.port || undefined;
  const note = serverFile(config.dataDirectory, separatePort);
  started.turn = await takeStartTurn(config.dataDirectory, printMessage);
  const running = await findRunningServer(note);
  if (running) {
    started.turn();
    printMessage({ zh: `联动已在运行：${running.url}`, en: `Linkage is already running at ${running.url}` });
    process.exit(0);
  }
  if (config.port) await refuseTakenPort(config, config.port);
  const databaseUrl = await provideDatabase(config, started);
  const app = await listen(config, databaseUrl, started);
  writeServerFile(note, { pid: process.pid, url: app.url });
  started.note = note;
  started.turn();
  announce(app);
}

async function refuseTakenPort(config: Config, port: number): Promise<void> {
  const state = await portState(config.host, port);
  if (!state.free) throw portFailure(config, port, state.code);
}

function portFailure(config: Config, port: number, code: string): StartFailure {
  const other = port < 1024 ? 4000 : port + 1;
  const why =
    code === 'EADDRINUSE'
      ? { zh: '另一个程序正在使用它', en: 'another program listens on it' }
      : code === 'EACCES'
        ? { zh: '1024 以下的端口需要 root 权限', en: 'ports below 1024 need the rights of root' }
        : { zh: `${config.host} 不能监听（${code}）`, en: `cannot listen on ${config.host} (${code})` };
  return new StartFailure({
    what: { zh: `端口 ${port} 不可用`, en: `Port ${port} cannot be used` },
    why,
    type: { zh: `PORT=${other} npm start`, en: `PORT=${other} npm start` },
  });
}

async function provideDatabase(config: Config, started: Started): Promise<string> {
  if (config.databaseUrl !== undefined) {
    await checkDatabase(config.databaseUrl);
    return config.databaseUrl;
  }
  started.cluster = startEmbedded({ directory: config.dataDirectory, report: printMessage, restart: true });
  started.running = await started.cluster;
  return createDatabase(started.running.url, 'linkage');
}

/** Listens on the port asked for. Without one: on 4000, or on the next that is free. */
async function listen(config: Config, databaseUrl: string, started: Started): Promise<RunningApp> {
  for (let attempt = 1; ; attempt += 1) {
    const port = config.port ?? (await nextFreePort(config.host, defaultPort));
    try {
      started.app = startApp({ ...config, port }, { databaseUrl, report: printMessage });
      const app = await started.app;
      if (config.port === undefined && port !== defaultPort)
        printMessage({
          zh: `端口 ${defaultPort} 已被占用，改用 ${port}`,
          en: `Port ${defaultPort} is taken; using ${port}`,
        });
      return app;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(code)) throw error;
      // Taken since we looked.
      if (config.port !== undefined || attempt === 3) throw portFailure(config, port, code);
    }
  }
}

function announce(app: RunningApp): void {
  printMessage({ zh: `\n联动已启动：${app.url}`, en: `Linkage is running at ${app.url}` });
  if (app.signIns.length > 0) {
    const rows = app.signIns.map((signIn) => [signIn.role.zh, signIn.role.en, signIn.login, signIn.password]);
    const table = formatTable([['角色', 'Role', '登录名 Login', '口令 Password'], ...rows]);
    process.stdout.write(`\n演示账户 Demo sign-ins\n${table.replace(/^/gm, '  ')}\n`);
  }
  printMessage({ zh: '\n按 Ctrl-C 停止。', en: 'Press Ctrl-C to stop.' });
}

function listenForTheEnd(started: Started): () => void {
  let first = 0;
  const onSignal = () => {
    if (first === 0) {
      first = Date.now();
      printMessage({ zh: '正在停止……', en: 'Stopping ...' });
      void stopAll(started).then(() => process.exit(0));
    } else if (Date.now() - first > sameSignalMilliseconds) {
      forceEnd(started);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
  process.on('uncaughtException', (error) => {
    tell(error);
    void stopAll(started).then(() => process.exit(1));
  });
  return onSignal;
}

/** npm ends at SIGTERM without passing it through the shell between us: when that parent is gone, we end as at the signal. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 250);
  watch.unref();
}

/** Ends the requests under way (10 seconds unless configured), then what we started, then our notes. */
async function stopAll(started: Started): Promise<void> {
  const drainMilliseconds = (started.config?.drainSeconds ?? 10) * 1_000;
  await within(drainMilliseconds, async () => (await started.app)?.close());
  await within(30_000, async () => (await started.cluster)?.stop());
  if (started.note) rmSync(started.note, { force: true });
  started.turn?.();
}

/** Waits for the work, but not for ever; what failed to start needs no end. */
async function within(milliseconds: number, work: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work().catch(() => undefined), limit]);
  clearTimeout(timer);
}

function forceEnd(started: Started): never {
  try {
    if (started.running) process.kill(started.running.pid, 'SIGINT');
    if (started.note) rmSync(started.note, { force: true });
    started.turn?.();
  } catch {
    // Nothing may keep a forced end.
  }
  process.exit(1);
}

function tell(error: unknown): void {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof StartFailure) printFailure(error);
  else if (code && ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(code))
    printFailure(fileFailure(error as Error, code));
  else process.stderr.write(`${(error as Error)?.stack ?? String(error)}\n`);
}

function fileFailure(error: Error, code: string): StartFailure {
  const path = (error as NodeJS.ErrnoException).path ?? '';
  const full = code === 'ENOSPC';
  return new StartFailure({
    what: { zh: `无法写入 ${path}`, en: `${path} cannot be written` },
    why: full
      ? { zh: '磁盘已满', en: 'the disk is full' }
      : { zh: `没有权限（${code}）`, en: `no permission (${code})` },
    type: full
      ? { zh: '腾出空间后 npm start', en: 'free some space, then npm start' }
      : {
          zh: 'LINKAGE_DATA_DIRECTORY=<可写的目录> npm start',
          en: 'LINKAGE_DATA_DIRECTORY=<a writable folder> npm start',
        },
  });
}
