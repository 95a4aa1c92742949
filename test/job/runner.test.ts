/** Shows that what falls due happens once, on whichever server is up, through lost connections and orderly ends. */
import { Database } from '../../server/database/database';
import { until } from '../event/writing';
import { claimed, endLease, provider, standing } from '../stage/claims';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { startRunner, stopRunners } from '../stage/jobs';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

afterEach(stopRunners);

describe('the return of leases by the workers of two servers', () => {
  let server: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    second = await startTestServer({}, server.database);
  });
  afterAll(async () => {
    await second.close();
    await server.close();
  });
  /** The looks at the leases that come at the end of this claim's: how long after it, in seconds. */
  const looksAfter = (claimId: string) =>
    server.database.query<{ delay: number }>(
      `SELECT extract(epoch FROM j.run_at - c.lease_until)::float AS delay
         FROM graphile_worker.jobs j, claim c
        WHERE c.id = $1 AND j.task_identifier = 'return-expired-leases' AND j.run_at - c.lease_until BETWEEN '-1 s' AND '2 s'
        ORDER BY j.run_at`,
      [claimId],
    );

  test('given claims, then the return of those whose lease ends in one second is asked for once, within this second and not before', async () => {
    const who = await provider(server, { capacityMaximum: 50 });
    const needs = [];
    for (let count = 0; count < 20; count += 1) needs.push(await referredNeed(server));
    const claims = await Promise.all(needs.map((need) => claimed(server, who, need)));
    const ends = new Set(claims.map((claim) => Math.floor(claim.leaseUntil!.getTime() / 1_000)));
    for (const { id } of claims)
      await until('a look at the end of the lease', async () => {
        const looks = await looksAfter(id);
        return looks.some(({ delay }) => delay > 0 && delay <= 1);
      });
    const [asked] = await server.database.query<{ jobs: number }>(
      "SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE key LIKE 'leases %'",
    );
    expect(asked!.jobs).toBe(ends.size);
  });

  test('105: given a lease that is over and many looks at the leases at the same time, then the need is back in the pool with one event', async () => {
    const need = await referredNeed(server);
    const claim = await claimed(server, await provider(server), need);
    await endLease(server.database, claim.id);
    await server.database.query(
      `SELECT graphile_worker.add_job('return-expired-leases', '{}') FROM generate_series(1, 6)`,
    );
    await until('an empty queue', async () => {
      const due = await server.database.query('SELECT 1 FROM graphile_worker.jobs WHERE run_at <= now()');
      return due.length === 0;
    });
    expect(await standing(server.database, need.needId)).toEqual({
      status: 'PUBLISHED',
      quantityClaimed: 0,
      quantityDelivered: 0,
      claims: ['LEASE_EXPIRED'],
      events: ['NeedClaimed', 'ClaimLeaseExpired'],
      lines: ['claimNeed', 'expireLease'],
    });
  });
});

describe('the worker', () => {
  let arranged: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    arranged = await createTestDatabase();
    database = await new Database({ url: arranged.url, poolSize: 4, entities: [] }).open();
  });
  afterAll(async () => {
    await database.close();
    await arranged.drop();
  });

  test('107: given three servers that begin at once on a database without job tables, then all run', async () => {
    const done = new Set<number>();
    await Promise.all(
      [0, 1, 2].map((index) => startRunner(database, { expireNeeds: async () => done.add(index).size })),
    );
    await until('a job on each', async () => {
      await arranged.query("SELECT graphile_worker.add_job('expire-needs', '{}') FROM generate_series(1, 9)");
      return done.size === 3;
    });
  });

  test('109: given connections of the worker that are terminated, then it begins again and does what is due', async () => {
    let done = 0;
    await startRunner(database, { expireNeeds: async () => (done += 1) });
    for (let loss = 0; loss < 3; loss += 1) {
      const before = done;
      await until('connections to lose', async () => {
        const lost = await arranged.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'linkage-jobs'`,
        );
        return lost.length > 0;
      });
      await until('a job after the loss', async () => {
        // One that was taken in the very moment of the loss is freed minutes later: see the next test.
        await arranged.query("SELECT graphile_worker.add_job('expire-needs', '{}', job_key => 'after the loss')");
        return done > before;
      });
    }
  });

  test('given jobs in a line that a killed server took five minutes ago, then they are done; one taken just now is left to its worker', async () => {
    await (await startRunner(database)).stop();
    const add = (deliveryId: string, line: string) =>
      arranged.query(
        `SELECT graphile_worker.add_job('deliver-webhook', json_build_object('deliveryId', $1::text), queue_name => $2)`,
        [deliveryId, line],
      );
    await add('first', 'webhook 1');
    await add('behind it', 'webhook 1');
    await add('under way', 'webhook 2');
    const take = async (deliveryId: string, worker: string, ago: string) => {
      const [job] = await arranged.query<{ line: string }>(
        `UPDATE graphile_worker._private_jobs SET locked_by = $2, locked_at = now() - $3::interval
          WHERE payload->>'deliveryId' = $1 RETURNING job_queue_id AS line`,
        [deliveryId, worker, ago],
      );
      await arranged.query(
        'UPDATE graphile_worker._private_job_queues SET locked_by = $2, locked_at = now() - $3::interval WHERE id = $1',
        [job!.line, worker, ago],
      );
    };
    await take('first', 'killed', '301 seconds');
    await take('under way', 'alive', '299 seconds');
    const delivered: string[] = [];
    await startRunner(database, { deliverWebhook: async (id) => delivered.push(id) > 0 });
    await until('the line goes on', async () => {
      const [left] = await arranged.query<{ jobs: number }>(
        "SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE queue_name = 'webhook 1'",
      );
      return left!.jobs === 0;
    });
    expect(delivered).toEqual(['first', 'behind it']);
    expect(
      await arranged.query(
        "SELECT locked_by AS worker FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND task_identifier = 'deliver-webhook'",
      ),
    ).toEqual([{ worker: 'alive' }]);
  });

  test('116: given a job under way, when the server stops, then the job is finished first', async () => {
    const happened: string[] = [];
    let begun!: () => void;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const runner = await startRunner(database, {
      announceRevisits: async () => {
        happened.push('begun');
        begun();
        await arranged.query('SELECT pg_sleep(0.3)');
        happened.push('finished');
        return 0;
      },
    });
    await arranged.query("SELECT graphile_worker.add_job('announce-revisits', '{}')");
    await started;
    await runner.stop();
    expect(happened).toEqual(['begun', 'finished']);
    expect(
      await arranged.query(
        "SELECT attempts, last_error, locked_at FROM graphile_worker.jobs WHERE task_identifier = 'announce-revisits'",
      ),
    ).toEqual([]);
  });

  test('given the hourly count of standings, then it stands in the schedule of the queue, and a job of it counts', async () => {
    let counts = 0;
    await startRunner(database, { countStandings: async () => (counts += 1) });
    const [row] = await arranged.query(
      "SELECT count(*)::int AS known FROM graphile_worker._private_known_crontabs WHERE identifier = 'count-standings'",
    );
    expect(row).toEqual({ known: 1 });
    await arranged.query("SELECT graphile_worker.add_job('count-standings', '{}')");
    await until('a count', () => counts > 0);
  });

  test('105: given a job that fails, then it is kept and tried again', async () => {
    let tries = 0;
    const told: unknown[] = [];
    const fail = async () => {
      tries += 1;
      if (tries === 1) throw new Error('for once');
      return 0;
    };
    await startRunner(database, { expireNeeds: fail }, (error) => told.push(error));
    await arranged.query("SELECT graphile_worker.add_job('expire-needs', '{}')");
    await until('a second try', () => tries === 2);
    expect(told.length).toBeGreaterThan(0);
  });
});
