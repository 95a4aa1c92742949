/** Promises a redis-server of one's own on a free port, and an end that leaves nothing behind. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StageRedis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * `describe` where redis-server is on the PATH. Elsewhere the tests are skipped, and their name says so and why; under CI they always
 * run, and fail without it.
 */
export function describeWithRedis(name: string, tests: () => void): void {
  const isThere = spawnSync('redis-server', ['--version']).status === 0;
  if (isThere || process.env.CI) describe(name, tests);
  else describe.skip(`${name} (NOT RUN: redis-server is not on the PATH of this machine)`, tests);
}

export async function startRedis(at?: number): Promise<StageRedis> {
  const port = at ?? (await freePort());
  const directory = mkdtempSync(join(tmpdir(), 'linkage-redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const needed = 'These tests need redis-server on the PATH: apt-get install redis-server';
    child.once('error', (error) => reject(new Error(needed, { cause: error })));
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    child.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve());
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
