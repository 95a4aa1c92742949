/** Promises when each sweep comes, and which of them wait for one another. */
import type { CronItem } from 'graphile-worker';
import type { TaskName } from './tasks';

/**
 * Those of one line are done one after another, on whichever servers: a full minute does not begin with all of them at once, and people
 * are answered meanwhile as ever. What may take minutes stands in another line than what is done in moments.
 */
export const lines = ['sweeps', 'exports', 'daily work'] as const;

type Times = Partial<Record<TaskName, string>>;

const day = 24 * 3_600_000;

/** Each is done in moments. First what people wait for: the nets below the jobs that come at the moment itself. */
const sweeps: Times = {
  'return-expired-leases': '* * * * *',
  'tend-offers': '* * * * *',
  'expire-swaps': '* * * * *',
  'expire-shares': '* * * * *',
  'sweep-webhooks': '* * * * *',
  'seal-audit': '* * * * *',
  'follow-warnings': '*/5 * * * *',
  'expire-needs': '*/10 * * * *',
  'tend-visits': '*/10 * * * *',
  'settle-unmatched': '*/10 * * * *',
  'finish-erasures': '*/10 * * * *',
  'count-standings': '7 * * * *',
};

/** One that was missed while no server was up is made up for. */
const dailyWork: Times = {
  'expire-lots': '0 16 * * *',
  'close-projects': '1 16 * * *',
  'end-consents': '2 16 * * *',
  'survey-warnings': '5 16 * * *',
  'run-retention': '15 18 * * *',
  'remove-old-events': '30 19 * * *',
  'remove-old-decisions': '45 19 * * *',
  'announce-revisits': '0 0 * * *',
  'remind-obligations': '30 0 * * *',
};

/** Times are UTC: 08:00 in Asia/Shanghai is midnight. What frees the lines of a killed server stands in none. */
export const schedule: CronItem[] = [
  ...inLine('sweeps', sweeps),
  ...inLine('exports', { 'write-exports': '* * * * *' }),
  ...inLine('daily work', dailyWork, day),
  ...inLine(undefined, { 'free-lost-jobs': '* * * * *' }),
];

/** What still waits when its time comes again keeps its place and is not asked for a second time, however long its line stands still. */
function inLine(line: (typeof lines)[number] | undefined, times: Times, backfillPeriod = 0): CronItem[] {
  return Object.entries(times).map(([task, match]) => ({
    task,
    match,
    options: { queueName: line, jobKey: `sweep ${task}`, jobKeyMode: 'preserve_run_at', backfillPeriod },
  }));
}
