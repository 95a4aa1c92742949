/** Shows when a need is held back, for how long, and that it opens at its moment, once, with no planner at all. */
import { NeedKind, NeedStatus, Urgency } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { audienceOf, provider, type Provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { copied, offered, offering, pass, propose, proposal, standing } from './staging';

describe('the window in which a need is offered', () => {
  let server: TestServer;
  let first: Provider;
  let second: Provider;
  let third: Provider;
  beforeAll(async () => {
    server = await startTestServer(offering);
    [first, second, third] = [
      await provider(server, { capacityMaximum: 100 }),
      await provider(server, { capacityMaximum: 100 }),
      await provider(server, { capacityMaximum: 100 }),
    ];
  });
  afterAll(() => server.close());

  test.each([
    [Urgency.ROUTINE, 60],
    [Urgency.URGENT, 20],
  ])(
    'given a need that is %s, when it is referred, then it opens after %i minutes and its area alone hears',
    async (urgency, minutes) => {
      const need = await referredNeed(server, { urgency });
      const [row] = await server.database.query<{ status: string; left: number; referrals: number }>(
        `SELECT status, extract(epoch FROM opens_at - referred_at)::float8 / 60 AS left,
              (SELECT count(*)::int FROM referral WHERE need_id = need.id) AS referrals FROM need WHERE id = $1`,
        [need.needId],
      );
      expect(row).toEqual({ status: 'OFFERED', left: expect.closeTo(minutes, 3) as number, referrals: 0 });
      const audience = await audienceOf(server.database, need.needId, 'NeedReferred');
      expect(audience.filter((scope) => scope.startsWith('organisation:'))).toEqual([]);
      expect(audience).toContain('area:640104001002');
    },
  );

  test('given an emergency, or a micro-wish, when it is referred, then it is in the pool at once', async () => {
    await provider(server, { serviceKind: ServiceKind.MICRO_WISH, kind: OrganisationKind.SHOP });
    for (const wish of [{ urgency: Urgency.EMERGENCY }, { kind: NeedKind.MICRO_WISH }]) {
      const need = await referredNeed(server, wish);
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'PUBLISHED',
        opensAt: null,
        events: ['NeedReferred'],
      });
    }
  });

  test('given nobody who could be asked, when a need is referred, then it is in the pool at once', async () => {
    const unmatched = await referredNeed(server, { serviceKind: ServiceKind.POLICY_GUIDANCE });
    expect((await standing(server.database, unmatched.needId)).events).toEqual(['NeedReferred', 'NeedUnmatched']);
    const waiting = await provider(server, { serviceKind: ServiceKind.POLICY_GUIDANCE });
    for (const change of [
      "capacity_status = 'WAITLIST'",
      "capacity_status = 'ADDITIONAL_ASSESSMENT_REQUIRED'",
      "capacity_status = 'CAPACITY', capacity_updated_at = now() - interval '91 days'",
    ]) {
      await server.database.query(`UPDATE service_offering SET ${change} WHERE id = $1`, [waiting.offeringId]);
      const need = await referredNeed(server, { serviceKind: ServiceKind.POLICY_GUIDANCE });
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'PUBLISHED',
        events: ['NeedReferred'],
      });
      expect(await audienceOf(server.database, need.needId, 'NeedReferred')).toContain(
        `organisation:${waiting.organisationId}`,
      );
    }
  });

  test('given no planner, when the moment of opening has come, then it opens once and all who match are told', async () => {
    const need = await referredNeed(server);
    const { offerEndings } = server.app.composition;
    await pass(server, need.needId, 59);
    expect(await offerEndings.tend(need.needId)).toBe(false);
    await pass(server, need.needId, 1);
    const tended = await Promise.all(Array.from({ length: 6 }, () => offerEndings.tend(need.needId)));
    expect(tended.filter(Boolean)).toEqual([true]);
    expect(await standing(server.database, need.needId)).toEqual({
      status: 'PUBLISHED',
      opensAt: null,
      offers: [],
      claims: [],
      events: ['NeedReferred', 'NeedOpened'],
    });
    const audience = await audienceOf(server.database, need.needId, 'NeedOpened');
    for (const who of [first, second, third]) expect(audience).toContain(`organisation:${who.organisationId}`);
    const [told] = await server.database.query<{ told: number }>(
      "SELECT count(*)::int AS told FROM referral WHERE need_id = $1 AND mode = 'OPEN' AND referred_by = $2",
      [need.needId, need.adviser.accountId],
    );
    expect(told!.told).toBe(3);
  });

  test('given two planners with one plan, then each need is offered once, and nobody is asked twice in a window', async () => {
    const needs = await Promise.all(Array.from({ length: 5 }, () => referredNeed(server)));
    const plan = needs.map((need) => proposal(need, first));
    const outcomes = (await Promise.all([propose(server, ...plan), propose(server, ...plan)])).flat();
    expect(outcomes.filter((outcome) => outcome.offer).length).toBe(5);
    expect(new Set(outcomes.map((outcome) => outcome.offer?.needId)).size).toBe(6);
    const need = needs[0]!;
    await pass(server, need.needId, 30);
    await server.app.composition.offerEndings.tend(need.needId);
    expect((await propose(server, proposal(need, first))).map((outcome) => outcome.refused)).toEqual(['ASKED_BEFORE']);
    const again = await offered(server, need, second);
    expect(again).toMatchObject({ round: 2, organisationId: second.organisationId, status: 'OFFERED' });
    expect(again.offeredUntil).toEqual(again.opensAt);
    expect((await propose(server, proposal(need, third))).map((outcome) => outcome.refused)).toEqual([
      'ALREADY_OFFERED',
    ]);
  });

  test('given a referral and an offer, then servers that hear of them ask for a look at both moments', async () => {
    const need = await referredNeed(server);
    const offer = await offered(server, need, first);
    const looks = () =>
      server.database.query<{ at: Date }>(
        'SELECT run_at AS at FROM graphile_worker.jobs WHERE key LIKE $1 ORDER BY run_at',
        [`offer ${need.needId}%`],
      );
    for (let tries = 0; (await looks()).length < 2; tries += 1) {
      if (tries === 500) throw new Error('nobody asked for a look');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const moments = [offer.offeredUntil, offer.opensAt].map((moment) => new Date(moment.getTime() + 1));
    expect((await looks()).map((look) => look.at)).toEqual(moments);
  });

  test('given a job that is due, when it runs, then the need opens by itself', async () => {
    const need = await referredNeed(server);
    await pass(server, need.needId, 60);
    await server.database.query("SELECT graphile_worker.add_job('tend-offers', '{}'::json)");
    for (let tries = 0; (await standing(server.database, need.needId)).status !== NeedStatus.PUBLISHED; tries += 1) {
      if (tries === 500) throw new Error('it did not open');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await standing(server.database, need.needId)).events).toEqual(['NeedReferred', 'NeedOpened']);
  });

  test('given needs that wait, then they are listed with whom they were offered to, until they are offered', async () => {
    const { database, offerService } = server.app.composition;
    const need = await referredNeed(server);
    const listed = async () =>
      (await offerService.listNeedsToOffer(database)).find((waiting) => waiting.needId === need.needId);
    expect(await listed()).toMatchObject({ askedOrganisationIds: [], roundsLeft: 2 });
    await offered(server, need, first);
    expect(await listed()).toBeUndefined();
    expect(await database.transaction((tx) => offerService.openNow(tx, need.needId))).toBe(false);
    await pass(server, need.needId, 30);
    await server.app.composition.offerEndings.tend(need.needId);
    expect(await listed()).toMatchObject({ askedOrganisationIds: [first.organisationId], roundsLeft: 1 });
    expect(await database.transaction((tx) => offerService.openNow(tx, need.needId))).toBe(true);
    expect(await listed()).toBeUndefined();
    expect((await standing(server.database, need.needId)).events).toEqual([
      'NeedReferred',
      'NeedOffered',
      'OfferLapsed',
      'NeedOpened',
    ]);
  });

  test('given more needs with a standing offer than are listed at once, then a need that opens after all of them is listed still', async () => {
    const { database, offerService } = server.app.composition;
    const crowd = await referredNeed(server);
    await copied(server, crowd, 5_000);
    await server.database.query(
      `INSERT INTO offer (id, need_id, organisation_id, offering_id, opens_at, round, origin, score, ruleset_version, offered_until)
       SELECT gen_random_uuid(), id, $1, $2, opens_at, 1, 'PLANNER', 5000, '2026-1', opens_at FROM need WHERE household_id = $3`,
      [first.organisationId, first.offeringId, crowd.household.householdId],
    );
    const last = await referredNeed(server);
    const listed = (await offerService.listNeedsToOffer(database)).map(({ needId }) => needId);
    expect(listed.filter((needId) => needId === last.needId)).toEqual([last.needId]);
    expect(listed).not.toContain(crowd.needId);
  });
});
