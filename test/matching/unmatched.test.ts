/** Shows that it is said once when nobody matches an open need any more, with what misses by least, and that whoever matches again hears of it. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { CapacityStatus } from '../../schema/organisation/offering';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { organisationScope } from '../../server/event/audience';
import { until } from '../attacks/probe';
import { accepted, claim, claimed, provider, type Provider } from '../stage/claims';
import { areaActor } from '../stage/households';
import { directlyReferredNeed, referredNeed, verifiedNeed, type StagedNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventsOf, referralsOf, settledOn, typesOf, unmatchedSinceOf } from './unmatched-stage';

describe('needs that nobody matches', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ LINKAGE_SUPPLY_WATCH: 'true' });
    await until(() => server.app.composition.standing.state !== undefined);
  });
  afterEach(() => server.close());

  const settled = (on: TestServer = server) => settledOn(on);
  const events = (need: StagedNeed) => eventsOf(server, need);
  const types = (need: StagedNeed) => typesOf(server, need);
  const unmatchedSince = (need: StagedNeed) => unmatchedSinceOf(server, need);
  const referrals = (need: StagedNeed) => referralsOf(server, need);
  const setCapacity = async (who: Provider, maximum: number, status = CapacityStatus.CAPACITY) =>
    accepted(
      await server.app.composition.offeringService.updateCapacity(who.member, {
        offeringId: who.offeringId,
        maximum,
        status,
      }),
    );
  const bureau = () => areaActor(server, '640104', Role.CIVIL_AFFAIRS_BUREAU);

  test('given nobody who matches, when a need is referred, then NeedUnmatched names the nearest miss with the least change, to its area only', async () => {
    const full = await provider(server, { capacityMaximum: 1 });
    accepted(await claim(server, full, await referredNeed(server)));
    const need = await referredNeed(server);
    const [referred, unmatched, ...more] = await events(need);
    expect([referred!.type, unmatched!.type, more]).toEqual(['NeedReferred', 'NeedUnmatched', []]);
    expect(unmatched!.audience.every((scope) => scope.startsWith('area:'))).toBe(true);
    const { decisionId, ...nearest } = unmatched!.payload.nearest[0];
    expect(nearest).toEqual({
      nearOrganisationId: full.organisationId,
      offeringId: full.offeringId,
      reasons: ['CAPACITY_USED_UP'],
      changes: [{ change: 'RAISE_CAPACITY_TO', value: '2' }],
    });
    const [decision] = await server.database.query('SELECT kind FROM decision WHERE id = $1', [decisionId]);
    expect(decision).toEqual({ kind: 'EXPLANATION' });
    await settled();
    expect(await types(need)).toEqual(['NeedReferred', 'NeedUnmatched']);
  });

  test('given the last place of the only offering, when it is claimed, then the other open need is unmatched, once; when it is given back, who matches hears', async () => {
    const who = await provider(server, { capacityMaximum: 1 });
    const [first, second] = [await referredNeed(server), await referredNeed(server)];
    const made = await claimed(server, who, first);
    await settled();
    expect(await types(second)).toEqual(['NeedReferred', 'NeedUnmatched']);
    expect(await types(first)).toEqual(['NeedReferred']);
    expect(await unmatchedSince(second)).toBeInstanceOf(Date);
    await server.app.composition.unmatchedWatch.sweep();
    expect(await types(second)).toEqual(['NeedReferred', 'NeedUnmatched']);
    const before = await referrals(second);
    await server.app.composition.claimService.releaseClaim(who.member, {
      commandId: v7(),
      claimId: made.globalId,
      reason: 'OTHER' as never,
    });
    await settled();
    expect(await types(second)).toEqual(['NeedReferred', 'NeedUnmatched', 'NeedReferred']);
    expect((await events(second)).at(-1)!.audience).toContain(organisationScope(who.organisationId));
    expect(await unmatchedSince(second)).toBeNull();
    expect(await referrals(second)).toEqual(before);
  });

  test.each(['withdrawn', 'suspended', 'stated away'] as const)(
    'given the only offering, when it is %s, then the open need is unmatched once, and its area sees it with the nearest miss',
    async (how) => {
      const who = await provider(server);
      const need = await referredNeed(server);
      const { offeringService, organisationService } = server.app.composition;
      if (how === 'withdrawn') accepted(await offeringService.withdrawOffering(who.member, who.offeringId));
      if (how === 'suspended')
        accepted(await organisationService.suspendOrganisation(await bureau(), who.organisationId, '核查'));
      if (how === 'stated away') await setCapacity(who, 10, CapacityStatus.NO_CAPACITY);
      await settled();
      expect(await types(need)).toEqual(['NeedReferred', 'NeedUnmatched']);
      const listing = `query ($areaCode: String!) { unmatchedNeeds(areaCode: $areaCode) { edges { node { unmatchedSince need { id }
        nearestMisses { changes { change value } match { organisation { id } } } } } } }`;
      const asked = async (areaCode: string, serving: string) => {
        const adviser = await people(server).adviser(serving);
        return (await server.request(listing, { areaCode }, adviser.token)).data.unmatchedNeeds.edges;
      };
      const edges = await asked('640104', '640104');
      expect(edges.map((edge: any) => edge.node.need.id)).toEqual([need.id]);
      expect(edges[0].node.unmatchedSince).toBe((await unmatchedSince(need))!.toISOString());
      expect(edges[0].node.nearestMisses).toEqual(
        how === 'stated away'
          ? [
              {
                changes: [{ change: 'SET_CAPACITY_STATUS', value: 'CAPACITY' }],
                match: { organisation: { id: who.id } },
              },
            ]
          : [],
      );
      expect((await asked('640104001', '640104')).length).toBe(1);
      expect(await asked('640104002', '640104')).toEqual([]);
      expect(await asked('640104', '640104002')).toEqual([]);
      expect(await asked('%', '640104')).toEqual([]);
    },
  );

  test('given an unmatched need, when an organisation publishes what fits, then it is referred to it in the name of who referred it, and claimable', async () => {
    const need = await referredNeed(server);
    const late = await provider(server);
    await settled();
    expect(await types(need)).toEqual(['NeedReferred', 'NeedUnmatched', 'NeedReferred']);
    expect((await events(need)).at(-1)!.audience).toContain(organisationScope(late.organisationId));
    expect(await referrals(need)).toEqual([[late.organisationId, 'REQUESTED', need.adviser.accountId]]);
    const [decision] = await server.database.query<{ result: any }>(
      "SELECT result FROM decision WHERE kind = 'REFERRAL' AND need_id = $1",
      [need.needId],
    );
    expect(decision!.result.explanation.matched).toBe(true);
    accepted(await claim(server, late, need));
  });

  test('given a matched need, when another organisation raises what it can take, then only it is told, and once; who said no is not asked again', async () => {
    const [present, full] = [await provider(server), await provider(server, { capacityMaximum: 1 })];
    const refused = await provider(server);
    accepted(await claim(server, full, await referredNeed(server)));
    const need = await referredNeed(server);
    const { referralService, referrals: rows, database } = server.app.composition;
    const toRefuse = (await rows.findStanding(database, need.needId, refused.organisationId))!;
    accepted(
      await referralService.rejectReferral(refused.member, {
        commandId: v7(),
        referralId: globalId('Referral', toRefuse.id),
        reason: 'OTHER' as never,
      }),
    );
    // The index has seen that it is full.
    await settled();
    await setCapacity(full, 2);
    await settled();
    const [, told, ...more] = await events(need);
    expect(more).toEqual([]);
    expect(told!.audience.filter((scope) => scope.startsWith('organisation:'))).toEqual([
      organisationScope(full.organisationId),
    ]);
    await setCapacity(full, 2, CapacityStatus.NO_CAPACITY);
    await setCapacity(full, 2);
    await setCapacity(refused, 10, CapacityStatus.NO_CAPACITY);
    await setCapacity(refused, 10);
    await settled();
    expect(await types(need)).toEqual(['NeedReferred', 'NeedReferred']);
    const organisations = (await referrals(need)).map(([id, status]) => [id, status]);
    expect(organisations.sort()).toEqual(
      [
        [present.organisationId, 'REQUESTED'],
        [refused.organisationId, 'REJECTED'],
        [full.organisationId, 'REQUESTED'],
      ].sort(),
    );
  });

  test('given needs that are not in the open pool, when supply goes, then nothing is said of them', async () => {
    const who = await provider(server);
    const [verified, byName, taken] = [
      await verifiedNeed(server),
      await directlyReferredNeed(server, [who.organisationId]),
      await referredNeed(server),
    ];
    accepted(await claim(server, who, taken));
    accepted(await server.app.composition.offeringService.withdrawOffering(who.member, who.offeringId));
    await settled();
    for (const need of [verified, byName, taken]) {
      expect((await types(need)).filter((type) => type === 'NeedUnmatched')).toEqual([]);
      expect(await unmatchedSince(need)).toBeNull();
    }
  });

  test('given two servers, when the last offering goes and another comes, then each is said once', async () => {
    const other = await startTestServer(
      { LINKAGE_SUPPLY_WATCH: 'true', LINKAGE_TOKEN_SECRET: server.config.tokenSecret.toString('base64') },
      server.database,
    );
    try {
      await until(() => other.app.composition.standing.state !== undefined);
      const who = await provider(server);
      const needs = [await referredNeed(server), await referredNeed(server), await referredNeed(server)];
      accepted(await server.app.composition.offeringService.withdrawOffering(who.member, who.offeringId));
      await Promise.all([settled(), settled(other)]);
      await provider(server);
      await Promise.all([settled(), settled(other)]);
      for (const need of needs) expect(await types(need)).toEqual(['NeedReferred', 'NeedUnmatched', 'NeedReferred']);
    } finally {
      await other.close();
    }
  });

  test('given changes that no event told, when the sweep comes, then they are said, once', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    await settled();
    const { follower, standing, unmatchedWatch } = server.app.composition;
    const reload = async () => {
      follower.emit('broken');
      await standing.settled();
    };
    await server.database.query("UPDATE service_offering SET capacity_status = 'NO_CAPACITY' WHERE id = $1", [
      who.offeringId,
    ]);
    await reload();
    expect([await unmatchedWatch.sweep(), await unmatchedWatch.sweep()]).toEqual([1, 0]);
    await settled();
    await server.database.query("UPDATE service_offering SET capacity_status = 'CAPACITY' WHERE id = $1", [
      who.offeringId,
    ]);
    await reload();
    expect([await unmatchedWatch.sweep(), await unmatchedWatch.sweep()]).toEqual([1, 0]);
    expect(await types(need)).toEqual(['NeedReferred', 'NeedUnmatched', 'NeedReferred']);
  });

  test('given a need of another kind of help than anybody offers, then those who serve its area are the nearest', async () => {
    const near = await provider(server, { serviceKind: ServiceKind.HOME_VISIT });
    const need = await referredNeed(server);
    const [, unmatched] = await events(need);
    expect(unmatched!.payload.nearest.map((one: any) => [one.nearOrganisationId, one.changes])).toEqual([
      [near.organisationId, [{ change: 'ADD_SERVICE_KIND', value: 'CLEANING' }]],
    ]);
  });
});
