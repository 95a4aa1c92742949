/** Shows the administrative tree of the district: counts, codes, subtree, paging; and who sets which streets are pilots. */
import { v7 } from 'uuid';
import { gridsOfTheCase, layGrids, readDistrict } from '../../server/area/district';
import { commands } from '../stage/commands';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the areas of the district', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test('given the published list, then 16 streets, 148 communities and the 1,841 grids of the case stand under the district', async () => {
    const rows = await database.query<{ level: string; count: number }>(
      "SELECT level, count(*)::int AS count FROM area WHERE code >= '640104' AND code < '640104~' GROUP BY level ORDER BY level",
    );
    expect(rows).toEqual([
      { level: 'COMMUNITY', count: 148 },
      { level: 'DISTRICT', count: 1 },
      { level: 'GRID', count: gridsOfTheCase },
      { level: 'SUBDISTRICT', count: 16 },
    ]);
  });

  test('given the rule of the grids, then the first 65 communities have 13 and the others 12', () => {
    const grids = layGrids(readDistrict());
    const counts = new Map<string, number>();
    for (const grid of grids) counts.set(grid.parentCode!, (counts.get(grid.parentCode!) ?? 0) + 1);
    const inOrder = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
    expect(inOrder.slice(0, 65).every((count) => count === 13)).toBe(true);
    expect(inOrder.slice(65).every((count) => count === 12)).toBe(true);
  });

  test('given a code of the wrong level, then the database refuses it and nothing is stored', async () => {
    await expect(
      database.query("INSERT INTO area VALUES ('64010499', '640104', 'SUBDISTRICT', 'x', 2023, null)"),
    ).rejects.toMatchObject({ constraint: 'an_area_code_is_a_statistical_code' });
    expect(await database.query("SELECT 1 FROM area WHERE name = 'x'")).toEqual([]);
  });
});

describe('areas over the API', () => {
  let server: TestServer;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser();
  });
  afterAll(() => server.close());

  test('given a code, then the area, what contains it and what is inside it are answered, page by page', async () => {
    const query = `query ($after: String) { area(code: "640104") { name level statisticalCode editionYear
      parent { code parent { name parent { code } } }
      children(first: 10, after: $after) { edges { node { code name } } pageInfo { hasNextPage endCursor } } } }`;
    const first = (await server.request(query, {}, adviser.token)).data.area;
    expect(first).toMatchObject({
      name: '兴庆区',
      level: 'DISTRICT',
      statisticalCode: '640104000000',
      editionYear: 2023,
      parent: { code: '6401', parent: { name: '宁夏回族自治区', parent: null } },
    });
    const after = first.children.pageInfo.endCursor;
    const second = (await server.request(query, { after }, adviser.token)).data.area;
    const codes = [...first.children.edges, ...second.children.edges].map(
      (edge: { node: { code: string } }) => edge.node.code,
    );
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes).toHaveLength(16);
    expect(second.children.pageInfo.hasNextPage).toBe(false);
  });

  test.each([['999999'], ['640104%'], ["640104' OR ''='"], ['']])(
    'given %s, which is no area (attacks 74, 75), then nothing is answered',
    async (code) => {
      const answer = await server.request(
        'query ($code: String!) { area(code: $code) { name } }',
        { code },
        adviser.token,
      );
      expect(answer).toMatchObject({ data: { area: null } });
      expect(answer.errors).toBeUndefined();
    },
  );

  test('given who does not govern the district, a community, or a place elsewhere, then it is no pilot; a day set anew replaces the old one, once', async () => {
    const pilots = () =>
      server.database.query('SELECT code, pilot_since AS since FROM area WHERE pilot_since IS NOT NULL ORDER BY 1');
    const [street, community, elsewhere] = ['640104001', '640104001003', '640104012'];
    const run = commands(server);
    const pilot = (by: Person, more: Record<string, unknown> = {}) => {
      const input = { commandId: v7(), areaCode: street, since: '2022-03-01', ...more };
      return run(by, 'markPilotStreet', input, 'code pilotSince');
    };
    const bureau = await people(server).bureau();
    expect(await pilot(bureau)).toEqual({ __typename: 'Area', code: street, pilotSince: '2022-03-01' });
    expect(await pilot(await people(server).streetOfficer(street), { since: '2023-01-01' })).toBe('FORBIDDEN');
    const ofOneStreet = await people(server).bureau(street);
    expect(await pilot(ofOneStreet, { areaCode: elsewhere })).toMatchObject({ __typename: 'NotFound' });
    expect(await pilot(bureau, { areaCode: '640104999' })).toMatchObject({ __typename: 'NotFound' });
    expect(await pilot(bureau, { areaCode: community })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await pilots()).toEqual([{ code: street, since: '2022-03-01' }]);
    const earlier = { commandId: v7(), since: '2022-02-01' };
    expect(await pilot(bureau, earlier)).toMatchObject({ pilotSince: '2022-02-01' });
    expect(await pilot(bureau, { since: '2022-03-01' })).toMatchObject({ pilotSince: '2022-03-01' });
    expect(await pilot(bureau, earlier)).toMatchObject({ pilotSince: '2022-03-01' });
    expect(await pilot(bureau, { ...earlier, since: '2021-02-01' })).toMatchObject({
      __typename: 'IdempotencyMismatch',
    });
    const lines = await server.database.query(
      "SELECT details FROM audit_line WHERE operation = 'markPilotStreet' ORDER BY position",
    );
    expect(lines.map(({ details }: any) => details.since)).toEqual(['2022-03-01', '2022-02-01', '2022-03-01']);
  });

  test('given nobody, then no area is answered', async () => {
    const answer = await server.request('{ area(code: "640104") { name } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
