/** Shows two servers over one database: one plans; when it is killed with -9 while it offers, the other goes on, no offer doubled or lost. */
import { v7 } from 'uuid';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { globalId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { eventually } from './planning';

describe('two servers that plan', () => {
  const secrets = { ...testEnvironment(), LINKAGE_OFFER_MINUTES: '30' };
  let stage: TestServer;
  let processes: ServerProcess[] = [];
  beforeAll(async () => {
    stage = await startTestServer(secrets);
  });
  afterAll(async () => {
    await Promise.all(processes.map((server) => server.kill()));
    await stage.close();
  });
  const start = () => startServerProcess({ ...secrets, DATABASE_URL: stage.database.url, LINKAGE_PLANNER: 'on' });
  const count = async (sql: string) => (await stage.database.query<{ count: number }>(sql))[0]!.count;
  const term = () => count('SELECT term::int AS count FROM planner_term');
  const leads = async (server: ServerProcess) =>
    /^linkage_planner_leading 1$/m.test(await (await fetch(`${server.url}/metrics`)).text());

  test('given two servers one of which plans, then each listens for events through one connection, and its job runner for jobs through another', async () => {
    processes = await Promise.all([start(), start()]);
    await eventually('one plans', async () => (await Promise.all(processes.map(leads))).includes(true));
    const perName = (condition: string) =>
      stage.database.query(
        `SELECT application_name AS name, count(*)::int AS connections FROM pg_stat_activity
          WHERE datname = current_database() AND ${condition} GROUP BY 1 ORDER BY 1`,
      );
    // By then the thread follows the outbox.
    await eventually('it has planned', async () => (await count('SELECT count(*)::int AS count FROM plan')) > 0);
    // Those of this test's server too.
    expect(await perName("query ILIKE 'LISTEN %'")).toEqual([
      { name: 'linkage listen', connections: 3 },
      { name: 'linkage-jobs', connections: 3 },
    ]);
  }, 180_000);

  test('given a planner killed with -9 in the middle of offering, then within 5 seconds the other plans, and claims went on', async () => {
    const { organisationId, offeringIds } = await approvedOrganisation(stage, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 100 }],
    });
    const member = await people(stage).organisationMember(organisationId);
    await eventually('one plans', async () => (await Promise.all(processes.map(leads))).includes(true));
    await eventually('its term', async () => (await term()) > 0);
    const leader = (await leads(processes[0]!)) ? 0 : 1;
    expect(await leads(processes[1 - leader]!)).toBe(false);
    const termBefore = await term();

    const referring = (async () => {
      for (let number = 0; number < 40; number += 1) await referredNeed(stage, {});
    })();
    await eventually('it offers', async () => (await count('SELECT count(*)::int AS count FROM offer')) > 3);
    const killedAt = Date.now();
    await processes[leader]!.kill('SIGKILL');
    // While nobody plans, an offer that stands is taken.
    const [standing] = await stage.database.query<{ id: string }>(
      "SELECT need_id AS id FROM offer WHERE status = 'OFFERED' LIMIT 1",
    );
    const claimed = await stage.app.composition.claimingService.claimNeed(member.actor, {
      claimId: v7(),
      needId: globalId('Need', standing!.id),
      organisationId: globalId('Organisation', organisationId),
    });
    expect(isRefusal(claimed)).toBe(false);
    // Not its election, but the first that comes of it.
    await eventually(
      'a plan of the next term is published',
      async () => (await count(`SELECT count(*)::int AS count FROM plan WHERE term > ${termBefore}`)) > 0,
    );
    expect(Date.now() - killedAt).toBeLessThan(5_000);
    expect(await leads(processes[1 - leader]!)).toBe(true);
    expect(await term()).toBe(termBefore + 1);
    await referring;

    await eventually(
      'every need was offered',
      async () => (await count('SELECT count(DISTINCT need_id)::int AS count FROM offer')) === 40,
    );
    expect(await count('SELECT count(*)::int AS count FROM offer')).toBe(40);
    expect(await count("SELECT count(*)::int AS count FROM event WHERE type = 'NeedOffered'")).toBe(40);
    expect(await count("SELECT count(*)::int AS count FROM need WHERE status = 'PUBLISHED'")).toBe(0);
    expect(offeringIds).toHaveLength(1);

    // In order: the thread ends with its server, and the lock is free at once.
    await processes[1 - leader]!.kill('SIGTERM');
    const [lock] = await stage.database.query<{ free: boolean }>('SELECT pg_try_advisory_lock(640107) AS free');
    expect(lock!.free).toBe(true);
  }, 180_000);
});
