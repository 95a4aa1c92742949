/** Promises the answer to one proposal, away from the thread that answers requests; it knows nothing but numbers. */
import { parentPort, workerData } from 'node:worker_threads';
import { solveProposal, type ProposalProblem } from '../allocation/proposal.problem';
import type { FromAnsweringThread } from '../answering-thread';
import { refusedOrFailed } from '../plan/failure';

function answer(): FromAnsweringThread {
  try {
    return { answer: solveProposal(workerData as ProposalProblem) };
  } catch (error) {
    return refusedOrFailed(error);
  }
}

parentPort!.postMessage(answer());
