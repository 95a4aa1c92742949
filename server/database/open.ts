/** Promises the database of this installation to a command: the one that is named, or the local one, running or not. */
import type { Config } from '../config';
import { printMessage } from '../message';
import { findRunningServer, serverFile, takeStartTurn } from '../running';
import { createDatabase, startEmbedded } from './embedded';
import { checkDatabase } from './external';

interface Opened {
  readonly url: string;
  close(): Promise<void>;
}

/** DATABASE_URL, else the PostgreSQL of the local server; one that is not running is started, and stopped afterwards. */
export async function openDatabase(config: Config): Promise<Opened> {
  if (config.databaseUrl !== undefined) {
    await checkDatabase(config.databaseUrl);
    return { url: config.databaseUrl, close: async () => undefined };
  }
  const giveTurn = await takeStartTurn(config.dataDirectory, printMessage);
  const running = await findRunningServer(serverFile(config.dataDirectory));
  if (running) giveTurn();
  const report = running ? () => undefined : printMessage;
  const cluster = await startEmbedded({ directory: config.dataDirectory, report });
  return {
    url: await createDatabase(cluster.url, 'linkage'),
    close: async () => {
      if (!running && !cluster.adopted) await cluster.stop();
      giveTurn();
    },
  };
}
