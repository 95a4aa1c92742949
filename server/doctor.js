/** Promises a table of what matters on this machine, in two languages, even where nothing is installed or built. */
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const root = path.join(__dirname, '..');
const dataDirectory = path.resolve(process.env.LINKAGE_DATA_DIRECTORY || path.join(root, '.data'));

function finding(mark, nameZh, nameEn, zh, en) {
  return { mark, name: { zh: nameZh, en: nameEn }, value: { zh, en: en === undefined ? zh : en } };
}

function node() {
  const parts = process.versions.node.split('.').map(Number);
  const fits = parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19);
  return fits
    ? finding('✓', 'Node', 'Node', process.version)
    : finding(
        '✗',
        'Node',
        'Node',
        `${process.version}，需要 20.19 以上`,
        `${process.version}, 20.19 or later is needed`,
      );
}

function npm() {
  const agent = /npm\/(\S+)/.exec(process.env.npm_config_user_agent || '');
  const windows = process.platform === 'win32';
  const version = agent ? agent[1] : String(spawnSync('npm', ['--version'], { shell: windows }).stdout || '').trim();
  return version ? finding('✓', 'npm', 'npm', version) : finding('!', 'npm', 'npm', '没有找到', 'not found');
}

function packages() {
  const needed = Object.keys(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies);
  const missing = needed.filter((name) => !fs.existsSync(path.join(root, 'node_modules', name, 'package.json')));
  return missing.length === 0
    ? finding('✓', '依赖', 'Packages', '完整', 'complete')
    : finding(
        '✗',
        '依赖',
        'Packages',
        `缺 ${missing.length} 个，请运行 npm ci`,
        `${missing.length} missing, run npm ci`,
      );
}

function platform() {
  let libc = '';
  if (process.platform === 'linux' && process.report) {
    process.report.excludeNetwork = true;
    let report = process.report.getReport();
    if (typeof report === 'string') report = JSON.parse(report);
    const glibc = report.header.glibcVersionRuntime;
    libc = glibc ? `glibc ${glibc}` : 'musl';
  }
  const value = `${process.platform} ${process.arch} ${os.release()} ${libc}`.trim();
  return libc === 'musl' && !process.env.DATABASE_URL
    ? finding(
        '✗',
        '系统',
        'System',
        `${value}：内置数据库不支持，请设 DATABASE_URL`,
        `${value}: no embedded database, set DATABASE_URL`,
      )
    : finding('✓', '系统', 'System', value);
}

function locale() {
  const set = ['LC_ALL', 'LC_CTYPE', 'LANG'].filter((name) => process.env[name]);
  return set.length === 0
    ? finding('✓', '语言环境', 'Locale', '未设置（没有影响）', 'not set (without effect)')
    : finding('✓', '语言环境', 'Locale', set.map((name) => `${name}=${process.env[name]}`).join(' '));
}

function user() {
  let name = '?';
  try {
    name = os.userInfo().username;
  } catch (error) {
    // A number without a name, as in some containers.
  }
  const id = process.getuid ? process.getuid() : undefined;
  if (id === 0)
    return finding(
      '!',
      '用户',
      'User',
      'root（PostgreSQL 将借用普通账户）',
      'root (PostgreSQL runs under another account)',
    );
  if (name === '?') return finding('!', '用户', 'User', `${id}，没有名字`, `${id}, without a name`);
  return finding('✓', '用户', 'User', name);
}

function port(number, zh, en) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () =>
      resolve(finding('!', `端口 ${number}`, `Port ${number}`, `已占用（${zh}）`, `taken (${en})`)),
    );
    server.listen(number, '127.0.0.1', () =>
      server.close(() => resolve(finding('✓', `端口 ${number}`, `Port ${number}`, '空闲', 'free'))),
    );
  });
}

function nearestExisting(folder) {
  return fs.existsSync(folder) || folder === path.dirname(folder) ? folder : nearestExisting(path.dirname(folder));
}

function disk() {
  if (!fs.statfsSync) return [];
  const space = fs.statfsSync(nearestExisting(dataDirectory));
  const gigabytes = (space.bavail * space.bsize) / 1e9;
  const enough = gigabytes >= 0.5;
  return [
    finding(enough ? '✓' : '✗', '磁盘', 'Disk', `空闲 ${gigabytes.toFixed(1)} GB`, `${gigabytes.toFixed(1)} GB free`),
    writable(),
  ];
}

function writable() {
  const place = nearestExisting(dataDirectory);
  try {
    fs.accessSync(place, fs.constants.W_OK);
    return finding('✓', '数据目录', 'Data directory', dataDirectory);
  } catch (error) {
    return finding('✗', '数据目录', 'Data directory', `${place} 不可写`, `${place} cannot be written`);
  }
}

function memory() {
  const gigabytes = os.totalmem() / 1e9;
  const free = os.freemem() / 1e9;
  const zh = `共 ${gigabytes.toFixed(1)} GB，空闲 ${free.toFixed(1)} GB`;
  const en = `${gigabytes.toFixed(1)} GB, ${free.toFixed(1)} GB free`;
  return finding(gigabytes >= 0.9 ? '✓' : '!', '内存', 'Memory', zh, en);
}

/** The rest is told by the server's own code, which has to be there first. */
async function built(previous) {
  if (previous.some((entry) => entry.mark === '✗' && ['Node', 'Packages'].includes(entry.name.en))) return [];
  try {
    await require('./build.js').ensureBuilt();
  } catch (error) {
    const log = (error.log || [])[0] || error.message;
    return [finding('✗', '编译', 'Build', log)];
  }
  const { diagnose } = require('../.build/server/diagnosis.js');
  return diagnose({ dataDirectory, databaseUrl: process.env.DATABASE_URL || undefined });
}

/** Chinese characters take two columns. */
function displayWidth(text) {
  const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
  return text.length + (text.match(wide) || []).length;
}

function print(findings) {
  const rows = findings.map(({ mark, name, value }) => [
    `${mark} ${name.zh === name.en ? name.zh : `${name.zh} ${name.en}`}`,
    value.zh === value.en ? value.zh : `${value.zh} / ${value.en}`,
  ]);
  const width = Math.max(...rows.map((row) => displayWidth(row[0])));
  for (const row of rows) console.log(`${row[0]}${' '.repeat(width - displayWidth(row[0]))}  ${row[1]}`);
}

async function main() {
  const findings = [node(), npm(), packages(), platform(), locale(), user()];
  findings.push(await port(4000, '将用下一个空闲端口', 'the next free one is used'));
  findings.push(await port(5432, '内置数据库不用它', 'the embedded database does not use it'));
  findings.push(...disk(), memory());
  findings.push(...(await built(findings)));
  print(findings);
  const problems = findings.filter((entry) => entry.mark === '✗').length;
  console.log(problems === 0 ? '\n可以启动：npm start' : `\n有 ${problems} 个问题（✗）需要解决`);
  console.log(problems === 0 ? 'Ready: npm start' : `${problems} problem(s) marked ✗ stand in the way`);
  process.exit(problems === 0 ? 0 : 1);
}

main();
