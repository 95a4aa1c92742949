/** Promises one server as a process of its own: address on the first line of its output, ended with its parent. */
import 'reflect-metadata';
import { startApp } from '../../server/app';
import { readConfig } from '../../server/config';
import { productLimits } from '../../server/transport/limits';

/** The wrong scheme that test/live/stall.ts must tell from ours: nothing limits what waits for a reader. */
if (process.env.STAGE_UNBOUNDED_BUFFERS === 'true')
  Object.assign(productLimits, {
    waterlineBytes: Infinity,
    bufferedBytes: Infinity,
    bufferedBytesOfAccount: Infinity,
    bufferedBytesOfProcess: Infinity,
    stallMilliseconds: Infinity,
  });

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const app = await startApp(config, { databaseUrl: config.databaseUrl!, report: () => undefined });
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
  // A test run that was cut off leaves nothing behind.
  process.stdin.once('end', () => process.exit(0)).resume();
  process.stdout.write(`${app.url}\n`);
}

serve().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
