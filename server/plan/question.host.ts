/** Promises answers about the plan, each computed by a thread of its own: bounded in time and memory, ended when nobody waits for it. */
import { Fault } from '../../schema/fault';
import type { EngineRefused } from '../../schema/matching/refusals';
import { answerByThread } from '../answering-thread';
import type { PlanAnswer, PlanQuestion, QuestionThreadData } from './question';

export interface PlanQuestionsParts {
  readonly databaseUrl: string;
  /** The compiled program of the thread. */
  readonly threadFile: string;
  /** What the thread is composed from. */
  readonly config: unknown;
  readonly limitMilliseconds: number;
  readonly memoryMegabytes: number;
}

interface Counting {
  readonly answer: Promise<unknown>;
  readonly end: (reason: Fault) => void;
  askers: number;
}

/** Threads at one time: two cores beside the server's and the planner's would be too many for the smallest machine. */
const threadsMaximum = 1;

export class PlanQuestions {
  /** By question: who asks the same at the same time shares the answer. */
  private readonly counting = new Map<string, Counting>();
  private stopping = false;

  constructor(private readonly parts: PlanQuestionsParts) {}

  /**
   * Answers on any server, whether it plans or not, also with what the engine refuses. Throws RETRYABLE when another question is being answered, when the answer
   * takes too long or too much memory, or when the server ends; the signal's reason when the asker has gone.
   */
  async ask<Question extends PlanQuestion>(
    question: Question,
    signal?: AbortSignal,
  ): Promise<PlanAnswer<Question> | EngineRefused> {
    signal?.throwIfAborted();
    const key = JSON.stringify(question);
    const counting = this.counting.get(key) ?? this.begin(key, question);
    counting.askers += 1;
    const gone = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
    );
    try {
      return (await Promise.race([counting.answer, gone])) as PlanAnswer<Question>;
    } finally {
      counting.askers -= 1;
      if (counting.askers === 0) counting.end(ended());
    }
  }

  /** Ends all that is being answered. */
  async stop(): Promise<void> {
    this.stopping = true;
    const answers = [...this.counting.values()];
    for (const { end } of answers) end(ended());
    await Promise.allSettled(answers.map(({ answer }) => answer));
  }

  private begin(key: string, question: PlanQuestion): Counting {
    if (this.stopping) throw ended();
    if (this.counting.size >= threadsMaximum) throw busy();
    const { databaseUrl, threadFile, config, limitMilliseconds, memoryMegabytes } = this.parts;
    const data: QuestionThreadData = { databaseUrl, config, question, megabytes: memoryMegabytes };
    const told = { tooLong: () => tooLong(limitMilliseconds), tooLarge, ended, failed };
    const thread = answerByThread({ threadFile, data, limitMilliseconds, memoryMegabytes, told });
    // Counted as running until the thread is gone.
    const answer = thread.answer.finally(() => this.counting.delete(key));
    answer.catch(() => undefined);
    const counting: Counting = { answer, end: thread.end, askers: 0 };
    this.counting.set(key, counting);
    return counting;
  }
}

function failed(failure: object): Error {
  return Object.assign(new Error('The plan could not be counted.'), { cause: failure });
}

function busy(): Fault {
  return new Fault('RETRYABLE', {
    zh: '另一项规划测算正在进行，请稍后重试',
    en: 'another question about the plan is being answered, try again when it is done',
  });
}

function ended(): Fault {
  return new Fault('RETRYABLE', {
    zh: '测算已停止，请稍后重试',
    en: 'the answer was stopped before it was ready, try again',
  });
}

function tooLong(limitMilliseconds: number): Fault {
  return new Fault('RETRYABLE', {
    zh: `测算超过 ${limitMilliseconds / 1_000} 秒，已停止；请在需求较少时重试`,
    en: `the answer took longer than ${limitMilliseconds / 1_000} seconds and was stopped; try again when fewer needs are open`,
  });
}

function tooLarge(): Fault {
  return new Fault('RETRYABLE', {
    zh: '测算所需内存超过上限，已停止；请在需求较少时重试',
    en: 'the answer took more memory than it may and was stopped; try again when fewer needs are open',
  });
}
