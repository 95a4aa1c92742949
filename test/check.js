/** Promises `npm run check`: types and layout beside the rules, since each keeps only one processor busy. */
'use strict';
const { spawn, spawnSync } = require('node:child_process');

/** Prints what it says when it has ended, so that the two never mix. */
function run(script) {
  return new Promise((resolve) => {
    const npm = spawn('npm', ['run', '--silent', script], { shell: process.platform === 'win32' });
    const said = [];
    npm.stdout.on('data', (chunk) => said.push(chunk));
    npm.stderr.on('data', (chunk) => said.push(chunk));
    npm.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

// Both read the documents that this writes.
const written = spawnSync(process.execPath, ['client-examples/portal/codegen.js'], { stdio: 'inherit' });
if (written.status !== 0) process.exitCode = 1;
else
  Promise.all([run('lint'), run('typecheck').then(async (passed) => (await run('layout')) && passed)]).then(
    (passed) => {
      process.exitCode = passed.every(Boolean) ? 0 : 1;
    },
  );
