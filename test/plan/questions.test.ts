/** Shows fairness and verification of the plan: exact figures, from a server that does not lead, bounded, shared, and ended on demand. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Urgency } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { projectRoot } from '../../server/project';
import { PlanQuestions } from '../../server/plan/question.host';
import { worthOf } from '../../server/plan/worth';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually, startPlanner, type StagedPlanner } from './planning';

const fairnessQuery = `query ($by: FairnessBasis!) { planFairness(by: $by) { ... on PlanFairness {
  rulesetVersion objective fairObjective price priceTenThousandths groups { group needs served servedFairly } } } }`;
const checkQuery = '{ checkPlan { ... on PlanCheck { version objective bound optimal outdatedLines checkedAt } } }';

/** Rounded up, so that a cost is never shown as none. */
const tenThousandths = (price: number, of: number) => Math.ceil((price * 10_000) / of);

describe('questions about the plan of four needs and two places', () => {
  let server: TestServer;
  let federation: { token: string };
  let planner: StagedPlanner | undefined;
  const threadFile = join(projectRoot, '.build', 'server', 'composition', 'question-thread.js');
  beforeAll(async () => {
    expect(existsSync(threadFile)).toBe(true);
    server = await startTestServer();
    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
    federation = await people(server).federationStaff(organisationId);
    // Two places for the whole town: the urgent needs of one community take both, unless the other community has its share.
    await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 2 }],
    });
    const [one, other] = ['640104001002', '640104002001'];
    const situations = [Situation.ELDERLY_ALONE];
    await referredNeed(server, { areaCode: one, urgency: Urgency.URGENT, situations });
    await referredNeed(server, { areaCode: one, urgency: Urgency.URGENT, situations });
    await referredNeed(server, { areaCode: other });
    await referredNeed(server, { areaCode: other });
  }, 90_000);
  afterAll(async () => {
    await planner?.stop();
    await server.close();
  });
  const fairness = async (by: string, token = federation.token) =>
    (await server.request(fairnessQuery, { by }, token)).data.planFairness;

  test('given no planner anywhere, when nothing was published, then there is nothing to check, and fairness is told all the same', async () => {
    expect((await server.request(checkQuery, {}, federation.token)).data.checkPlan).toBeNull();
    expect((await fairness('COMMUNITY')).groups).toHaveLength(2);
  }, 60_000);

  test('given two communities, streets and situations, then the shares and the price of fairness are exact', async () => {
    // Situation (an offering open to all has 630 of 900 for a need of some situation), language, the district's closeness,
    // urgency, remaining and fresh capacity; 900 for a newcomer in communities of which nothing is known yet.
    const urgent = worthOf(630 + 400 + 360 + 1_500 + 250 + 150 + 900);
    const routine = worthOf(900 + 400 + 360 + 500 + 250 + 150 + 900);
    const objective = 2 * urgent + 2 * 6_667;
    const fairObjective = urgent + 3_334 + routine + 6_667;
    const sums = {
      ...{ rulesetVersion: '2026-2', objective, fairObjective, price: objective - fairObjective },
      priceTenThousandths: tenThousandths(objective - fairObjective, objective),
    };
    const shares = (first: string, second: string, served = [2, 0]) => [
      { group: first, needs: 2, served: served[0], servedFairly: 1 },
      { group: second, needs: 2, served: served[1], servedFairly: 1 },
    ];
    expect(await fairness('COMMUNITY')).toEqual({ ...sums, groups: shares('640104001002', '640104002001') });
    expect(await fairness('STREET')).toEqual({ ...sums, groups: shares('640104001', '640104002') });
    expect(await fairness('SITUATION')).toEqual({ ...sums, groups: shares('ELDERLY_ALONE', 'NONE') });
    const named = async (by: string) =>
      (
        await server.request(
          'query ($by: FairnessBasis!) { planFairness(by: $by) { ... on PlanFairness { groups { area { name } } } } }',
          { by },
          federation.token,
        )
      ).data.planFairness.groups.map((group: { area: { name: string } | null }) => group.area?.name ?? null);
    expect(await named('STREET')).toEqual(['凤凰北街街道', '解放西街街道']);
    expect(await named('SITUATION')).toEqual([null, null]);
    const bureau = await people(server).bureau('640104002');
    expect((await fairness('STREET', bureau.token)).groups).toEqual(shares('640104001', '640104002').slice(1));
  }, 60_000);

  test('given a published plan, when it is checked on a server that does not lead, then it holds; after a change it says what does not', async () => {
    planner = await startPlanner(server);
    const { plans, database } = server.app.composition;
    const newest = await eventually('it is published', () => plans.findNewest(database));
    await planner.stop();
    const check = async () => (await server.request(checkQuery, {}, federation.token)).data.checkPlan;
    const worth = Number(newest.objective);
    expect(await check()).toEqual({
      ...{ version: String(newest.version), objective: worth, bound: worth, optimal: true, outdatedLines: 0 },
      checkedAt: expect.any(String),
    });
    // One place fewer, which the planner that has ended does not hear of: one line holds no more.
    await server.database.query("UPDATE service_offering SET capacity_maximum = 1 WHERE service_kind = 'CLEANING'");
    const after = await check();
    expect(after).toMatchObject({ version: String(newest.version), optimal: false, outdatedLines: 1 });
    expect(after.bound).toBe(after.objective);
    expect(after.objective).toBeLessThan(worth);
    await referredNeed(server, { areaCode: '640104002001', urgency: Urgency.EMERGENCY });
    const later = await check();
    expect(later).toMatchObject({ optimal: false, outdatedLines: 2 });
    expect(later.bound).toBeGreaterThan(later.objective);
  }, 60_000);

  test('given others than the federation and a bureau of everything, when they check, then FORBIDDEN and nothing is counted', async () => {
    const bureau = await people(server).bureau('640104');
    expect((await server.request(checkQuery, {}, bureau.token)).errors).toBeUndefined();
    const part = await people(server).bureau('640104002');
    const adviser = await people(server).adviser('640104001');
    for (const { token } of [part, adviser]) {
      const answer = await server.request(checkQuery, {}, token);
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  }, 60_000);

  test('given a client who leaves before its answer, then the question is told so and given up', async () => {
    const asking = jest.spyOn(server.app.composition.planQuestions, 'ask');
    const leaving = new AbortController();
    const left = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${federation.token}` },
      body: JSON.stringify({ query: fairnessQuery, variables: { by: 'STREET' } }),
      signal: leaving.signal,
    });
    const asked = await eventually('it is asked', async () => asking.mock.results[0]);
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    await expect(asked.value).rejects.toMatchObject({ message: expect.stringContaining('the client has gone') });
    asking.mockRestore();
    // Nobody waits for it, so the one thread is soon free for another question.
    await eventually('another is answered', async () => {
      const { errors } = await server.request(checkQuery, {}, federation.token);
      return errors === undefined;
    });
  }, 60_000);

  describe('a host of questions', () => {
    const hostWith = (limits: { limitMilliseconds?: number; memoryMegabytes?: number } = {}) =>
      new PlanQuestions({
        ...{ databaseUrl: server.database.url, threadFile, config: server.config },
        ...{ limitMilliseconds: 50_000, memoryMegabytes: 512, ...limits },
      });
    const retryable = { extensions: { code: 'RETRYABLE' } };
    const byStreet = { kind: 'FAIRNESS', by: 'STREET' } as never;

    test('given the same question twice and another, then the same share one answer and the other is told to come later', async () => {
      const host = hostWith();
      const [one, two] = [host.ask(byStreet), host.ask(byStreet)];
      await expect(host.ask({ kind: 'VERIFICATION' })).rejects.toMatchObject(retryable);
      expect(await one).toBe(await two);
      expect(await host.ask({ kind: 'VERIFICATION' })).toMatchObject({ outdated: 2 });
      await host.stop();
    }, 60_000);

    test('given a limit of time or memory, or a server that ends, then RETRYABLE and the next question is answered', async () => {
      await expect(hostWith({ limitMilliseconds: 50 }).ask(byStreet)).rejects.toMatchObject({
        ...retryable,
        message: expect.stringContaining('0.05 seconds'),
      });
      await expect(hostWith({ memoryMegabytes: 8 }).ask(byStreet)).rejects.toMatchObject({
        ...retryable,
        message: expect.stringContaining('memory'),
      });
      const host = hostWith();
      const asked = host.ask(byStreet);
      await Promise.all([expect(asked).rejects.toMatchObject(retryable), host.stop()]);
      await expect(host.ask(byStreet)).rejects.toMatchObject(retryable);
    }, 60_000);

    test('given an asker who goes, then the thread ends; given two, then it answers the one who stays', async () => {
      const host = hostWith();
      const going = new AbortController();
      const alone = host.ask(byStreet, going.signal);
      going.abort(new Error('gone'));
      await expect(alone).rejects.toThrow('gone');
      // The place of the thread is free again once it is gone.
      await eventually('another is answered', () => host.ask({ kind: 'VERIFICATION' }).catch(() => undefined));
      const second = new AbortController();
      const [leaves, stays] = [host.ask(byStreet, second.signal), host.ask(byStreet)];
      second.abort(new Error('gone'));
      await expect(leaves).rejects.toThrow('gone');
      expect(await stays).toMatchObject({ rulesetVersion: '2026-2' });
    }, 60_000);
  });
});
