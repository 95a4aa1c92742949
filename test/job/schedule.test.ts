/** Shows that the sweeps of a minute come one after another, that nothing long holds them up, and that no killed server does for long. */
import { Database } from '../../server/database/database';
import { until } from '../event/writing';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { startRunner, stopRunners } from '../stage/jobs';

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'];
const notOfTheClock = [...timers, 'hrtime', 'nextTick', 'performance', 'queueMicrotask'];

const gates: (() => void)[] = [];

/** What work waits for until it is opened, at the end of the test at the latest. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  gates.push(open);
  return { open, opened };
}

let arranged: TestDatabase;
let database: Database;
beforeEach(async () => {
  arranged = await createTestDatabase();
  database = await new Database({ url: arranged.url, poolSize: 4, entities: [] }).open();
});
afterEach(async () => {
  jest.useRealTimers();
  for (const open of gates.splice(0)) open();
  await stopRunners();
  await database.close();
  await arranged.drop();
});

/** A minute of the past, at which nothing comes but what comes at every minute: for the queue it is due. */
function minute(number: number): Date {
  return new Date(Date.UTC(2026, 0, 1, 3, number));
}

/** The clock that the schedule reads stands still a moment before the minute, until it is told that the minute has come. */
function standBefore(at: Date): void {
  jest.useFakeTimers({ doNotFake: notOfTheClock as never, now: at.getTime() - 20 });
}

/** Has come when the schedule has asked for all that comes at it, which it does in one statement. */
async function come(at: Date): Promise<void> {
  jest.setSystemTime(at);
  await until('the sweeps are asked for', async () => {
    const [row] = await arranged.query<{ asked: number }>(
      'SELECT count(*)::int AS asked FROM graphile_worker._private_known_crontabs WHERE last_execution = $1',
      [at],
    );
    return row!.asked === sweeps.length + 2;
  });
}

const sweeps = [
  'expire-shares',
  'expire-swaps',
  'return-expired-leases',
  'seal-audit',
  'sweep-webhooks',
  'tend-offers',
] as const;

/** The work of every sweep. */
function everySweep(work: (task: (typeof sweeps)[number]) => Promise<unknown>) {
  const done = (task: (typeof sweeps)[number]) => async () => {
    await work(task);
    return 0;
  };
  return {
    expireShares: done('expire-shares'),
    expireSwaps: done('expire-swaps'),
    expireLeases: done('return-expired-leases'),
    sealAudit: done('seal-audit'),
    sweepWebhooks: done('sweep-webhooks'),
    tendOffers: done('tend-offers'),
  };
}

/** Whether the workers have taken every job that they may take: a line that is held lets nobody take another of its jobs. */
async function allIsTaken(): Promise<boolean> {
  const left = await arranged.query(
    `SELECT 1 FROM graphile_worker._private_jobs j LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
      WHERE j.is_available AND j.run_at <= now() AND coalesce(q.is_available, true)`,
  );
  return left.length === 0;
}

async function underWay(): Promise<string[]> {
  const taken = await arranged.query<{ task: string }>(
    `SELECT task_identifier AS task FROM graphile_worker.jobs
      WHERE locked_at IS NOT NULL AND task_identifier <> 'free-lost-jobs' ORDER BY task`,
  );
  return taken.map(({ task }) => task);
}

test('given the sweeps of one minute and an export that takes long, then never are two sweeps done at once, and none waits for the export', async () => {
  const written = gate();
  const looks: string[][] = [];
  const look = async () => {
    await until('all is taken', allIsTaken);
    looks.push(await underWay());
  };
  standBefore(minute(1));
  await startRunner(database, { ...everySweep(look), writeExports: () => written.opened.then(() => 1) });
  await come(minute(1));
  await until('every sweep', () => looks.length === sweeps.length);
  written.open();
  expect(looks.sort()).toEqual(sweeps.map((task) => [task, 'write-exports']));
});

test('given sweeps that still wait when the next minute comes, then each is waited for once', async () => {
  const ended = gate();
  standBefore(minute(1));
  await startRunner(
    database,
    everySweep(() => ended.opened),
  );
  await come(minute(1));
  await until('a sweep under way', async () => (await allIsTaken()) && (await underWay()).length === 1);
  standBefore(minute(2));
  await startRunner(
    database,
    everySweep(() => ended.opened),
  );
  await come(minute(2));
  const waiting = await arranged.query<{ task: string }>(
    `SELECT task_identifier AS task FROM graphile_worker.jobs
      WHERE locked_at IS NULL AND queue_name = 'sweeps' ORDER BY task`,
  );
  ended.open();
  expect(waiting.map(({ task }) => task)).toEqual(sweeps);
});

test('given every line at work, then a look at the leases at the end of one waits for none of them', async () => {
  const ended = gate();
  let looks = 0;
  const held = () => ended.opened.then(() => 0);
  standBefore(minute(1));
  const runner = await startRunner(database, {
    ...{ ...everySweep(held), writeExports: held, runRetention: held, deliverWebhook: async () => (await held()) > 0 },
    expireLeases: async () => (looks += 1),
  });
  await arranged.query("SELECT graphile_worker.add_job('run-retention', queue_name => 'daily work')");
  for (const endpoint of '01234567') runner.scheduleWebhook(`message ${endpoint}`, endpoint, minute(1));
  await come(minute(1));
  await until('every line at work', async () => (await underWay()).length === 8 + 3 && (await allIsTaken()));
  const before = looks;
  runner.scheduleLeaseEnd(minute(1));
  await until('a look at the leases', () => looks > before);
  ended.open();
});

test('given lines held by a killed server and by a slow one, when a minute comes, then what was held for five minutes is freed and done, and nothing else', async () => {
  const done: string[] = [];
  standBefore(minute(1));
  await startRunner(database, {
    ...everySweep(async (task) => done.push(task)),
    writeExports: async () => done.push('write-exports'),
  });
  await arranged.query(
    `INSERT INTO graphile_worker._private_job_queues (queue_name, locked_by, locked_at)
     VALUES ('sweeps', 'killed', now() - interval '301 seconds'), ('exports', 'slow', now() - interval '301 seconds'),
            ('daily work', 'slow', now() - interval '200 seconds')`,
  );
  await come(minute(1));
  await until('every sweep', () => done.length === sweeps.length + 1);
  expect(done.sort()).toEqual([...sweeps, 'write-exports']);
  await until('nothing is under way', async () => (await underWay()).length === 0);
  expect(
    await arranged.query(
      'SELECT queue_name AS line, locked_by AS worker FROM graphile_worker._private_job_queues WHERE locked_at IS NOT NULL',
    ),
  ).toEqual([{ line: 'daily work', worker: 'slow' }]);
});
