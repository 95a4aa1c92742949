/** Promises the folders of one embedded cluster: inside the data directory, or outside where its account cannot get in. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartFailure, type Report } from '../../message';
import { accountFor, canEnter, isRoot, type Account } from './account';

export interface Folders {
  /** The data directory of the installation, usually `.data`: our own notes, the log, the secret. */
  readonly directory: string;
  /** The data folder of PostgreSQL. */
  readonly data: string;
  /** Where a copy of the binaries may be put when those of node_modules cannot be used. */
  readonly runtimes: string;
  readonly account: Account | undefined;
  /** True when the data folder of PostgreSQL lies outside the data directory. */
  readonly outside: boolean;
}

export interface ClusterNote {
  /** The data folder of PostgreSQL. */
  readonly data: string;
  readonly port: number;
  readonly pid: number;
}

const noteFile = (directory: string) => join(directory, 'postgres.json');
export const secretFile = (directory: string) => join(directory, 'postgres.secret');
export const logFile = (directory: string) => join(directory, 'postgres.log');
/** Stands in every folder that we make outside the data directory, and names the directory it belongs to. */
export const ownerFile = 'linkage-owner';

export function readNote(directory: string): ClusterNote | undefined {
  try {
    return JSON.parse(readFileSync(noteFile(directory), 'utf8')) as ClusterNote;
  } catch {
    return undefined;
  }
}

export function writeNote(directory: string, note: ClusterNote): void {
  writeFileSync(noteFile(directory), `${JSON.stringify(note, null, 2)}\n`);
}

/** Makes the data directory and decides where the cluster lives. */
export function prepareFolders(directory: string, report: Report): Folders {
  makeDirectory(directory);
  const inside = join(directory, 'postgres');
  const account = accountFor(inside);
  if (!account) {
    refuseForeignData(inside);
    return { directory, data: inside, runtimes: directory, account, outside: false };
  }
  // The account has to pass through the data directory, but need not list it.
  chmodSync(directory, statSync(directory).mode | 0o011);
  if (canEnter(account, directory)) return { directory, data: inside, runtimes: directory, account, outside: false };
  const place = movedFolder(directory) ?? outsideFolder(directory, report);
  const data = join(place, 'postgres');
  return { directory, data, runtimes: dirname(place), account: accountFor(data), outside: true };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new StartFailure({
      what: { zh: `无法创建数据目录 ${directory}`, en: `The data directory ${directory} cannot be made` },
      why: { zh: (error as Error).message, en: (error as Error).message },
      type: {
        zh: 'LINKAGE_DATA_DIRECTORY=<可写的目录> npm start',
        en: 'LINKAGE_DATA_DIRECTORY=<a writable folder> npm start',
      },
    });
  }
}

/** Refuses when the data folder belongs to another user: PostgreSQL would refuse it with less clear words. */
function refuseForeignData(data: string): void {
  const own = process.getuid?.();
  if (own === undefined || !existsSync(data) || statSync(data).uid === own) return;
  throw new StartFailure({
    what: {
      zh: '内置 PostgreSQL 的数据属于另一个用户',
      en: 'The data of the embedded PostgreSQL belongs to another user',
    },
    why: { zh: `${data} 不是由当前用户创建的`, en: `${data} was made by another user, perhaps by root` },
    type: {
      zh: 'sudo npm start，或者 sudo npm run reset（删除数据）',
      en: 'sudo npm start, or sudo npm run reset (removes the data)',
    },
  });
}

/** After the project was moved or renamed its data are still where the note says, unless another project took them. */
function movedFolder(directory: string): string | undefined {
  const data = readNote(directory)?.data;
  const place = data === undefined ? '' : dirname(data);
  const file = join(place, ownerFile);
  if (data === undefined || !existsSync(data) || !existsSync(file) || statSync(file).uid !== 0) return undefined;
  const owner = readFileSync(file, 'utf8').trim();
  if (owner !== realpathSync(directory) && existsSync(owner)) return undefined;
  writeFileSync(file, `${realpathSync(directory)}\n`);
  return place;
}

/** The place of one data directory outside of it. Only root gets here, so a system folder is at hand. */
function outsideFolder(directory: string, report: Report): string {
  const name = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 16);
  for (const parent of ['/var/lib/linkage', '/var/tmp/linkage', join(tmpdir(), 'linkage')]) {
    if (!makeTrusted(parent)) continue;
    const folder = join(parent, name);
    const known = existsSync(folder);
    if (!makeTrusted(folder)) continue;
    writeFileSync(join(folder, ownerFile), `${realpathSync(directory)}\n`);
    if (!known)
      report({
        zh: `数据库账户无法进入 ${directory}，数据改存于 ${folder}`,
        en: `The database account cannot enter ${directory}; its data is kept in ${folder}`,
      });
    return folder;
  }
  throw new StartFailure({
    what: { zh: '内置 PostgreSQL 没有可用的数据目录', en: 'The embedded PostgreSQL has no folder for its data' },
    why: {
      zh: `root 借用的账户无法进入 ${directory}，/var/lib 和 /var/tmp 也不可写`,
      en: `the account that root lends it cannot enter ${directory}, and neither /var/lib nor /var/tmp can be written`,
    },
    type: { zh: 'LINKAGE_DATA_DIRECTORY=/srv/linkage npm start', en: 'LINKAGE_DATA_DIRECTORY=/srv/linkage npm start' },
  });
}

/** Makes a folder that all may enter and only root may change; false when it cannot, or when somebody else made it. */
function makeTrusted(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const found = statSync(folder);
    if (isRoot() && found.uid !== 0) return false;
    chmodSync(folder, 0o755);
    return true;
  } catch {
    return false;
  }
}

/** Gives a file or folder to the account of the cluster. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Removes the data of a stopped cluster and everything noted about it; a copy of the programs outside serves others too. */
export function removeData(folders: Folders): void {
  const { directory, data, outside } = folders;
  for (const place of [outside ? dirname(data) : data, noteFile(directory), secretFile(directory), logFile(directory)])
    rmSync(place, { recursive: true, force: true });
}
