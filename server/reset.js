/** Promises that the local state of this checkout is gone: its running server, its embedded data, its build. Nothing else. */
'use strict';
const { spawnSync } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = path.join(__dirname, '..');
const ownDirectory = path.join(root, '.data');
const directory = path.resolve(process.env.LINKAGE_DATA_DIRECTORY || ownDirectory);
/** What we put into a data directory; somebody else's folder may hold other things besides. */
const ours =
  /^(postgres(\.unfinished|\.json|\.log|\.secret)?|secrets\.json|server(-\d+)?\.json(\.new)?|start\.lock|runtime-.+)$/;

function say(zh, en) {
  console.log(zh);
  console.log(en);
}

function stop(zh, en) {
  console.error(zh);
  console.error(en);
  process.exit(1);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    return undefined;
  }
}

function listOf(folder) {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    return [];
  }
}

function fromPs(pid, column) {
  return String(spawnSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).stdout || '').trim();
}

function commandOf(pid) {
  if (process.platform === 'win32') return '';
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ');
  } catch (error) {
    return fromPs(pid, 'command=');
  }
}

function isZombie(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] === 'Z';
  } catch (error) {
    return process.platform !== 'win32' && process.platform !== 'linux' && fromPs(pid, 'stat=')[0] === 'Z';
  }
}

function isRunning(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Numbers of ended processes are used again: only what is visibly ours is ended. */
function isServer(pid) {
  return isRunning(pid) && (process.platform === 'win32' || commandOf(pid).includes('start.js'));
}

function isPostgres(pid, data) {
  if (!isRunning(pid)) return false;
  if (process.platform === 'win32') return true;
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(data);
  } catch (error) {
    const command = commandOf(pid);
    return command.includes('postgres') && command.includes(data);
  }
}

async function end(pid, signals) {
  for (const signal of signals) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code === 'ESRCH') return;
      stop(
        `✗ 无法停止进程 ${pid}：它属于另一个用户。怎么办：sudo npm run reset`,
        `✗ Process ${pid} cannot be stopped: it belongs to another user. What to do: sudo npm run reset`,
      );
    }
    for (let waited = 0; waited < 15000; waited += 50) {
      if (!isRunning(pid)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function stopServers() {
  const notes = listOf(directory).filter((name) => /^server(-\d+)?\.json$/.test(name));
  const pids = notes.map((name) => (readJson(path.join(directory, name)) || {}).pid);
  // A start under way has no note yet.
  pids.push(readJson(path.join(directory, 'start.lock')));
  for (const pid of pids.filter(isServer)) {
    await end(pid, ['SIGTERM', 'SIGKILL']);
    say(`已停止服务（进程 ${pid}）`, `Stopped the server (process ${pid})`);
  }
}

/** Folders outside the data directory that carry its name: used when root lends PostgreSQL an account that cannot enter. */
function outsideFolders() {
  if (!fs.existsSync(directory)) return [];
  const owner = fs.realpathSync(directory);
  const name = crypto.createHash('sha256').update(owner).digest('hex').slice(0, 16);
  const noted = (readJson(path.join(directory, 'postgres.json')) || {}).data;
  const candidates = ['/var/lib/linkage', '/var/tmp/linkage', path.join(os.tmpdir(), 'linkage')].map((parent) =>
    path.join(parent, name),
  );
  if (noted) candidates.push(path.dirname(noted));
  return Array.from(new Set(candidates)).filter((folder) => {
    try {
      return fs.readFileSync(path.join(folder, 'linkage-owner'), 'utf8').trim() === owner;
    } catch (error) {
      return false;
    }
  });
}

async function stopPostgres(data) {
  let pid;
  try {
    pid = Number(fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch (error) {
    return;
  }
  if (!isPostgres(pid, data)) return;
  await end(pid, process.platform === 'win32' ? ['SIGKILL'] : ['SIGINT', 'SIGQUIT', 'SIGKILL']);
  say(`已停止 PostgreSQL（进程 ${pid}）`, `Stopped PostgreSQL (process ${pid})`);
}

function remove(place) {
  if (!fs.existsSync(place)) return;
  try {
    fs.rmSync(place, { recursive: true, force: true });
  } catch (error) {
    stop(
      `✗ 无法删除 ${error.path || place}：${error.code}。怎么办：sudo npm run reset`,
      `✗ ${error.path || place} cannot be removed: ${error.code}. What to do: sudo npm run reset`,
    );
  }
  say(`已删除 ${place}`, `Removed ${place}`);
}

/** The copy of the programs beside the data folders serves every checkout; the last one takes it along. */
function removePrograms(parent) {
  const owned = (name) => fs.existsSync(path.join(parent, name, 'linkage-owner'));
  const names = listOf(parent);
  if (names.some(owned)) return;
  names.filter((name) => name.startsWith('runtime-')).forEach((name) => remove(path.join(parent, name)));
  if (listOf(parent).length === 0) fs.rmdirSync(parent);
}

function removeDirectory() {
  if (directory === ownDirectory) return remove(directory);
  listOf(directory)
    .filter((name) => ours.test(name))
    .forEach((name) => remove(path.join(directory, name)));
  if (fs.existsSync(directory) && listOf(directory).length === 0) fs.rmdirSync(directory);
}

async function main() {
  if (!fs.rmSync)
    stop(
      '✗ Node 太旧：需要 20.19 以上。怎么办：nvm install 24',
      '✗ Node is too old: 20.19 or later is needed. What to do: nvm install 24',
    );
  if (process.env.DATABASE_URL)
    say(
      '只清除本地状态；DATABASE_URL 指向的数据库不受影响。',
      'Only local state is removed; the database of DATABASE_URL is left alone.',
    );
  await stopServers();
  const outside = outsideFolders();
  for (const folder of [directory].concat(outside)) await stopPostgres(path.join(folder, 'postgres'));
  outside.forEach(remove);
  Array.from(new Set(outside.map((folder) => path.dirname(folder)))).forEach(removePrograms);
  removeDirectory();
  remove(path.join(root, '.build'));
  say('本地状态已清空。', 'The local state is clear.');
}

main();
