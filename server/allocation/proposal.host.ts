/** Promises that a proposal is computed by a thread of its own, one at a time, within a limit, and ended with the server. */
import { Worker } from 'node:worker_threads';
import { Fault } from '../../schema/fault';
import type { ProposalProblem, ProposalSolution } from './proposal.problem';

export type FromProposalThread = { readonly solution: ProposalSolution } | { readonly failure: string };

const limitMilliseconds = 20_000;

export class ProposalThreads {
  private running: { readonly end: (reason: Fault) => void; readonly over: Promise<unknown> } | undefined;
  private stopping = false;

  constructor(
    /** The compiled program of the thread. */
    private readonly threadFile: string,
    private readonly memoryMegabytes: number,
  ) {}

  /** Throws RETRYABLE while another proposal is made, when it takes too long, and when the server ends. */
  async solve(problem: ProposalProblem): Promise<ProposalSolution> {
    if (this.stopping) throw stopped();
    if (this.running) throw busy();
    const worker = new Worker(this.threadFile, {
      workerData: problem,
      resourceLimits: { maxOldGenerationSizeMb: this.memoryMegabytes },
    });
    const found = new Promise<ProposalSolution>((resolve, reject) => {
      const limit = setTimeout(() => reject(stopped()), limitMilliseconds);
      this.running = { end: reject, over: new Promise((gone) => worker.once('exit', gone)) };
      worker.once('message', (message: FromProposalThread) => {
        if ('solution' in message) resolve(message.solution);
        else reject(new Error(message.failure));
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        clearTimeout(limit);
        reject(stopped());
      });
    });
    try {
      return await found;
    } finally {
      await worker.terminate();
      this.running = undefined;
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const running = this.running;
    running?.end(stopped());
    await running?.over;
  }
}

function busy(): Fault {
  return new Fault('RETRYABLE', {
    zh: '另一项分配方案正在测算,请稍后重试',
    en: 'another proposal is being made, try again when it is done',
  });
}

function stopped(): Fault {
  return new Fault('RETRYABLE', {
    zh: '测算已停止,请稍后重试',
    en: 'the proposal was stopped before it was ready, try again',
  });
}
