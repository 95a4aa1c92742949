/** Promises the answer to one proposal, away from the thread that answers requests; it knows nothing but numbers. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromProposalThread } from '../allocation/proposal.host';
import { solveProposal, type ProposalProblem } from '../allocation/proposal.problem';

function answer(): FromProposalThread {
  try {
    return { solution: solveProposal(workerData as ProposalProblem) };
  } catch (error) {
    return { failure: (error as Error).message };
  }
}

parentPort!.postMessage(answer());
