/** Promises to tell, before anything is started, whether a given database can serve. */
import { Client } from 'pg';
import { StartFailure, type Message } from '../message';

export const oldestMajorVersion = 14;

/** The version of the server behind the address. Refuses when it cannot be reached or is too old; never shows the password. */
export async function checkDatabase(url: string): Promise<string> {
  const shown = withoutPassword(url);
  let client: Client;
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch {
    throw failure(shown, { zh: '地址格式不对', en: 'the address is malformed' });
  }
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ server_version: string; server_version_num: string }>(
      "SELECT current_setting('server_version') AS server_version, current_setting('server_version_num') AS server_version_num",
    );
    const row = answer.rows[0];
    if (!row || Number(row.server_version_num) < oldestMajorVersion * 10_000)
      throw failure(shown, {
        zh: `版本为 ${row?.server_version}，至少需要 ${oldestMajorVersion}`,
        en: `its version is ${row?.server_version}, at least ${oldestMajorVersion} is needed`,
      });
    return row.server_version;
  } catch (error) {
    throw error instanceof StartFailure ? error : failure(shown, reasonOf(error as NodeJS.ErrnoException));
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password !== '') parsed.password = '***';
    // Some drivers take the password as a parameter as well.
    parsed.search = '';
    return parsed.toString();
  } catch {
    return 'DATABASE_URL';
  }
}

function reasonOf(error: NodeJS.ErrnoException): Message {
  const known: Record<string, Message> = {
    ECONNREFUSED: { zh: '该主机和端口没有服务在监听', en: 'nothing listens on that host and port' },
    ENOTFOUND: { zh: '主机名不存在', en: 'the host name does not exist' },
    EAI_AGAIN: { zh: '主机名无法解析', en: 'the host name cannot be resolved' },
    ETIMEDOUT: { zh: '连接超时', en: 'the connection timed out' },
    '28P01': { zh: '用户名或口令不对', en: 'user or password is wrong' },
    '28000': { zh: '服务器不允许此用户连接', en: 'the server does not let this user connect' },
    '3D000': { zh: '数据库不存在', en: 'the database does not exist' },
    '53300': { zh: '连接数已满', en: 'it has no connection left' },
    '57P03': { zh: '数据库正在启动', en: 'it is still starting' },
  };
  const code = error.code ?? '';
  return known[code] ?? { zh: code || '无法连接', en: code || 'it cannot be reached' };
}

function failure(shown: string, why: Message): StartFailure {
  return new StartFailure({
    what: { zh: `数据库 ${shown} 不可用`, en: `The database ${shown} cannot be used` },
    why,
    type: {
      zh: '检查 DATABASE_URL；或者去掉它，使用内置数据库：env -u DATABASE_URL npm start',
      en: 'check DATABASE_URL, or leave it out to use the embedded one: env -u DATABASE_URL npm start',
    },
  });
}
