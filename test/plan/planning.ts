/** Promises a planner beside a test server, on its database, led and ended by hand. */
import { keptPositions } from '../../server/composition/positions';
import { EventHistory } from '../../server/event/history';
import { PostgresWakeUp } from '../../server/event/wake-up';
import { setTimeout as pause } from 'node:timers/promises';
import { Planner, type PlannerReport } from '../../server/plan/planner';
import type { TestServer } from '../stage/server';

export interface StagedPlanner {
  readonly term: bigint;
  readonly reports: PlannerReport[];
  readonly planner: Planner;
  /** May be changed while it leads. */
  readonly options: { memoryMegabytes: number };
  /** Ends when the planner does; rejects when it lost its leadership. */
  readonly led: Promise<void>;
  stop(): Promise<void>;
}

/** Begins a new term, as an election does, and leads it in this process. */
export async function startPlanner(
  server: TestServer,
  checkMilliseconds = 600_000,
  /** The leadership is lost with this report. */
  losesAt: (report: PlannerReport) => boolean = () => false,
  memoryMegabytes = 512,
): Promise<StagedPlanner> {
  const { database, plans, planReading: reading, offerDesk: offers } = server.app.composition;
  const term = await plans.raiseTerm(database);
  const reports: PlannerReport[] = [];
  let stopped = false;
  const options = { coalesceMilliseconds: 20, checkMilliseconds, memoryMegabytes };
  const parts = {
    database,
    plans,
    reading,
    offers,
    options,
    report: (report: PlannerReport) => {
      reports.push(report);
      stopped ||= losesAt(report);
    },
    wakeUp: () => new PostgresWakeUp(database.url),
    recognise: () => new EventHistory(database, keptPositions).recognise(),
  };
  const planner = new Planner(parts, term, () => stopped);
  const led = planner.lead();
  led.catch(() => undefined);
  return {
    term,
    reports,
    planner,
    options,
    led,
    stop: async () => {
      stopped = true;
      planner.wake();
      await led.catch(() => undefined);
    },
  };
}

/** Looks again until it is so, for at most half a minute. */
export async function eventually<Found>(what: string, look: () => Promise<Found | undefined | false>): Promise<Found> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not within 30 seconds: ${what}`);
    await pause(25);
  }
}
