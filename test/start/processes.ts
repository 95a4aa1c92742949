/** Promises real processes for the tests of starting: each with a folder and an environment of its own, all gone at the end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNative } from '../../server/database/embedded/binaries';
import { projectRoot } from '../../server/project';

const folders: string[] = [];
const children: ChildProcess[] = [];
const servers: Server[] = [];

export const asRoot = process.getuid?.() === 0;
/** The numbers that `nobody` has on the usual systems. */
export const nobody = 65_534;

/** A new folder, with mode 0700 as mkdtemp makes it. */
export function newFolder(name = ''): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'linkage-start-')));
  folders.push(folder);
  if (name === '') return folder;
  mkdirSync(join(folder, name));
  return join(folder, name);
}

/** A new folder that every account may enter. */
export function openFolder(name = ''): string {
  const folder = newFolder(name);
  for (const place of [folder, join(folder, '..')])
    if (folders.some((made) => place.startsWith(made))) chmodSync(place, 0o755);
  return folder;
}

export function removeLater(folder: string): void {
  folders.push(folder);
}

/** The PostgreSQL programs as an installation without install scripts leaves them: without links. */
export function nativeWithoutLinks(parent: string, version: string): string {
  const native = join(parent, 'package', 'native');
  cpSync(findNative() ?? '', native, {
    recursive: true,
    filter: (source) =>
      !/\/lib\/lib[^/]+\.so(\.\d+)?$/.test(source) || /\.so\.\d+\.\d+$/.test(source) || isOwnFile(source),
  });
  writeFileSync(join(parent, 'package', 'package.json'), JSON.stringify({ version }));
  return native;
}

/** Libraries that the package ships as files under a short name. */
function isOwnFile(source: string): boolean {
  return /lib(lzma|ossp-uuid|xml2|xslt|z|zstd|lz4)\.so\.\d+$/.test(source);
}

export interface Output {
  stdout: string;
  stderr: string;
}

export interface Running extends Output {
  readonly child: ChildProcess;
  /** Waits for the text on standard output; rejects with all output when the process ends before. */
  until(text: string | RegExp): Promise<string>;
  exit: Promise<number | null>;
}

/** Starts `node` with these arguments; `variables` of value undefined are taken out of the environment. */
export function startNode(list: string[], variables: Record<string, string | undefined> = {}): Running {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...variables };
  for (const [name, value] of Object.entries(variables)) if (value === undefined) delete environment[name];
  const child = spawn(process.execPath, list, {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const running: Running = {
    child,
    stdout: '',
    stderr: '',
    exit: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    until: (text) => waitFor(running, text),
  };
  child.stdout.on('data', (chunk: Buffer) => (running.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (running.stderr += chunk.toString('utf8')));
  return running;
}

function waitFor(running: Running, text: string | RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = typeof text === 'string' ? running.stdout.includes(text) : text.test(running.stdout);
      if (!found) return;
      running.child.stdout?.off('data', look);
      resolve(running.stdout);
    };
    running.child.stdout?.on('data', look);
    void running.exit.then((code) =>
      reject(new Error(`ended with ${code} before ${text}\n${running.stdout}\n${running.stderr}`)),
    );
    look();
  });
}

/** What a process of its own does with startEmbedded: prints one JSON line and waits for SIGTERM. */
const embeddedProgram = `
const [file, text] = process.argv.slice(1);
const { startEmbedded } = require(file);
const { become, ...options } = JSON.parse(text);
if (become) { process.setgroups([become]); process.setgid(become); process.setuid(become); }
startEmbedded({ durable: false, ...options }).then((cluster) => {
  process.on('SIGTERM', () => cluster.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ url: cluster.url, port: cluster.port, pid: cluster.pid, adopted: cluster.adopted }));
}, (error) => {
  console.error(error.line ? error.line.zh + '\\n' + error.line.en : error.stack);
  process.exit(1);
});
setInterval(() => undefined, 1000);
`;

export interface EmbeddedProcess extends Running {
  url: string;
  port: number;
  pid: number;
  adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedProcessOptions {
  directory: string;
  native?: string;
  restart?: boolean;
  /** The user and group to become before starting. */
  become?: number;
}

export function runEmbedded(
  options: EmbeddedProcessOptions,
  variables: Record<string, string | undefined> = {},
): Running {
  const file = join(projectRoot, '.build', 'server', 'database', 'embedded', 'index.js');
  return startNode(['-e', embeddedProgram, file, JSON.stringify(options)], variables);
}

export async function startEmbeddedProcess(
  options: EmbeddedProcessOptions,
  variables: Record<string, string | undefined> = {},
): Promise<EmbeddedProcess> {
  const running = runEmbedded(options, variables);
  const output = await running.until(/^\{.*\}$/m);
  const facts = JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? '{}') as Omit<EmbeddedProcess, keyof Running | 'stop'>;
  return Object.assign(running, facts, {
    stop: async () => {
      running.child.kill('SIGTERM');
      await running.exit;
    },
  });
}

/** Listens on a port; false when somebody else does already, which serves the same purpose. */
export function occupy(port: number): Promise<number | false> {
  return new Promise((resolve) => {
    const server = createServer();
    servers.push(server);
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : false);
    });
  });
}

/** Ends every process by its own id and removes every folder. */
export async function cleanUp(): Promise<void> {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('close', resolve));
    }
  for (const server of servers.splice(0)) server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
