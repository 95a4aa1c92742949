/** Shows that what an organisation misses a need by is the same wherever it is asked: of its offerings the one that lacks least. */
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { verifiedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { startTestServer, type TestServer } from '../stage/server';

describe('the nearest miss', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('given an organisation that misses a need by more than one offering, then its explanation is the nearest miss, by fewest changes', async () => {
    const { organisationId, offeringIds } = await approvedOrganisation(server, {
      offerings: [
        { serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001002'], capacityMaximum: 9 },
        {
          ...{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640105'], capacityMaximum: 1 },
          skills: ['护理', '理发'],
        },
      ],
    });
    const need = await verifiedNeed(server, { skills: ['护理', '理发'] });
    const { database, decisionService, matching, needs, rankings } = server.app.composition;
    const [nearest] = await rankings.nearestMisses(need.adviser, need.needId);
    expect(nearest!.changes).toEqual([{ change: 'ADD_AREA', value: need.areaCode }]);
    const row = (await needs.findNeed(database, need.needId))!;
    const best = (await matching.bestOfferingFor(database, row, organisationId))!;
    expect(best.offeringId).toBe(offeringIds[1]);
    const explained = await rankings.explainMatch(need.adviser, need.id, globalId('Organisation', organisationId));
    expect(explained!.explanation.gates).toEqual(nearest!.match.explanation.gates);
    const replay = await decisionService.replay(need.adviser, explained!.decisionId);
    expect(replay).toMatchObject({ identical: true, inputsIntact: true });
  });
});
