/** Shows the linkage of the sample to anybody who asks: six parties, the festival, the donation point, the fair, and a published list of resources. */
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

describe('the linkage of the sample', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startSampleServer();
  }, 180_000);
  afterAll(() => server.close());

  test('given the sample, then everybody sees what was held and what it brought, and what is to come', async () => {
    const { data } = await server.request(`{ activities(first: 10) { edges { node { kind status functions placeKind
      parties { organises party { kind } } results { peopleReached donations moneyFen goodsFen needsFound } } } } }`);
    const activities = data.activities.edges.map((edge: any) => edge.node);
    expect(
      activities.map((one: any) => [one.kind, one.status, one.placeKind, one.results?.peopleReached ?? null]),
    ).toEqual([
      ['DONATION_POINT', 'ACCOUNTED', 'COMMUNITY_CENTRE', 260],
      ['CULTURE_FESTIVAL', 'ACCOUNTED', 'PUBLIC_SQUARE', 1_200],
      ['CONVENIENCE_FAIR', 'ACCOUNTED', 'CITIZEN_STATION', 480],
      ['CONVENIENCE_FAIR', 'PLANNED', 'CITIZEN_STATION', null],
    ]);
    expect(activities[0].parties.map((one: any) => one.party.kind).sort()).toEqual([
      ...['CHARITY_RESOURCES', 'COMMUNITY', 'OTHER_LOCAL', 'SOCIAL_ORGANISATION', 'SOCIAL_WORKERS', 'VOLUNTEERS'],
    ]);
    expect(activities.map((one: any) => one.results?.donations ?? 0)).toEqual([2, 4, 1, 0]);
    for (const { results } of activities.slice(0, 3))
      expect(BigInt(results.moneyFen) + BigInt(results.goodsFen)).toBeGreaterThan(0n);
    // All four functions are there.
    expect(new Set(activities.flatMap((one: any) => one.functions)).size).toBe(4);
  });

  test('given the sample, then the list of resources is published with what the district has', async () => {
    const { data } = await server.request(`{ resourceCatalogue { number status entryCount added
      services: entries(first: 1, kind: SERVICE) { edges { node { title } } }
      projects: entries(first: 10, kind: PROJECT) { edges { node { title } } }
      goods: entries(first: 1, kind: GOODS) { edges { node { title } } }
      policies: entries(first: 1, kind: POLICY) { edges { node { title } } } } }`);
    const { services, projects, goods, policies, ...catalogue } = data.resourceCatalogue;
    expect(catalogue).toMatchObject({ number: 1, status: 'PUBLISHED', added: catalogue.entryCount });
    expect([services, projects, goods, policies].map((some) => some.edges.length)).toEqual([1, 5, 1, 1]);
  });
});
