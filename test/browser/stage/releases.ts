/** Promises two releases of the portal, one after the other at the same address, without anything behind them. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { projectRoot } from '../../../server/project';
import { registerPortal } from '../../../server/transport/portal';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript that runs before any build
const { writeWorker } = require(join(projectRoot, 'client-examples', 'portal', 'release.js')) as {
  writeWorker: (folder: string) => void;
};
const built = join(projectRoot, '.build', 'portal');

export interface Releases {
  readonly url: string;
  /** Addresses of the script with which each begins. */
  readonly first: string;
  readonly second: string;
  /** The second, before all of its files are there. */
  serveHalf(): Promise<void>;
  serveWhole(): Promise<void>;
  /** No server answers until the next one is served. */
  close(): Promise<void>;
}

/** Serves the first. */
export async function releases(): Promise<Releases> {
  const folder = mkdtempSync(join(tmpdir(), 'linkage-release-'));
  const later = join(folder, 'later');
  cpSync(built, later, { recursive: true });
  const first = /src="(\/assets\/[^"]+\.js)"/.exec(readFileSync(join(built, 'index.html'), 'utf8'))![1]!;
  const second = first.replace(/-[^-]+\.js$/, '-later.js');
  renameEntry(later, first, second);
  for (const ending of ['.br', '.gz']) rmSync(join(later, `worker.js${ending}`));
  writeWorker(later);
  const half = join(folder, 'half');
  cpSync(later, half, { recursive: true });
  rmSync(join(half, second));

  let server: FastifyInstance | undefined;
  const serve = async (from: string, port: number): Promise<number> => {
    server = Fastify({ forceCloseConnections: true });
    registerPortal(server, from);
    await server.listen({ port, host: '127.0.0.1' });
    return (server.server.address() as { port: number }).port;
  };
  const port = await serve(built, 0);
  return {
    ...{ url: `http://127.0.0.1:${port}`, first, second },
    serveHalf: async () => void (await serve(half, port)),
    serveWhole: async () => {
      await serve(later, port);
      rmSync(folder, { recursive: true });
    },
    close: async () => server?.close(),
  };
}

/** Another name is what another content makes. */
function renameEntry(folder: string, from: string, to: string): void {
  for (const ending of ['', '.br', '.gz']) renameSync(join(folder, from + ending), join(folder, to + ending));
  for (const name of ['index.html', join('.vite', 'manifest.json')]) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replaceAll(from.slice(1), to.slice(1)));
  }
}
