/** Promises that a proposal is computed by a thread of its own, one at a time, within a limit, and ended with the server. */
import { Fault } from '../../schema/fault';
import type { EngineRefused } from '../../schema/matching/refusals';
import { answerByThread, type AnswerUnderWay } from '../answering-thread';
import type { ProposalProblem, ProposalSolution } from './proposal.problem';

const limitMilliseconds = 20_000;

export class ProposalThreads {
  private underWay: AnswerUnderWay | undefined;
  private stopping = false;

  constructor(
    /** The compiled program of the thread. */
    private readonly threadFile: string,
    private readonly memoryMegabytes: number,
  ) {}

  /** With what the engine refuses, if it does. Throws RETRYABLE while another proposal is made, when it takes too long, and when the server ends. */
  async solve(problem: ProposalProblem): Promise<ProposalSolution | EngineRefused> {
    if (this.stopping) throw stopped();
    if (this.underWay) throw busy();
    const { threadFile, memoryMegabytes } = this;
    const told = { tooLong: stopped, tooLarge: (error: Error) => error, ended: stopped, failed };
    this.underWay = answerByThread({ threadFile, data: problem, limitMilliseconds, memoryMegabytes, told });
    try {
      return (await this.underWay.answer) as ProposalSolution | EngineRefused;
    } finally {
      this.underWay = undefined;
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { underWay } = this;
    underWay?.end(stopped());
    await underWay?.answer.catch(() => undefined);
  }
}

function failed(failure: object): Error {
  return Object.assign(new Error('The proposal could not be made.'), { cause: failure });
}

function busy(): Fault {
  return new Fault('RETRYABLE', {
    zh: '另一项分配方案正在测算，请稍后重试',
    en: 'another proposal is being made, try again when it is done',
  });
}

function stopped(): Fault {
  return new Fault('RETRYABLE', {
    zh: '测算已停止，请稍后重试',
    en: 'the proposal was stopped before it was ready, try again',
  });
}
