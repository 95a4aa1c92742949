/** Promises the compiled program of a thread: beside this file, or in the build when the sources themselves are run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project';

export function threadFile(name: string): string {
  const beside = join(__dirname, name);
  return existsSync(beside) ? beside : join(projectRoot, '.build', 'server', 'composition', name);
}
