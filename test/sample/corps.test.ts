/** Shows the corps of the published case in the sample, read through the API: 17 teams with 152 advisers, complete, trained and thanked. */
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

describe('the adviser corps of the sample', () => {
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    server = await startSampleServer();
    const mutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
    const input = { login: 'bureau', password: 'linkage-demo-2023' };
    token = (await server.request(mutation, { input })).data.signIn.accessToken;
  }, 180_000);
  afterAll(() => server.close());

  const ask = async (query: string): Promise<any> => {
    const { data, errors } = await server.request(query, {}, token);
    if (errors) throw new Error(errors[0]!.message);
    return data;
  };
  const all = async (field: string, node: string): Promise<any[]> => {
    const nodes: any[] = [];
    for (let after = ''; ;) {
      const place = `areaCode: "640104", first: 100${after && `, after: "${after}"`}`;
      const { page } = await ask(
        `{ page: ${field}(${place}) { edges { node { ${node} } } pageInfo { hasNextPage endCursor } } }`,
      );
      nodes.push(...page.edges.map((edge: any) => edge.node));
      if (!page.pageInfo.hasNextPage) return nodes;
      after = page.pageInfo.endCursor;
    }
  };

  test('given the case, then 152 advisers stand in 17 teams of its three pilot streets, each with a service point', async () => {
    const advisers = await all('advisers', 'kind team { name } area { code } endedOn appointedOn');
    const inTeams = advisers.filter((adviser) => adviser.team);
    expect(inTeams).toHaveLength(152);
    expect(new Set(inTeams.map((adviser) => adviser.team.name)).size).toBe(17);
    expect(new Set(advisers.map((adviser) => adviser.kind)).size).toBe(4);
    expect(new Set(advisers.map((adviser) => adviser.appointedOn))).toEqual(new Set(['2022-03-01']));
    expect(await all('adviserTeams', 'name')).toHaveLength(17);
    const points = await all('servicePoints', 'area { code } openingHours { weekday }');
    expect(points.map((point) => point.area.code).sort()).toEqual(['640104001', '640104002', '640104003']);
    expect(points[0].openingHours).toHaveLength(10);
  });

  test('given the staffing rule, then no street and no community of the scheme lacks anything, with two backbones per street', async () => {
    const { adviserStaffing } = await ask(
      '{ adviserStaffing(areaCode: "640104") { rule standing missing area { code } } }',
    );
    expect(adviserStaffing.filter((line: any) => line.missing > 0)).toEqual([]);
    const streets = adviserStaffing.filter((line: any) => line.rule === 'STREET_BACKBONES');
    expect(streets.map((line: any) => line.standing)).toEqual([2, 2, 2]);
    expect(
      adviserStaffing
        .filter((line: any) => line.rule === 'COMMUNITY_BACKBONE')
        .every((line: any) => line.standing === 1),
    ).toBe(true);
  });

  test('given the year of the case, then each subject was held twice, four rewards were handed over, and five advisers were praised', async () => {
    const { trainingPlan, commendations } =
      await ask(`{ trainingPlan(areaCode: "640104", year: 2023) { subject held planned }
      commendations(areaCode: "640104") { edges { node { adviserName } } } }`);
    expect(trainingPlan.map((line: any) => [line.held, line.planned])).toEqual([
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
    expect(commendations.edges).toHaveLength(5);
    const advisers = await all('advisers', 'points { balance earned redeemed } redemptions { status }');
    const sum = (name: string) => advisers.reduce((total, adviser) => total + adviser.points[name], 0);
    expect([sum('earned'), sum('redeemed'), sum('balance')]).toEqual([17 * 30, 4 * 20, 17 * 30 - 4 * 20]);
    expect(advisers.flatMap((adviser) => adviser.redemptions.map((one: any) => one.status))).toEqual(
      Array.from({ length: 4 }, () => 'HANDED_OVER'),
    );
  });

  test('given the linkage, then 34 households have a helper who was there, four meetings were held, and two texts were published by a second person', async () => {
    const pairings = await all('pairings', 'helperName household { id } contacts { channel }');
    expect(pairings).toHaveLength(34);
    expect(new Set(pairings.map((pairing) => pairing.household.id)).size).toBe(34);
    // When it began, and lately.
    expect(pairings.every((pairing) => pairing.contacts.length === 2)).toBe(true);
    const { meetings, meetingIssues, caseExperiences } = await ask(`{
      meetings(status: HELD) { edges { node { startsAt parties { isConvener } } } }
      meetingIssues { edges { node { state followUps { state } } } }
      caseExperiences { edges { node { title } } } }`);
    expect(meetings.edges.map((edge: any) => edge.node.startsAt.slice(0, 7))).toEqual([
      ...['2023-12', '2023-09', '2023-06', '2023-03'],
    ]);
    expect(meetings.edges[0].node.parties).toHaveLength(8);
    const steps = meetingIssues.edges.map((edge: any) => [
      ...[edge.node.state, edge.node.followUps.map((step: any) => step.state).sort()],
    ]);
    expect(steps.map((step: any) => JSON.stringify(step)).sort()).toEqual([
      ...Array.from({ length: 4 }, () => '["RESOLVED",["IN_PROGRESS","RESOLVED"]]'),
      ...Array.from({ length: 4 }, () => '["RESOLVED",["RESOLVED"]]'),
    ]);
    expect(caseExperiences.edges).toHaveLength(2);
  });
});
