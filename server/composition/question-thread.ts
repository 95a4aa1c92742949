/** Promises one answer about the plan, by a thread that ends with it: it may take long, and may be ended at any moment. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromAnsweringThread } from '../answering-thread';
import type { Config } from '../config';
import { refusedOrFailed } from '../plan/failure';
import { fairnessOf } from '../plan/fairness';
import type { QuestionThreadData } from '../plan/question';
import { verificationOf } from '../plan/verification';
import { compose } from '.';

const { databaseUrl, config, question, megabytes } = workerData as QuestionThreadData & { readonly config: Config };

async function answer(): Promise<unknown> {
  const { database, planReading: reading } = compose({ ...config, poolSize: 1 }, databaseUrl);
  await database.open();
  try {
    if (question.kind === 'VERIFICATION') {
      const published = await reading.published(database);
      if (published === undefined) return undefined;
      return verificationOf(await reading.everything(database), published, megabytes);
    }
    return fairnessOf(await reading.everything(database), question.by, megabytes);
  } finally {
    await database.close();
  }
}

const tell = (message: FromAnsweringThread) => parentPort!.postMessage(message);
void answer().then(
  (found) => tell({ answer: found }),
  (error: unknown) => tell(refusedOrFailed(error)),
);
