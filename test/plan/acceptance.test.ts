/** Shows that a plan of any size is accepted wholly: once, without what changed since it was looked at, and with no claim that waits for it. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { copied, held } from '../offer/staging';
import { claim, provider, type Provider } from '../stage/claims';
import { lockWaiters } from '../stage/database';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually, startPlanner, type StagedPlanner } from './planning';

const accept = `mutation ($input: AcceptPlanInput!) { acceptPlan(input: $input) { __typename
  ... on PlanAcceptance { planVersion lines { needId outcome offerId } }
  ... on PlanIsStale { currentVersion } ... on InvalidInput { field } } }`;

interface Line {
  readonly needId: string;
  readonly outcome: string;
  readonly offerId: string | null;
}

describe('a plan that is accepted', () => {
  const many = 620;
  let server: TestServer;
  let planner: StagedPlanner;
  let federation: { token: string };
  let wide: Provider;
  let changing: StagedNeed;
  let crowd: StagedNeed;
  let waiting: string;
  let lookedAt: string;
  beforeAll(async () => {
    server = await startTestServer({ LINKAGE_OFFER_MINUTES: '30' });
    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
    federation = await people(server).federationStaff(organisationId);
    // Referred before anybody offers this kind of help: all are in the open pool.
    changing = await referredNeed(server, { areaCode: '640104001003' });
    crowd = await referredNeed(server);
    [waiting] = (await copied(server, crowd, many - 2)) as [string];
    wide = await provider(server, { capacityMaximum: 2 * many });
    planner = await startPlanner(server);
    lookedAt = await eventually('all are planned', async () => {
      const plan = await newest();
      return plan?.needsPlanned === many && String(plan.version);
    });
  }, 60_000);
  afterAll(async () => {
    await planner.stop();
    await server.close();
  });

  const newest = () => server.app.composition.plans.findNewest(server.database);
  const lineOf = async (needId: string) => {
    const [row] = await server.database.query<{ offeringId: string | null; score: number; version: string }>(
      'SELECT offering_id AS "offeringId", score, version FROM plan_line WHERE need_id = $1',
      [needId],
    );
    return row;
  };
  const ask = async (input: object) => server.request(accept, { input }, federation.token);
  const said = async (needIds: readonly string[]) => {
    const [row] = await server.database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM offer WHERE need_id = ANY ($1)) AS offers,
              (SELECT count(*)::int FROM event WHERE type = 'NeedOffered' AND subject_id = ANY ($1)) AS events,
              (SELECT count(*)::int FROM audit_line WHERE operation = 'offerNeed' AND (details->>'needId')::uuid = ANY ($1)) AS lines`,
      [needIds],
    );
    return row;
  };

  test('given a newer plan with one line planned otherwise and one with another score, when the one before is accepted wholly, then all but the one planned otherwise are offered, and a retry says the same and offers nothing', async () => {
    const before = (await lineOf(waiting))!;
    await server.database.query(`UPDATE need SET referred_at = referred_at - interval '20 days' WHERE id = $1`, [
      waiting,
    ]);
    // Nearer to the one need: it is planned there now.
    const near = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001003'], capacityMaximum: 1 }],
    });
    await eventually(
      'it is planned otherwise',
      async () => (await lineOf(changing.needId))?.offeringId === near.offeringIds[0],
    );
    await heard(waiting);
    await eventually('it has another score', async () => (await lineOf(waiting))!.score > before.score);
    expect(BigInt((await lineOf(waiting))!.version)).toBeGreaterThan(BigInt(lookedAt));

    const input = { acceptanceId: v7(), planVersion: lookedAt };
    const answer = (await ask(input)).data.acceptPlan;
    const lines: Line[] = answer.lines;
    const other = lines.filter(({ outcome }) => outcome !== 'OFFERED');
    expect([answer.planVersion, lines.length]).toEqual([lookedAt, many]);
    expect(other).toEqual([{ needId: changing.id, outcome: 'LINE_CHANGED', offerId: null }]);
    const needs = await server.database.query<{ id: string }>('SELECT id FROM need ORDER BY id');
    expect(lines.map(({ needId }) => needId)).toEqual(needs.map(({ id }) => globalId('Need', id)));

    const once = { offers: many - 1, events: many - 1, lines: many - 1 };
    const ids = needs.map(({ id }) => id);
    expect(await said(ids)).toEqual(once);
    expect((await ask(input)).data.acceptPlan).toEqual(answer);
    expect(await said(ids)).toEqual(once);
    expect((await ask({ ...input, planVersion: '1', needIds: [changing.id] })).data.acceptPlan.__typename).toBe(
      'IdempotencyMismatch',
    );
  }, 120_000);

  test('given an offering that another session holds, when lines are accepted, then a claim on the offerings of the others is answered meanwhile, the command is cut off, and its repetition goes on', async () => {
    const kinds = [ServiceKind.CLEANING, ServiceKind.POLICY_GUIDANCE];
    const [first, last] = [await pooled(kinds[0]!), await pooled(kinds[1]!)];
    const claimable = await pooled(kinds[0]!);
    const narrow = await provider(server, { serviceKind: kinds[1] });
    await eventually('both are planned', async () => {
      const lines = [await lineOf(first.needId), await lineOf(last.needId)];
      return lines[0]?.offeringId === wide.offeringId && lines[1]?.offeringId === narrow.offeringId;
    });
    const holder = await held(server, narrow.offeringId);
    const input = {
      acceptanceId: v7(),
      planVersion: String((await newest())!.version),
      needIds: [last.id, first.id],
    };
    let ended = false;
    const cutOff = ask(input).finally(() => (ended = true));
    await eventually('it waits', async () => (await lockWaiters(server.database)) > 0);
    const claimed = await claim(server, wide, claimable);
    const meanwhile = { offers: 1, events: 1, lines: 1 };
    expect([isRefusal(claimed), ended, await said([first.needId, last.needId])]).toEqual([false, false, meanwhile]);
    expect((await cutOff).errors?.[0]?.extensions.code).toBe('RETRYABLE');
    expect(await said([first.needId, last.needId])).toEqual(meanwhile);
    await holder.letGo();

    const answer = (await ask(input)).data.acceptPlan;
    expect(new Map(answer.lines.map(({ needId, outcome }: Line) => [needId, outcome]))).toEqual(
      new Map([[first.id, 'OFFERED'], [last.id, 'OFFERED']]), // prettier-ignore
    );
    expect((await ask(input)).data.acceptPlan).toEqual(answer);
    expect(await said([first.needId, last.needId])).toEqual({ offers: 2, events: 2, lines: 2 });
  }, 60_000);

  test('given many at once with one id, when lines are accepted, then all are answered alike and each is offered once', async () => {
    const needs = [await pooled(ServiceKind.CLEANING), await pooled(ServiceKind.CLEANING)];
    for (const { needId } of needs)
      await eventually('it is planned', async () => (await lineOf(needId))?.offeringId === wide.offeringId);
    const planVersion = String((await newest())!.version);
    const input = { acceptanceId: v7(), planVersion, needIds: needs.map(({ id }) => id) };
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(input)));
    const lines: Line[] = answers[0]!.data.acceptPlan.lines;
    expect(lines.map(({ outcome }) => outcome)).toEqual(['OFFERED', 'OFFERED']);
    for (const { data } of answers) expect(data.acceptPlan.lines).toEqual(lines);
    expect(await said(needs.map(({ needId }) => needId))).toEqual({ offers: 2, events: 2, lines: 2 });
  });

  test('given a version that was never published, or no line or too many by name, then it is refused', async () => {
    const { version } = (await newest())!;
    for (const planVersion of ['0', String(BigInt(version) + 1_000n), 'newest'])
      expect((await ask({ acceptanceId: v7(), planVersion })).data.acceptPlan).toMatchObject({
        __typename: 'PlanIsStale',
      });
    const needIds = Array.from({ length: 501 }, () => globalId('Need', v7()));
    for (const named of [[], needIds])
      expect(
        (await ask({ acceptanceId: v7(), planVersion: String(version), needIds: named })).data.acceptPlan,
      ).toMatchObject({ __typename: 'InvalidInput', field: 'needIds' });
  });

  /** The planner reads the need again. */
  async function heard(needId: string): Promise<void> {
    await server.database.query(
      `INSERT INTO event (type, subject_id, audience, payload) VALUES ('NeedOpened', $1, '{}', $2::jsonb)`,
      [needId, JSON.stringify({ needId })],
    );
  }

  /** In the open pool, whoever could be asked. */
  async function pooled(serviceKind: ServiceKind): Promise<{ needId: string; id: string }> {
    const change = { service_kind: serviceKind, status: 'PUBLISHED', opens_at: null };
    const [needId] = (await copied(server, crowd, 1, change)) as [string];
    await heard(needId);
    return { needId, id: globalId('Need', needId) };
  }
});
