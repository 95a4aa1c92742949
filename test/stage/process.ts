/** Promises servers as processes of their own over one database, so that a test can kill one and keep the other. */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import ts from 'typescript';
import { projectRoot } from '../../server/project';
import { ensureBuilt } from './command';

export interface ServerProcess {
  readonly url: string;
  /** Where graphql-ws clients connect. */
  readonly socketUrl: string;
  readonly pid: number;
  /** With the signal that ended it, if one did. */
  readonly exited: Promise<NodeJS.Signals | null>;
  /** All that it has written so far: its log. */
  output(): string;
  /** Ends it at once (SIGKILL) or in order (SIGTERM), and waits until it is gone. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const patienceMilliseconds = 60_000;

/** Starts a server. `environment` carries DATABASE_URL and the secrets, which servers of one test share (testEnvironment()). */
export async function startServerProcess(environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = await spawnServer(environment);
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (written += String(chunk)));
  const exited = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  const url = await firstLine(child);
  return {
    url,
    socketUrl: `${url.replace('http', 'ws')}/graphql`,
    pid: child.pid!,
    exited,
    output: () => written,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await exited;
    },
  };
}

/** Starts a server and ends it with SIGKILL as soon as it is time, before it serves anybody. Rejects when it ended by itself. */
export async function killWhileStarting(environment: NodeJS.ProcessEnv, isTime: () => Promise<boolean>): Promise<void> {
  const child = await spawnServer(environment);
  child.stderr.resume();
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!(await isTime()) && child.exitCode === null) await pause(20);
  const isEarly = child.kill('SIGKILL');
  await exited;
  if (!isEarly) throw new Error('The server process ended before it was to be killed.');
}

async function spawnServer(environment: NodeJS.ProcessEnv): Promise<ChildProcessWithoutNullStreams> {
  return spawn(process.execPath, ['--enable-source-maps', await entry()], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** The compiled entry. The product's build leaves tests out, so this one file is added to it here. */
async function entry(): Promise<string> {
  await ensureBuilt({ report: () => undefined });
  const source = readFileSync(join(projectRoot, 'test', 'stage', 'server-process.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const folder = join(projectRoot, '.build', 'test', 'stage');
  const file = join(folder, 'server-process.js');
  if (existsSync(file) && readFileSync(file, 'utf8') === outputText) return file;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, outputText);
  renameSync(unfinished, file);
  return file;
}

/** The address that the process prints. Rejects with what it said when it ends or stays silent. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`The server process ${why}: ${complaint}`));
    };
    const timer = setTimeout(() => fail(`said nothing in ${patienceMilliseconds} ms`), patienceMilliseconds);
    child.stderr!.on('data', (chunk) => (complaint += String(chunk)));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
    createInterface({ input: child.stdout! }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line.trim());
    });
  });
}
