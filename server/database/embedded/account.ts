/** Promises the account that PostgreSQL runs under: PostgreSQL refuses to run as root, so root lends it another one. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { StartFailure } from '../../message';

/** Given to child processes; undefined means: run as the user we are. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** In order of preference. All of them exist without our help on one of the usual systems. */
const candidates = ['postgres', '_postgres', 'pgsql', 'nobody', 'daemon'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for a cluster. The owner of an existing data folder stays its owner, so that a start as root after a
 * start as oneself (or the other way round) finds the same files.
 */
export function accountFor(dataFolder: string): Account | undefined {
  if (!isRoot()) return undefined;
  const known = accounts();
  if (existsSync(dataFolder)) {
    const owner = statSync(dataFolder).uid;
    const same = known.find((account) => account.uid === owner);
    if (owner !== 0 && same) return same;
  }
  for (const name of candidates) {
    const account = known.find((entry) => entry.name === name && entry.uid > 0);
    if (account) return account;
  }
  throw new StartFailure({
    what: { zh: '无法启动内置 PostgreSQL', en: 'The embedded PostgreSQL cannot start' },
    why: {
      zh: '当前用户是 root，而系统里没有可借用的普通账户（postgres、nobody）',
      en: 'you are root and there is no account to lend it (postgres, nobody)',
    },
    type: { zh: 'useradd --system postgres && npm start', en: 'useradd --system postgres && npm start' },
  });
}

function accounts(): Account[] {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    const account = { name: name ?? '', uid: Number(uid), gid: Number(gid) };
    return account.name !== '' && Number.isInteger(account.uid) && Number.isInteger(account.gid) ? [account] : [];
  });
}

/** What spawn needs to become the account. */
export function identityOf(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account may enter the folder, asked of the system itself because mode bits are not the whole truth. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  const answer = spawnSync('/bin/sh', ['-c', 'cd "$1" 2>/dev/null', 'sh', folder], {
    ...identityOf(account),
    cwd: '/',
    stdio: 'ignore',
  });
  return answer.status === 0;
}
