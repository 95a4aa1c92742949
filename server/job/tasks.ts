/** Promises each task of the queue under its name, with the work that it does. */
import type { Task, TaskList } from 'graphile-worker';

/** What the jobs do. Each is safe to run twice, and on several servers at once: the statements decide. */
export interface DueWork {
  /** Returns every claim to the pool whose lease is over. */
  readonly expireLeases: () => Promise<number>;
  /** Ends the offer of one need if its time has passed, and opens the need if its moment has come. */
  readonly tendOffer: (needId: string) => Promise<boolean>;
  /** The net below the single needs: every offer that is over, every need that is due. */
  readonly tendOffers: () => Promise<number>;
  /** Ends one swap if its time to answer is over. */
  readonly expireSwap: (swapId: string) => Promise<boolean>;
  /** The net below: every swap that is over, or whose claims have changed. */
  readonly expireSwaps: () => Promise<number>;
  /** Ends one share of a wish if its money was not received in time. */
  readonly expireShare: (shareId: string) => Promise<boolean>;
  /** The net below: every share that is over. */
  readonly expireShares: () => Promise<number>;
  readonly expireNeeds: () => Promise<number>;
  /** What is free of goods whose last day is over has expired. */
  readonly expireLots: () => Promise<number>;
  /** Ends the projects whose window is over. */
  readonly closeProjects: () => Promise<number>;
  /** What rests on consents that ran out ends with them. */
  readonly endConsents: () => Promise<number>;
  /** Reminds of what the law asks by a day, and of issues of meetings that are overdue. */
  readonly remindObligations: () => Promise<number>;
  /** Visits that are owed: reminded of, told to the street when overdue, given anew when an adviser's role ended. */
  readonly tendVisits: () => Promise<number>;
  readonly announceRevisits: () => Promise<number>;
  /** Carries out what a crash left half done. */
  readonly finishErasures: () => Promise<number>;
  /** Ends what is over its time. */
  readonly runRetention: () => Promise<number>;
  /** Looks again at the households of which something was told. */
  readonly followWarnings: () => Promise<number>;
  /** Looks at every household: what only time changes. */
  readonly surveyWarnings: () => Promise<number>;
  /** Seals the audit lines that are final. */
  readonly sealAudit: () => Promise<number>;
  readonly removeOldEvents: () => Promise<number>;
  readonly removeOldDecisions: () => Promise<number>;
  /** The net below the watch for open needs that nobody matches, or that somebody matches again. */
  readonly settleUnmatched: () => Promise<number>;
  readonly countStandings: () => Promise<number>;
  /** Writes the exports that wait, and destroys those that are over their time. */
  readonly writeExports: () => Promise<number>;
  /** Reads the outbox on for webhooks. */
  readonly dispatchWebhooks: () => Promise<number>;
  /** Sends one message to one endpoint, if it is due. */
  readonly deliverWebhook: (deliveryId: string) => Promise<boolean>;
  /** The net below: what was not read, and every message that is due. */
  readonly sweepWebhooks: () => Promise<number>;
}

export type TaskName = keyof ReturnType<typeof tasksOf>;

export function tasksOf(work: DueWork, freeLostJobs: () => Promise<void>) {
  return {
    'return-expired-leases': of(work.expireLeases),
    'tend-offers': ofOneOrAll('needId', work.tendOffer, work.tendOffers),
    'expire-swaps': ofOneOrAll('swapId', work.expireSwap, work.expireSwaps),
    'expire-shares': ofOneOrAll('shareId', work.expireShare, work.expireShares),
    'expire-needs': of(work.expireNeeds),
    'expire-lots': of(work.expireLots),
    'close-projects': of(work.closeProjects),
    'end-consents': of(work.endConsents),
    'remind-obligations': of(work.remindObligations),
    'follow-warnings': of(work.followWarnings),
    'survey-warnings': of(work.surveyWarnings),
    'tend-visits': of(work.tendVisits),
    'announce-revisits': of(work.announceRevisits),
    'finish-erasures': of(work.finishErasures),
    'run-retention': of(work.runRetention),
    'seal-audit': of(work.sealAudit),
    'remove-old-events': of(work.removeOldEvents),
    'remove-old-decisions': of(work.removeOldDecisions),
    'settle-unmatched': of(work.settleUnmatched),
    'count-standings': of(work.countStandings),
    'write-exports': of(work.writeExports),
    'dispatch-webhooks': of(work.dispatchWebhooks),
    'deliver-webhook': ofOneOrAll('deliveryId', work.deliverWebhook),
    'sweep-webhooks': of(work.sweepWebhooks),
    'free-lost-jobs': freeLostJobs,
  } satisfies TaskList;
}

function of(work: () => Promise<unknown>): Task {
  return async () => void (await work());
}

/** A job that names one does it for that one; one that names none, for all. */
function ofOneOrAll(
  key: string,
  one: (id: string) => Promise<unknown>,
  all: () => Promise<unknown> = async () => undefined,
): Task {
  return async (payload) => {
    const id = (payload as Record<string, unknown> | null)?.[key];
    await (typeof id === 'string' ? one(id) : all());
  };
}
