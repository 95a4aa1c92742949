/** Promises that the planning benchmark runs from the sources as they are now: transpiles the server and the bench, then starts it. */
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

const root = path.join(__dirname, '..', '..', '..');
const output = path.join(root, '.build', 'bench');

function transpile(folder) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) transpile(name);
    else if (name.endsWith('.ts')) {
      const { outputText } = ts.transpileModule(fs.readFileSync(path.join(root, name), 'utf8'), {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
      });
      fs.mkdirSync(path.join(output, folder), { recursive: true });
      fs.writeFileSync(path.join(output, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
}

for (const folder of ['server', 'schema', 'test/bench']) transpile(folder);
const entry = path.join(output, 'test', 'bench', 'matching', 'main.js');
const { status } = spawnSync(process.execPath, [entry, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
