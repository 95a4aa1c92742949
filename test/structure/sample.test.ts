/** Shows that the sample is made by what operations call: it writes nothing past the services of the product. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../server/project';

const server = join(projectRoot, 'server');
const sample = join(server, 'sample');
const files = readdirSync(sample).map((name) => ({ name, text: readFileSync(join(sample, name), 'utf8') }));
/** The only SQL of the room: its clock, whose schema is gone when the load is over. */
const clock = ['clock.repository.ts', 'clock.ts'];

/** What an operation can not be: the first account and its like, and waiting for work in the background. */
const withoutOperation = ['foundInstallation', 'openDemoSignIn', 'idle'];

/** Where a caller from outside, the time, or the planner comes in. */
const entrances = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.resolver\.ts$/.test(name) || /^(transport\/.+|app|plan\/offer-desk)\.ts$/.test(name))
  .map((name) => readFileSync(join(server, name), 'utf8'))
  .join('\n');

describe('the sample', () => {
  test('given its files, then none imports a repository or asks the database itself, but for the rows of answers', () => {
    const wrong = files
      .filter(({ name }) => !clock.includes(name))
      .flatMap(({ name, text }) => [
        ...[...text.matchAll(/^import (?!type \{ \w+Row \}).*\.repository';$/gm)].map(([line]) => `${name}: ${line}`),
        ...[...text.matchAll(/\.query\b|\bINSERT INTO\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b/g)].map(
          ([word]) => `${name}: ${word}`,
        ),
      ]);
    expect(wrong).toEqual([]);
  });

  test('given each transaction of its own, then it is that of the line which says that it was loaded, or that in which the planner opens a need', () => {
    const own = files
      .filter(({ name }) => !clock.includes(name))
      .flatMap(({ name, text }) =>
        [...text.matchAll(/^.*\.transaction\(.*$/gm)].map(([line]) => `${name}: ${line.trim()}`),
      );
    expect(own).toEqual([
      'care.ts: await services.database.transaction((tx) => services.offerService.openNow(tx, referred.id));',
      "load.ts: await database.transaction((tx) => audit.record(tx, { operation, subjectType: 'Sample' }));",
    ]);
  });

  test('given each command that it gives to a service, then an operation, a door or a job gives the same', () => {
    const called = new Set(
      files.flatMap(({ text }) =>
        [...text.matchAll(/\b\w*(?:[sS]ervice|Rounds|[oO]penings|Refresh)\s*\.(\w+)\(/g)].map(([, method]) => method!),
      ),
    );
    expect(called.size).toBeGreaterThan(60);
    const alone = [...called].filter((method) => !new RegExp(`\\.${method}\\(`).test(entrances));
    expect(alone.sort()).toEqual([...withoutOperation].sort());
  });
});
