/** Proves that what is printed stands in line, and that the first file read is understood by any old Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayWidth, formatTable } from '../../server/console-table';
import { withoutPassword } from '../../server/database/external';
import { StartFailure } from '../../server/message';
import { projectRoot } from '../../server/project';

test('Chinese characters and full-width marks take two columns, Latin ones one', () => {
  expect(displayWidth('顾问 Adviser（甲）𠮷')).toBe(4 + 1 + 7 + 2 + 2 + 2 + 2);
});

test('columns stand in line whatever script their cells are written in', () => {
  const table = formatTable([
    ['角色', 'Role', '登录名'],
    ['民政局', 'Bureau', 'bureau'],
    ['顾问', 'Adviser', 'adviser-1'],
  ]);
  expect(table).toBe(['角色    Role     登录名', '民政局  Bureau   bureau', '顾问    Adviser  adviser-1'].join('\n'));
});

test('a failure says what, why and what to do, in one line in each language', () => {
  const failure = new StartFailure({
    what: { zh: '甲', en: 'A' },
    why: { zh: '乙', en: 'B' },
    type: { zh: 'npm ci', en: 'npm ci' },
  });
  expect(failure.line).toEqual({ zh: '✗ 甲：乙。怎么办：npm ci', en: '✗ A: B. What to do: npm ci' });
});

test('the address of a database is shown without its password', () => {
  expect(withoutPassword('postgres://app:hush@host:5432/x?password=hush')).toBe('postgres://app:***@host:5432/x');
  expect(withoutPassword('hush')).toBe('DATABASE_URL');
});

test('start.js uses no syntax younger than ECMAScript 5', () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- comes with eslint
  const { parse } = require('acorn') as { parse: (source: string, options: object) => { type: string } };
  const source = readFileSync(join(projectRoot, 'server', 'start.js'), 'utf8');
  expect(parse(source, { ecmaVersion: 5 }).type).toBe('Program');
});
