/** Promises that a benchmark runs from the sources as they are now: transpiles server, schema and test, then starts the part named. */
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

const root = path.join(__dirname, '..', '..');
const output = path.join(root, '.build', 'bench');
const compilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};

function transpile(folder) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) transpile(name);
    else if (name.endsWith('.ts')) {
      const { outputText } = ts.transpileModule(fs.readFileSync(path.join(root, name), 'utf8'), { compilerOptions });
      fs.mkdirSync(path.join(output, folder), { recursive: true });
      fs.writeFileSync(path.join(output, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
}

const [part, ...rest] = process.argv.slice(2);
for (const folder of ['server', 'schema', 'test/stage', 'test/bench']) transpile(folder);
const entry = path.join(output, 'test', 'bench', part, 'main.js');
const { status } = spawnSync(process.execPath, [entry, ...rest], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
