/** Promises commands of package.json as they are typed: built, then run in a process of their own to their end. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../server/project';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript that is never built, found from the build as well
export const { ensureBuilt } = require(join(projectRoot, 'server', 'build.js')) as {
  ensureBuilt: (options: object) => Promise<unknown>;
};

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What package.json runs after the build. `file` is that of the server, as built. */
export function runCommand(
  file: string,
  environment: NodeJS.ProcessEnv,
  words: readonly string[] = [],
): Promise<Ended> {
  const child = spawn(process.execPath, [join(projectRoot, '.build', 'server', file), ...words], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...environment },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
