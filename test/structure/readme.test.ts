/** Shows that what the descriptions point at is there. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../server/project';

const descriptions = [
  'README.md',
  ...['client-examples', 'client-examples/portal', 'docker', 'schema', 'server', 'test/bench'].map((folder) =>
    join(folder, 'README.md'),
  ),
];

test.each(descriptions)('given the links and pictures of %s, then each leads to a file or folder', (description) => {
  const text = readFileSync(join(projectRoot, description), 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
  const missing = targets.filter((target) => !existsSync(join(projectRoot, dirname(description), target)));
  expect(missing).toEqual([]);
});
