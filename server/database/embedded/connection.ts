/** Promises to tell, by a real connection, in which state a cluster is. */
import { Client } from 'pg';
import { realpathSync } from 'node:fs';

export const superuser = 'linkage';

export type ConnectionState = 'ready' | 'starting' | 'closed' | 'wrong password' | 'another cluster';

export function urlOf(port: number, secret: string, database = 'postgres'): string {
  return `postgres://${superuser}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;
}

/** Signs in and asks which data folder answers: a port alone proves nothing. */
export async function connectionState(port: number, secret: string, dataFolder: string): Promise<ConnectionState> {
  const client = new Client({ connectionString: urlOf(port, secret), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('SHOW data_directory');
    const folder = answer.rows[0]?.data_directory ?? '';
    return samePath(folder, dataFolder) ? 'ready' : 'another cluster';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === '57P03') return 'starting';
    if (code === '28P01' || code === '28000') return 'wrong password';
    return 'closed';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function samePath(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

/** Makes the database unless it is there. Returns its address. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two processes may make it at once.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.toString();
}
