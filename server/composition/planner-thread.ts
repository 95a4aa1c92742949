/** Promises the planning thread: a database and connections of its own, so that no solve ever holds up a request. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../config';
import { sqlState } from '../database/failure';
import { fairnessOf } from '../plan/fairness';
import { Planner, type PlannerReport } from '../plan/planner';
import type { FromPlanner, PlannerThreadData, ToPlanner } from '../plan/planner.message';
import { LeadershipLost } from '../plan/publishing';
import { compose } from '.';

const { databaseUrl, config, options, led } = workerData as PlannerThreadData & { readonly config: Config };
/** It works on one thing at a time; fairness may be asked beside it. */
const poolSize = 2;
const port = parentPort!;
const leading = new Int32Array(led);
const tell = (message: FromPlanner) => port.postMessage(message);

/** Reports of a solve come as often as it checks; ten a second are enough to see it move. */
let toldProgressAt = 0;
function report({ error, ...rest }: PlannerReport): void {
  if (rest.kind === 'progress' && Date.now() - toldProgressAt < 100 && rest.share !== 1) return;
  if (rest.kind === 'progress') toldProgressAt = Date.now();
  tell({ kind: 'report', report: rest, ...(error === undefined ? {} : { failure: failureOf(error) }) });
}

/** What the database says can quote a row: of its errors only the state is passed on. */
function failureOf(error: unknown): object {
  const state = sqlState(error);
  const { name, message, stack } = error as Error;
  const places = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return state ? { type: name, sqlState: state, places } : { type: name, message, places };
}

async function begin(): Promise<void> {
  const composition = compose({ ...config, poolSize }, databaseUrl);
  const { database, plans, planReading: reading, offerDesk: offers } = composition;
  await database.open();
  let planner: Planner | undefined;
  let work: Promise<void> = Promise.resolve();

  const lead = async (term: string, number: number): Promise<void> => {
    const isCancelled = () => Atomics.load(leading, 0) !== number;
    if (isCancelled()) return;
    planner = new Planner({ database, plans, reading, offers, options, report }, BigInt(term), isCancelled);
    try {
      await planner.lead();
    } catch (error) {
      report({
        kind: 'failed',
        reason: error instanceof LeadershipLost ? 'LEADERSHIP_LOST' : 'STEPPED_DOWN',
        error,
      });
    }
    planner = undefined;
    tell({ kind: 'stepped-down', led: number });
  };
  const answer = async (message: Extract<ToPlanner, { kind: 'fairness' }>): Promise<void> => {
    const { question, by } = message;
    try {
      const { ruleset, moment, ...rows } = await reading.everything(database);
      tell({ kind: 'fairness', question, fairness: fairnessOf(rows, ruleset, moment, by) });
    } catch (error) {
      tell({ kind: 'fairness', question, failure: failureOf(error) });
    }
  };
  port.on('message', (message: ToPlanner) => {
    if (message.kind === 'lead') work = work.then(() => lead(message.term, message.led));
    if (message.kind === 'look') planner?.wake();
    if (message.kind === 'fairness') void answer(message);
    if (message.kind === 'end') {
      planner?.wake();
      void work.then(() => database.close()).then(() => port.close());
    }
  });
  tell({ kind: 'ready' });
}

void begin();
