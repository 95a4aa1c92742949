/** Promises that the benchmark of live delivery runs on the built product: builds it, adds the bench beside it, then starts it. */
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const ts = require('typescript');
const { ensureBuilt } = require('../../../server/build.js');

const root = path.join(__dirname, '..', '..', '..');
const compilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};

function transpile(name) {
  if (fs.statSync(path.join(root, name)).isDirectory()) {
    for (const entry of fs.readdirSync(path.join(root, name))) transpile(path.join(name, entry));
  } else if (name.endsWith('.ts')) {
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(root, name), 'utf8'), { compilerOptions });
    const file = path.join(root, '.build', name.replace(/\.ts$/, '.js'));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, outputText);
  }
}

async function run() {
  await ensureBuilt({ report: () => undefined });
  for (const name of [
    'test/stage',
    'test/event',
    'test/live',
    'test/bench/plot.ts',
    'test/bench/table.ts',
    'test/bench/live',
  ])
    transpile(name);
  const entry = process.argv[2] ?? 'test/bench/live/main';
  const file = path.join(root, '.build', `${entry}.js`);
  const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(3)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

void run();
