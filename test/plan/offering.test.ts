/** Shows that claims do not wait while a planner offers much, that it waits for nobody, and that each offer is made once though it is killed. */
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { copied, held } from '../offer/staging';
import { claim, provider, type Provider } from '../stage/claims';
import { lockWaiters } from '../stage/database';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { startServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { eventually, startPlanner } from './planning';

const many = 1_500;

describe('a planner with much to offer', () => {
  const secrets = { ...testEnvironment(), LINKAGE_OFFER_MINUTES: '30' };
  let server: TestServer;
  let wide: Provider;
  beforeAll(async () => {
    server = await startTestServer(secrets);
    wide = await provider(server, { capacityMaximum: 2 * many });
  });
  afterAll(() => server.close());

  const pooled = async (): Promise<StagedNeed> => {
    const need = await referredNeed(server);
    const { database, offerService } = server.app.composition;
    await database.transaction((tx) => offerService.openNow(tx, need.needId));
    return need;
  };
  const offersTo = async ({ offeringId }: Provider): Promise<number> => {
    const [row] = await server.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM offer WHERE offering_id = $1',
      [offeringId],
    );
    return row!.count;
  };

  test('given an offering that another session holds, when the planner offers, then it goes on with the others, a claim on those is answered meanwhile, and what was passed over is offered once it is free', async () => {
    const narrow = await provider(server, { serviceKind: ServiceKind.POLICY_GUIDANCE });
    const other = await pooled();
    for (const serviceKind of [ServiceKind.CLEANING, ServiceKind.POLICY_GUIDANCE]) {
      await referredNeed(server, { serviceKind });
      await referredNeed(server, { serviceKind });
    }
    const holder = await held(server, narrow.offeringId);
    const planner = await startPlanner(server);
    await eventually(
      'it has come as far as it can',
      async () => (await offersTo(wide)) === 2 || (await lockWaiters(server.database)) > 0,
    );
    const claimed = await claim(server, wide, other);
    expect([isRefusal(claimed), await offersTo(wide), await offersTo(narrow)]).toEqual([false, 2, 0]);
    await holder.letGo();
    await eventually('what was passed over is offered', async () => (await offersTo(narrow)) === 2);
    expect(planner.reports.filter(({ kind }) => kind === 'failed')).toEqual([]);
    await planner.stop();
  });

  test('given thousands to offer to one organisation, when it claims another need meanwhile and the planner is killed with -9, then the claim was answered in the middle and each offer is made once', async () => {
    const other = await pooled();
    const crowd = await referredNeed(server);
    const needIds = [crowd.needId, ...(await copied(server, crowd, many - 1))];
    const before = await offersTo(wide);
    const made = async () => (await offersTo(wide)) - before;
    const process = await startServerProcess({
      ...secrets,
      DATABASE_URL: server.database.url,
      LINKAGE_PLANNER: 'on',
    });
    await eventually('it offers', async () => (await made()) > 0);
    const claimed = await claim(server, wide, other);
    const madeMeanwhile = await made();
    await process.kill('SIGKILL');
    expect(isRefusal(claimed)).toBe(false);
    expect(madeMeanwhile).toBeLessThan(many);
    expect(await made()).toBeLessThan(many);

    const successor = await startPlanner(server);
    await eventually('the rest is offered', async () => (await made()) === many);
    await successor.stop();
    const [said] = await server.database.query<Record<string, number>>(
      `SELECT (SELECT count(DISTINCT need_id)::int FROM offer WHERE need_id = ANY ($1)) AS needs,
              (SELECT count(*)::int FROM offer WHERE need_id = ANY ($1)) AS offers,
              (SELECT count(*)::int FROM event WHERE type = 'NeedOffered' AND subject_id = ANY ($1)) AS events,
              (SELECT count(*)::int FROM audit_line WHERE operation = 'offerNeed' AND (details->>'needId')::uuid = ANY ($1)) AS lines,
              (SELECT count(*)::int FROM decision WHERE kind = 'OFFER' AND need_id = ANY ($1)) AS decisions`,
      [needIds],
    );
    expect(said).toEqual({ needs: many, offers: many, events: many, lines: many, decisions: many });
  }, 180_000);
});
