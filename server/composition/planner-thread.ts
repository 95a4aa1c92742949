/** Promises the planning thread: a database and connections of its own, so that no solve ever holds up a request. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../config';
import { failureOf } from '../plan/failure';
import { beating } from '../plan/heartbeat';
import { Planner, type PlannerReport } from '../plan/planner';
import type { FromPlanner, PlannerThreadData, ToPlanner } from '../plan/planner.message';
import { ServerWakeUp } from '../plan/planner.wake-up';
import { LeadershipLost } from '../plan/publishing';
import { compose } from '.';

const { databaseUrl, config, options, led, heartbeat } = workerData as PlannerThreadData & { readonly config: Config };
/** It works on one thing at a time; a second, so that a step inside a transaction never waits for its own connection. */
const poolSize = 2;
const port = parentPort!;
const leading = new Int32Array(led);
const beat = beating(heartbeat);
const tell = (message: FromPlanner) => port.postMessage(message);

/** Reports of a solve come as often as it checks; ten a second are enough to see it move. */
let toldProgressAt = 0;
function report({ error, ...rest }: PlannerReport): void {
  if (rest.kind === 'progress' && Date.now() - toldProgressAt < 100 && rest.share !== 1) return;
  if (rest.kind === 'progress') toldProgressAt = Date.now();
  tell({ kind: 'report', report: rest, ...(error === undefined ? {} : { failure: failureOf(error) }) });
}

async function begin(): Promise<void> {
  const composition = compose({ ...config, poolSize }, databaseUrl);
  const { database, plans, planReading: reading, offerDesk: offers } = composition;
  await database.open();
  let planner: Planner | undefined;
  let work: Promise<void> = Promise.resolve();
  const wakeUp = new ServerWakeUp(() => tell({ kind: 'committed' }));

  const lead = async (term: string, number: number): Promise<void> => {
    const isCancelled = () => {
      // Asked between the steps of whatever takes long: a solve that goes on is no thread that hangs.
      beat();
      return Atomics.load(leading, 0) !== number;
    };
    if (isCancelled()) return;
    const recognise = () => composition.history.recognise();
    const parts = { database, plans, reading, offers, options, report, wakeUp: () => wakeUp, recognise };
    planner = new Planner(parts, BigInt(term), isCancelled);
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
  port.on('message', (message: ToPlanner) => {
    if (message.kind === 'lead') work = work.then(() => lead(message.term, message.led));
    if (message.kind === 'look') planner?.wake();
    if (message.kind === 'heard') wakeUp.heard();
    if (message.kind === 'check') planner?.check();
    if (message.kind === 'end') {
      planner?.wake();
      void work.then(() => database.close()).then(() => port.close());
    }
  });
  tell({ kind: 'ready' });
}

void begin();
