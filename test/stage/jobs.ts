/** Promises runners of jobs whose work the test says itself, on a database of its own. */
import type { Database } from '../../server/database/database';
import { JobRunner } from '../../server/job/runner';
import type { DueWork } from '../../server/job/tasks';

const idle: DueWork = {
  expireLeases: async () => 0,
  tendOffer: async () => false,
  tendOffers: async () => 0,
  expireSwap: async () => false,
  expireSwaps: async () => 0,
  expireShare: async () => false,
  expireShares: async () => 0,
  expireNeeds: async () => 0,
  expireLots: async () => 0,
  closeProjects: async () => 0,
  endConsents: async () => 0,
  remindObligations: async () => 0,
  tendVisits: async () => 0,
  announceRevisits: async () => 0,
  finishErasures: async () => 0,
  runRetention: async () => 0,
  followWarnings: async () => 0,
  surveyWarnings: async () => 0,
  sealAudit: async () => 0,
  removeOldEvents: async () => 0,
  removeOldDecisions: async () => 0,
  settleUnmatched: async () => 0,
  countStandings: async () => 0,
  dispatchWebhooks: async () => 0,
  deliverWebhook: async () => false,
  sweepWebhooks: async () => 0,
  writeExports: async () => 0,
};

const runners: JobRunner[] = [];

export function startRunner(
  database: Database,
  work: Partial<DueWork> = {},
  onError: (error: unknown) => void = () => undefined,
): Promise<JobRunner> {
  const runner = new JobRunner({
    databaseUrl: database.url,
    exclusively: (lockNumber, locked) => database.exclusively(lockNumber, locked),
    work: { ...idle, ...work },
    drainSeconds: 10,
    onError,
  });
  runners.push(runner);
  return runner.start();
}

export async function stopRunners(): Promise<void> {
  for (const runner of runners.splice(0)) await runner.stop();
}
