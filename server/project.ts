/** Promises the folder of the project, from the sources as well as from the build. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findProjectRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'linkage')
      return folder;
    if (folder === dirname(folder)) throw new Error('No package.json of the project linkage above this file');
  }
}

/** SQL and CSV data are read from here: the build copies nothing. */
export const projectRoot: string = findProjectRoot(__dirname);
