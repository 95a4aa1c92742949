/** Promises one answer from a thread that ends with it: bounded in time and memory, and given up at any moment. */
import { Worker } from 'node:worker_threads';
import { EngineRefused, type EngineRefusal } from '../schema/matching/refusals';

/** What the thread says once. Failures are told without rows or parameters. */
export type FromAnsweringThread =
  { readonly answer: unknown } | { readonly refusal: EngineRefusal } | { readonly failure: object };

export interface AnswerWanted {
  /** The compiled program of the thread. */
  readonly threadFile: string;
  readonly data: unknown;
  readonly limitMilliseconds: number;
  readonly memoryMegabytes: number;
  /** What the asker is told when there is no answer. */
  readonly told: {
    readonly tooLong: () => Error;
    readonly tooLarge: (error: Error) => Error;
    readonly ended: () => Error;
    readonly failed: (failure: object) => Error;
  };
}

export interface AnswerUnderWay {
  /** Settles when the thread is gone: one that was given up still holds memory for a moment. What the engine refused is an answer. */
  readonly answer: Promise<unknown>;
  /** Gives it up, for the reason that the asker is told. */
  readonly end: (reason: Error) => void;
}

export function answerByThread(wanted: AnswerWanted): AnswerUnderWay {
  const { threadFile, data, limitMilliseconds, memoryMegabytes, told } = wanted;
  const worker = new Worker(threadFile, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  const { promise, resolve, reject } = settling();
  const limit = setTimeout(() => reject(told.tooLong()), limitMilliseconds);
  worker.once('message', (message: FromAnsweringThread) => {
    if ('answer' in message) resolve(message.answer);
    else if ('refusal' in message) resolve(new EngineRefused(message.refusal));
    else reject(told.failed(message.failure));
  });
  worker.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? told.tooLarge(error) : error),
  );
  worker.once('exit', () => reject(told.ended()));
  const answer = promise.finally(async () => {
    clearTimeout(limit);
    await worker.terminate();
  });
  answer.catch(() => undefined);
  return { answer, end: reject };
}

function settling() {
  let resolve!: (answer: unknown) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<unknown>((whenAnswered, whenFailed) => ([resolve, reject] = [whenAnswered, whenFailed]));
  return { promise, resolve, reject };
}
