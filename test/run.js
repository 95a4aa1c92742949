/**
 * Promises `npm test`: neighbouring suites, a few at a time, in one module registry. Reading the product anew for each suite was a third
 * of the whole run. With arguments it is plain jest: `npm test -- test/need`.
 */
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const tests = __dirname;
const groups = join(tests, '.groups');
/** An eighth of what is left makes a group, so that they become smaller and no worker is long alone at the end (guided self-scheduling). */
const share = 8;
const fewest = 6;
/** These end processes, set clocks or replace the cluster: each has a registry of its own, and they begin first. */
const alone =
  /^(bench|start)\/|restart|drain|takeover|replay|buffers|socket-limits|area-import|event\/order|live\/stall/;

/** It takes a minute of both processors, and runs by `npm run test:long`: the whole run has 15 minutes. */
const byCommand = /^live\/thousand$/;

function suitesBelow(folder) {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return suitesBelow(path);
      return name.endsWith('.test.ts') ? [path] : [];
    });
}

/** Names of suites below test/, those that begin first at the front. */
function grouped() {
  const names = suitesBelow(tests)
    .map((path) => relative(tests, path).split(sep).join('/').replace('.test.ts', ''))
    .filter((name) => !byCommand.test(name));
  const groups = names.filter((name) => alone.test(name)).map((name) => [name]);
  // Starts of whole servers are waited for: best while little else runs.
  groups.sort(([one], [other]) => Number(other.startsWith('start/')) - Number(one.startsWith('start/')));
  const others = names.filter((name) => !alone.test(name));
  while (others.length > 0) groups.push(others.splice(0, Math.max(fewest, Math.ceil(others.length / share))));
  return groups;
}

function writeGroups() {
  rmSync(groups, { recursive: true, force: true });
  mkdirSync(groups, { recursive: true });
  grouped().forEach((names, position) => {
    const file = names.length === 1 ? names[0] : `${names[0]}-and-${names.length - 1}-more`;
    const suites = names.map((name) => `describe(${JSON.stringify(name)}, () => { require('../${name}.test'); });\n`);
    const order = String(position).padStart(3, '0');
    writeFileSync(join(groups, `${order}.${file.replaceAll('/', '.')}.test.js`), suites.join(''));
  });
}

const given = process.argv.slice(2);
const jest = [require.resolve('jest/bin/jest')];
if (given.some((argument) => !argument.startsWith('-'))) jest.push(...given);
else {
  writeGroups();
  jest.push(
    '--testSequencer',
    '<rootDir>/test/sequence.js',
    '--testMatch',
    '<rootDir>/test/.groups/*.test.js',
    ...given,
  );
}
process.exitCode = spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1;
