/** Shows that a need that is referred, or opens, is matched by the index, and that who is told is who a plain scan of the database finds. */
import { v7 } from 'uuid';
import { Role } from '../../schema/identity/role';
import { Urgency } from '../../schema/need/enums';
import { CapacityStatus } from '../../schema/organisation/offering';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Statements } from '../../server/database/database';
import { rankedForNeed } from '../../server/matching/match';
import { until } from '../attacks/probe';
import { pass } from '../offer/staging';
import { accepted, claim, provider, type Provider } from '../stage/claims';
import { areaActor } from '../stage/households';
import { referredNeed, verifiedNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { startTestServer, type TestServer } from '../stage/server';

describe('needs that are referred', () => {
  let server: TestServer;
  const started = async (environment: NodeJS.ProcessEnv = {}) => {
    server = await startTestServer(environment);
    await until(() => server.app.composition.standing.state !== undefined);
  };
  afterEach(() => server.close());

  const served = () => server.app.composition.standingReading.counts.served;
  /** Organisation, offering and score, the best first: all offerings of the kind, each tried by the gates. */
  const scanned = async (need: StagedNeed) => {
    const { database, matching, needs, rulesets } = server.app.composition;
    const row = (await needs.findNeed(database, need.needId))!;
    const ranked = rankedForNeed(await matching.pairsFor(database, row), await rulesets.inForce(database));
    return ranked.map(({ organisationId, offeringId, score }) => [organisationId, offeringId, score]);
  };
  /** The same as it was written down of those who were told. */
  const told = async (need: StagedNeed) => {
    const rows = await server.database.query<{ organisation: string; result: any }>(
      `SELECT referral.organisation_id AS organisation, decision.result FROM referral
         LEFT JOIN decision ON decision.need_id = referral.need_id AND decision.organisation_id = referral.organisation_id
                           AND decision.kind = 'REFERRAL'
        WHERE referral.need_id = $1`,
      [need.needId],
    );
    return rows
      .map(({ organisation, result }) => [organisation, result.offeringId, result.explanation.score])
      .sort(([one, , score], [other, , more]) => more - score || (one < other ? -1 : 1));
  };
  const setCapacity = (who: Provider, change: { status?: CapacityStatus; minimumUrgency?: Urgency }) =>
    server.app.composition.offeringService.updateCapacity(who.member, { offeringId: who.offeringId, ...change });
  const suspend = async (who: Provider) =>
    server.app.composition.organisationService.suspendOrganisation(
      await areaActor(server, '640104', Role.CIVIL_AFFAIRS_BUREAU),
      who.organisationId,
      '核查',
    );

  /** Some that match the need of a routine cleaning, better and worse, and one for every reason not to. */
  async function supply(): Promise<Provider[]> {
    const matching = [await provider(server, { capacityMaximum: 2 }), await provider(server, { capacityMaximum: 30 })];
    await approvedOrganisation(server, {
      offerings: [
        { serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001'], capacityMaximum: 3 },
        { serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 9 },
        { serviceKind: ServiceKind.HOME_VISIT, areaCodes: ['640104'], capacityMaximum: 9 },
      ],
    });
    await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640105'], capacityMaximum: 3 }],
    });
    const [full, shut, choosy, suspended] = [
      await provider(server, { capacityMaximum: 1 }),
      ...[await provider(server), await provider(server), await provider(server)],
    ];
    accepted(await claim(server, full, await referredNeed(server, { urgency: Urgency.EMERGENCY })));
    accepted(await setCapacity(shut!, { status: CapacityStatus.NO_CAPACITY }));
    accepted(await setCapacity(choosy!, { minimumUrgency: Urgency.URGENT }));
    accepted(await suspend(suspended!));
    return matching;
  }

  test('given offerings of all sorts, when needs are referred at once, then the index serves each, and tells who the scan finds', async () => {
    await started();
    await supply();
    for (const urgency of Object.values(Urgency)) {
      const before = served();
      const need = await referredNeed(server, { urgency });
      expect(served()).toBe(before + 1);
      const expected = await scanned(need);
      expect(expected).toHaveLength(urgency === Urgency.ROUTINE ? 3 : 4);
      expect(await told(need)).toEqual(expected);
    }
  });

  test('given time for offers, when a need is held back and when it opens, then the index serves both, and tells who the scan finds', async () => {
    await started({ LINKAGE_OFFER_MINUTES: '30' });
    await supply();
    const verified = await verifiedNeed(server);
    const before = served();
    const { referralService, offerEndings } = server.app.composition;
    const held = accepted(await referralService.referNeed(verified.adviser, { needId: verified.id }));
    expect([held.status, served() - before, await told(verified)]).toEqual(['OFFERED', 1, []]);
    await pass(server, verified.needId, 60);
    expect(await offerEndings.tend(verified.needId)).toBe(true);
    expect(served() - before).toBe(2);
    expect(await told(verified)).toEqual(await scanned(verified));
    expect(await told(verified)).toHaveLength(3);
  });

  test('given an index that is behind, when a need is referred, then who has come since is told and who has gone is not', async () => {
    await started();
    const [gone, stays] = [await provider(server), await provider(server)];
    const { standing, offeringService } = server.app.composition;
    await until(() => standing.metrics.offerings === 2);
    await standing.stop();
    accepted(await offeringService.withdrawOffering(gone.member, gone.offeringId));
    const came = await provider(server);
    const before = served();
    const need = await referredNeed(server);
    expect([served() - before, standing.metrics.offerings]).toEqual([1, 2]);
    expect((await told(need)).map(([id]) => id).sort()).toEqual([stays.organisationId, came.organisationId].sort());
    expect(await told(need)).toEqual(await scanned(need));
  });

  test('given an organisation that puts one offering in the place of another while it is asked for, then it is not missed', async () => {
    await started();
    const who = await provider(server);
    const need = await verifiedNeed(server);
    const { composition } = server.app;
    const { database, matching, needs, offeringService, standing, standingReading } = composition;
    await until(() => standing.metrics.offerings === 1);
    // The index learns nothing more by itself.
    await standing.stop();
    const next = v7();
    const exchange = async () => {
      const offering = { offeringId: next, organisationId: who.organisationId, serviceKind: ServiceKind.CLEANING };
      accepted(
        await offeringService.publishOffering(who.member, {
          ...{ ...offering, name: '保洁', areaCodes: ['640104'], situations: [], languages: [], skills: [] },
          ...{ takesRestricted: false, capacityStatus: CapacityStatus.CAPACITY, capacityMaximum: 5 },
        }),
      );
      accepted(await offeringService.withdrawOffering(who.member, who.offeringId));
    };
    const row = (await needs.findNeed(database, need.needId))!;
    const ruleset = await composition.rulesets.inForce(database);
    let asked = 0;
    // The statements go to the database as they are; after the first of them others commit.
    const interrupted: Statements = {
      query: async <Row>(sql: string, parameters?: readonly unknown[]) => {
        const rows = await database.query<Row>(sql, parameters);
        if (++asked === 1) await exchange();
        return rows;
      },
    };
    const before = standingReading.counts.served;
    const matches = await matching.currentMatchesFor(interrupted, row, ruleset);
    expect(standingReading.counts.served).toBe(before + 1);
    expect(matches.map(({ organisationId, offeringId }) => [organisationId, offeringId])).toEqual([
      [who.organisationId, next],
    ]);
  });

  test('given a suspension that opens a need, then the database is asked, and who is suspended is not told', async () => {
    await started({ LINKAGE_OFFER_MINUTES: '30', LINKAGE_OFFER_ROUNDS: '1' });
    const [suspended, other] = [await provider(server), await provider(server)];
    const need = await referredNeed(server);
    const { database, offerService } = server.app.composition;
    const [made] = await database.transaction((tx) =>
      offerService.makeOffers(tx, [
        {
          ...{ needId: need.needId, organisationId: suspended.organisationId, offeringId: suspended.offeringId },
          ...{ score: 5_000, rulesetVersion: '2026-1' },
        },
      ]),
    );
    expect(made!.offer).toBeDefined();
    const before = served();
    accepted(await suspend(suspended));
    expect(served()).toBe(before);
    expect(await told(need)).toEqual(await scanned(need));
    expect((await told(need)).map(([id]) => id)).toEqual([other.organisationId]);
  });
});
