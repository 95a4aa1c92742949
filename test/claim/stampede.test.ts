/** Shows in PostgreSQL itself that a stampede of claims queues in the process: how many connections claim, and how many wait. */
import { Client } from 'pg';
import { v7 } from 'uuid';
import { AlreadyClaimed } from '../../schema/claim/refusals';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { until } from '../event/writing';
import { claim, provider, standing } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, untilDone, type TestServer } from '../stage/server';

const callers = 500;
const poolSize = 10;
/** Half of the connections. */
const width = 5;
/** Claims of whole needs share their statements, of which so many are under way. */
const together = 2;

interface Look {
  /** Connections with a claim under way, in a statement or between two of its transaction. */
  readonly claiming: number;
  readonly waiting: number;
}

/** Looks again and again, through a connection of its own, until it is told to stop. Returns the most that was ever seen. */
async function watchBackends(url: string): Promise<{ now(): Look; stop(): Promise<Look & { looks: number }> }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let now: Look = { claiming: 0, waiting: 0 };
  let most = { claiming: 0, waiting: 0, looks: 0 };
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      const { rows } = await client.query<Look>(
        `SELECT count(*) FILTER (WHERE state <> 'idle' AND query ~ '/\\* claim\\.(claimNeeds|holdFirst|awaitFirst)')::int AS claiming,
                count(*) FILTER (WHERE wait_event_type = 'Lock')::int AS waiting
           FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'linkage'`,
      );
      now = rows[0]!;
      most = {
        claiming: Math.max(most.claiming, now.claiming),
        waiting: Math.max(most.waiting, now.waiting),
        looks: most.looks + 1,
      };
    }
  })();
  return {
    now: () => now,
    stop: async () => {
      stopping = true;
      await running;
      await client.end();
      return most;
    },
  };
}

describe('a stampede of claims', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ LINKAGE_POOL_SIZE: String(poolSize) });
  });
  afterAll(() => server.close());

  test('given 500 callers for 25 needs that somebody else is changing, then as many connections as are admitted wait for these and no more, and each need has one holder in the end', async () => {
    const who = await provider(server, { capacityMaximum: 25 });
    const needs = await Promise.all(Array.from({ length: 25 }, () => referredNeed(server)));
    const other = new Client({ connectionString: server.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM need WHERE id = ANY ($1) FOR UPDATE', [needs.map(({ needId }) => needId)]);
    const watch = await watchBackends(server.database.url);
    const answers = Promise.all(
      Array.from({ length: callers }, (_, index) => untilDone(() => claim(server, who, needs[index % needs.length]!))),
    );
    await until('all that are admitted wait', () => watch.now().waiting === width);
    await other.query('ROLLBACK');
    await other.end();
    const settled = await answers;
    const most = await watch.stop();
    expect(most.waiting).toBe(width);
    expect(most.claiming).toBeLessThanOrEqual(width + together);
    expect(settled.filter((answer) => !isRefusal(answer))).toHaveLength(25);
    expect(settled.filter((answer) => answer instanceof AlreadyClaimed)).toHaveLength(callers - 25);
    for (const { needId } of needs)
      expect(await standing(server.database, needId)).toMatchObject({ status: 'CLAIMED', claims: ['ACCEPTED'] });
  }, 120_000);

  test('given 125 callers of 25 organisations for their best need, then never more connections claim than are admitted, until the last is answered', async () => {
    const serviceKind = ServiceKind.HOME_VISIT;
    const organisations = await Promise.all(
      Array.from({ length: 25 }, () => provider(server, { serviceKind, capacityMaximum: 2 })),
    );
    for (let count = 0; count < 30; count += 1) await referredNeed(server, { serviceKind });
    const { bestNeedService } = server.app.composition;
    const watch = await watchBackends(server.database.url);
    const answers = await Promise.all(
      Array.from({ length: 125 }, (_, index) => {
        const { id, member } = organisations[index % organisations.length]!;
        return untilDone(() => bestNeedService.claimBestNeed(member, { claimId: v7(), organisationId: id }));
      }),
    );
    const most = await watch.stop();
    expect(most.claiming).toBeGreaterThan(1);
    expect(most.claiming).toBeLessThanOrEqual(width);
    expect(most.waiting).toBeLessThanOrEqual(width);
    expect(most.looks).toBeGreaterThan(10);
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(30);
  }, 120_000);
});
