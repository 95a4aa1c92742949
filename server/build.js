/** Promises that .build/ holds the compiled form of the sources as they are now. Plain JavaScript: it runs before any build. */
'use strict';
const { spawn } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const output = path.join(root, '.build');
const stampFile = path.join(output, 'stamp');
const lockFile = path.join(output, 'lock');
const sourceFolders = ['server', 'schema', 'client-examples'];
const skippedFolders = new Set(['node_modules', 'dist', 'portal']);

function sourcesIn(folder) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : sourcesIn(name);
    return entry.name.endsWith('.ts') ? [name] : [];
  });
}

/** Changes with every name and every content; times are left out, since a clone or a container image changes those. */
function fingerprint(sources) {
  const hash = crypto.createHash('sha256');
  for (const name of [...sources, 'tsconfig.json', 'package-lock.json', 'server/build.js']) {
    const file = path.join(root, name);
    hash.update(`${name}\0`);
    if (fs.existsSync(file)) hash.update(fs.readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

function isBuilt(print) {
  try {
    return (
      fs.readFileSync(stampFile, 'utf8').trim() === print && fs.existsSync(path.join(output, 'server', 'project.js'))
    );
  } catch {
    return false;
  }
}

/** An error that the caller prints as one line in each language, with the log below. */
function buildFailure(zh, en, log) {
  return Object.assign(new Error([en].concat(log || []).join('\n')), { zh, en, log: log || [] });
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits while another process builds. The lock of a process that is gone is taken away. */
async function takeLock() {
  for (;;) {
    try {
      fs.mkdirSync(output, { recursive: true });
      fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw notWritable(error);
    }
    try {
      const holder = Number(fs.readFileSync(lockFile, 'utf8'));
      const ageMilliseconds = Date.now() - fs.statSync(lockFile).mtimeMs;
      // A lock without a number is being written just now, unless it is old; a very old one names a number used again.
      const held = ageMilliseconds < 600000 && (holder === 0 ? ageMilliseconds < 5000 : isRunning(holder));
      if (!held) fs.rmSync(lockFile, { force: true });
    } catch {
      // Released in between.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function notWritable(error) {
  return buildFailure(
    `✗ 无法写入 ${output}：${error.code}，可能由另一个用户（root）创建。怎么办：sudo rm -rf "${output}"，然后 npm start`,
    `✗ ${output} cannot be written: ${error.code}, perhaps another user (root) made it. What to do: sudo rm -rf "${output}", then npm start`,
  );
}

function compiler() {
  try {
    return require.resolve('typescript/bin/tsc', { paths: [root] });
  } catch {
    throw buildFailure(
      '✗ 无法编译：没有安装 typescript（安装时省略了开发依赖）。怎么办：npm ci --include=dev',
      '✗ Cannot build: typescript is not installed (development packages were omitted). What to do: npm ci --include=dev',
    );
  }
}

/** The project's own settings, for what runs only: a mistake in a test does not keep the server from starting. */
function writeSettings() {
  const file = path.join(output, 'tsconfig.json');
  const settings = {
    extends: '../tsconfig.json',
    compilerOptions: {
      rootDir: '..',
      outDir: '.',
      noEmit: false,
      incremental: true,
      tsBuildInfoFile: './start.tsbuildinfo',
      types: ['node'],
      // What is merely unused is for `npm run check` to complain about.
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: sourceFolders.map((folder) => `../${folder}/**/*.ts`),
    exclude: ['../node_modules', '../client-examples/portal'],
  };
  fs.writeFileSync(file, JSON.stringify(settings, null, 2));
  return file;
}

function compile(settings) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [compiler(), '-p', settings, '--pretty', 'false'], { cwd: root });
    let log = '';
    child.stdout.on('data', (chunk) => (log += chunk));
    child.stderr.on('data', (chunk) => (log += chunk));
    child.on('error', (error) => resolve({ code: 1, log: error.message }));
    child.on('close', (code) => resolve({ code, log }));
  });
}

/** What was compiled from a source that is no more would still be loaded by those who look into folders. */
function removeLeftovers(sources) {
  const wanted = new Set(sources.map((name) => name.replace(/\.ts$/, '')));
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(output, folder), { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(name);
      else if (!wanted.has(name.replace(/\.(js|js\.map|d\.ts)$/, ''))) fs.rmSync(path.join(output, name));
    }
  };
  for (const folder of sourceFolders) if (fs.existsSync(path.join(output, folder))) walk(folder);
}

/**
 * Builds when the sources differ from what was built last. Safe to call from several processes at once.
 * Returns whether it built; rejects with an error carrying `zh`, `en` and `log`.
 */
async function ensureBuilt(options) {
  const report = (options && options.report) || ((line) => process.stdout.write(`${line.zh}\n${line.en}\n`));
  const current = () => {
    const sources = sourceFolders.flatMap(sourcesIn).sort();
    return { sources, print: fingerprint(sources) };
  };
  if (isBuilt(current().print)) return { built: false, seconds: 0 };
  await takeLock();
  try {
    const { sources, print } = current();
    if (isBuilt(print)) return { built: false, seconds: 0 };
    report({ zh: '正在编译（源代码有变化时才需要）……', en: 'Building (needed only when the sources changed) ...' });
    const begun = Date.now();
    // With outputs missing the compiler's own memory of what it wrote is wrong.
    if (!fs.existsSync(stampFile)) fs.rmSync(path.join(output, 'start.tsbuildinfo'), { force: true });
    fs.rmSync(stampFile, { force: true });
    const result = await compile(writeSettings());
    if (result.code !== 0)
      throw buildFailure(
        '✗ 编译失败：源代码有错误（见下）。怎么办：改正后再 npm start，或者 git status 查看改动',
        '✗ The build failed: the sources have mistakes (below). What to do: correct them and npm start, or look at git status',
        result.log.split('\n').filter(Boolean).slice(0, 20),
      );
    removeLeftovers(sources);
    fs.writeFileSync(stampFile, `${print}\n`);
    const seconds = (Date.now() - begun) / 1000;
    report({ zh: `编译完成，用时 ${seconds.toFixed(1)} 秒`, en: `Built in ${seconds.toFixed(1)} seconds` });
    return { built: true, seconds };
  } catch (error) {
    throw error.zh || !['EACCES', 'EPERM', 'EROFS'].includes(error.code) ? error : notWritable(error);
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}

module.exports = { ensureBuilt };

/** `npm run build`, and what stands before the other commands: silent when there is nothing to do. */
if (require.main === module)
  ensureBuilt({ report: (line) => process.stderr.write(`${line.zh}\n${line.en}\n`) }).catch((error) => {
    process.stderr.write(error.zh ? [error.zh, error.en, ...error.log, ''].join('\n') : `${error.stack}\n`);
    process.exitCode = 1;
  });
