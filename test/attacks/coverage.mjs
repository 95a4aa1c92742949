// Promises test/attacks/README.md: which numbered attack or fault is shown by which test, read from the names of the tests.
//   node test/attacks/coverage.mjs          prints the table
//   node test/attacks/coverage.mjs --write  writes it to test/attacks/README.md
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = join(dirname(fileURLToPath(import.meta.url)), '..');

function testFiles(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return testFiles(path);
    return name.endsWith('.test.ts') ? [path] : [];
  });
}

/** A name that begins with numbers, such as "58, 2: given ...", covers these numbers. */
const numbered = /(?:(?:describe|test|it)(?:\.each\([^)]*\))?\(|\[)\s*['"`]((?:\d{1,3})(?:(?:, | to )\d{1,3})*): /g;

function numbersOf(text) {
  return text.split(', ').flatMap((part) => {
    const [first, last] = part.split(' to ').map(Number);
    return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
  });
}

export function coverage() {
  const files = new Map();
  for (const file of testFiles(tests))
    for (const [, numbers] of readFileSync(file, 'utf8').matchAll(numbered))
      for (const number of numbersOf(numbers)) {
        if (number < 1 || number > 130) continue;
        if (!files.has(number)) files.set(number, new Set());
        files.get(number).add(relative(tests, file));
      }
  const rows = [...files.keys()]
    .sort((a, b) => a - b)
    .map((number) => `| ${number} | ${[...files.get(number)].sort().join(', ')} |`);
  const open = Array.from({ length: 130 }, (_, index) => index + 1).filter((number) => !files.has(number));
  return [
    '# Attacks and faults, and the tests that show them',
    '',
    'The numbers are those of the list of 130 attacks and faults that the project is built against; a test that covers one carries its',
    'number at the beginning of its name. Written by `node test/attacks/coverage.mjs --write`.',
    '',
    `${files.size} of 130 are shown by a test.`,
    '',
    '| Number | Test files |',
    '|---|---|',
    ...rows,
    '',
    `Not shown by a test of its own yet: ${open.join(', ')}.`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = coverage();
  if (process.argv.includes('--write')) writeFileSync(join(tests, 'attacks', 'README.md'), text);
  else process.stdout.write(text);
}
