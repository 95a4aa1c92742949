/**
 * Promises `npm test`: all suites of a noun, a few at a time, in one module registry. Reading the product anew for each suite was a third
 * of the whole run. With arguments it is plain jest: `npm test -- test/need`.
 */
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const tests = __dirname;
const groups = join(tests, '.groups');
/** More would leave one worker alone at the end. */
const suitesOfGroup = 4;
/** These end processes, set clocks or replace the cluster: each has a registry of its own. */
const alone = /^(attacks|start|live|browser|plan|area|event|job|bench)$|race|model|replay|sample/;

function suitesBelow(folder) {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return suitesBelow(path);
      return name.endsWith('.test.ts') ? [path] : [];
    });
}

function grouped() {
  const byNoun = new Map();
  const made = [];
  for (const path of suitesBelow(tests)) {
    const [noun, name] = relative(tests, path).split(sep);
    if (alone.test(noun) || alone.test(name)) made.push([path]);
    else byNoun.set(noun, [...(byNoun.get(noun) ?? []), path]);
  }
  for (const paths of byNoun.values())
    for (let start = 0; start < paths.length; start += suitesOfGroup)
      made.push(paths.slice(start, start + suitesOfGroup));
  return made;
}

function writeGroups() {
  rmSync(groups, { recursive: true, force: true });
  mkdirSync(groups, { recursive: true });
  for (const paths of grouped()) {
    const names = paths.map((path) => relative(tests, path).split(sep).join('/').replace('.test.ts', ''));
    const file = names.length === 1 ? names[0] : `${names[0]}-and-${names.length - 1}-more`;
    const suites = names.map((name) => `describe(${JSON.stringify(name)}, () => { require('../${name}.test'); });\n`);
    writeFileSync(join(groups, `${file.replaceAll('/', '.')}.test.js`), suites.join(''));
  }
}

const given = process.argv.slice(2);
const jest = [require.resolve('jest/bin/jest')];
if (given.some((argument) => !argument.startsWith('-'))) jest.push(...given);
else {
  writeGroups();
  jest.push('--testMatch', '<rootDir>/test/.groups/*.test.js', ...given);
}
process.exitCode = spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1;
