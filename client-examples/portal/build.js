/** Promises that .build/portal holds the pages as their sources are now. Plain JavaScript: it runs before any build. */
'use strict';
const { spawn } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const { writeWorker } = require('./release.js');

const root = path.join(__dirname, '..', '..');
const output = path.join(root, '.build', 'portal');
const stampFile = path.join(output, '.stamp');
/** Built beside and put in place whole: who reads meanwhile reads the old pages, and of two builders each leaves a whole. */
const unfinished = path.join(root, '.build', `portal-${process.pid}`);
/** What the sources import from beside the portal. */
const neighbours = ['client-examples/follow/follow.ts', 'schema/schema.graphql', 'package-lock.json'];
const compressed = new Set(['.js', '.css', '.svg', '.json', '.webmanifest']);

function filesIn(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(name);
      return entry.name.endsWith('.documents.ts') ? [] : [name];
    })
    .sort();
}

function fingerprint() {
  const hash = crypto.createHash('sha256');
  for (const file of [...filesIn(__dirname), ...neighbours.map((name) => path.join(root, name))]) {
    hash.update(`${path.relative(root, file)}\0`);
    if (fs.existsSync(file)) hash.update(fs.readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

function isBuilt(print) {
  try {
    return fs.readFileSync(stampFile, 'utf8').trim() === print && fs.existsSync(path.join(output, 'index.html'));
  } catch {
    return false;
  }
}

function failure(zh, en, log) {
  return Object.assign(new Error([en, ...(log || [])].join('\n')), { zh, en, log: log || [] });
}

/** Whether the tools are there: an installation without development packages serves what was built before. */
function hasTools() {
  return ['vite', '@graphql-codegen/core'].every((name) =>
    fs.existsSync(path.join(root, 'node_modules', name, 'package.json')),
  );
}

function vite() {
  const cli = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const settings = path.join(__dirname, 'vite.config.mjs');
  return run([cli, 'build', '--config', settings, '--outDir', unfinished, '--logLevel', 'warn']);
}

/** In a process of its own: what it loads is not kept by the one that goes on. The pages are the product's, whoever builds them. */
function run(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(log))));
  });
}

/** Beside each file that shrinks, its compressed forms: the server compresses nothing while somebody waits. */
function compress() {
  for (const file of filesIn(unfinished)) {
    if (!compressed.has(path.extname(file))) continue;
    const plain = fs.readFileSync(file);
    const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(plain, quality));
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(plain, { level: 9 }));
  }
}

function putInPlace(print) {
  fs.writeFileSync(path.join(unfinished, '.stamp'), `${print}\n`);
  const old = `${unfinished}-old`;
  if (fs.existsSync(output)) fs.renameSync(output, old);
  fs.renameSync(unfinished, output);
  fs.rmSync(old, { recursive: true, force: true });
}

/** Builds when the sources differ from what was built last. Rejects with an error carrying `zh`, `en` and `log`. */
async function ensurePortal(options) {
  const report = (options && options.report) || ((line) => process.stdout.write(`${line.zh}\n${line.en}\n`));
  const print = fingerprint();
  if (isBuilt(print)) return { built: false };
  if (!hasTools()) {
    report(
      fs.existsSync(path.join(output, 'index.html'))
        ? { zh: '网页沿用上次的构建（未安装开发依赖）', en: 'The pages are those built last (no development packages)' }
        : {
            zh: '没有网页：未安装开发依赖。接口照常；要网页请 npm ci --include=dev',
            en: 'There are no pages: development packages were omitted. The API works; for pages npm ci --include=dev',
          },
    );
    return { built: false };
  }
  report({
    zh: '正在构建网页（源代码有变化时才需要）……',
    en: 'Building the pages (needed only when the sources changed) ...',
  });
  try {
    await run([path.join(__dirname, 'codegen.js')]);
    await vite();
    writeWorker(unfinished);
    compress();
    putInPlace(print);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    throw failure(
      '✗ 网页构建失败（见下）。怎么办：改正后再 npm start，或者 git status 查看改动',
      '✗ The build of the pages failed (below). What to do: correct the sources and npm start, or look at git status',
      String(error.message).split('\n').filter(Boolean).slice(0, 20),
    );
  }
  return { built: true };
}

module.exports = { ensurePortal };

/** `npm run build:portal`: silent when there is nothing to do. */
if (require.main === module)
  ensurePortal({ report: (line) => process.stderr.write(`${line.zh}\n${line.en}\n`) }).catch((error) => {
    process.stderr.write(error.zh ? [error.zh, error.en, ...error.log, ''].join('\n') : `${error.stack}\n`);
    process.exitCode = 1;
  });
