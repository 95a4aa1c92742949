/** Shows the map of the silent minority over HTTP: who reads which part of it, what is not told, and figures brought in whole or not at all. */
import { v7 } from 'uuid';
import { Situation } from '../../schema/taxonomy/situation';
import { household } from '../stage/households';
import { draftedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const mapQuery = `query ($areaCode: String!, $level: AreaLevel!, $first: Int! = 100, $after: String) {
  outreachGaps(areaCode: $areaCode, level: $level, first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    edges { node { areaCode rank residents expectedHouseholds observedHouseholds gap gapLow gapHigh ratio area { name } } } } }`;

describe('the map of the silent minority', () => {
  let server: TestServer;
  let bureau: Person;
  let officer: Person;
  /** Two communities of one street and one of another, three grids each. */
  const communities = ['640104001002', '640104001003', '640104012001'];
  const grids: string[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    bureau = await people(server).bureau();
    officer = await people(server).streetOfficer('640104001');
    for (const community of communities) {
      const rows = await server.database.query<{ code: string }>(
        'SELECT code FROM area WHERE parent_code = $1 ORDER BY code LIMIT 3',
        [community],
      );
      grids.push(...rows.map((row) => row.code));
    }
    expect(grids).toHaveLength(9);
  }, 60_000);
  afterAll(() => server.close());

  const figures = (areaCode: string) => ({
    ...{ areaCode, residents: 400, aged60Plus: 60, livingAlone80Plus: 2, disabled: 9, lowIncome: 5, under14: 50 },
  });
  async function bring(person: Person, input: Record<string, unknown>): Promise<any> {
    const answer = await server.request(
      `mutation ($input: ImportPopulationInput!) { importPopulation(input: $input) { __typename
         ... on PopulationImported { grids } ... on InvalidInput { field } } }`,
      { input: { commandId: v7(), countedOn: '2025-12-31', grids: grids.map(figures), ...input } },
      person.token,
    );
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : answer.data.importPopulation;
  }
  async function read(person: Person, level: string, areaCode = '640104', more: Record<string, unknown> = {}) {
    const answer = await server.request(mapQuery, { level, areaCode, ...more }, person.token);
    if (answer.errors) return [answer.errors[0]!.extensions.code];
    return answer.data.outreachGaps.edges.map((edge: { node: unknown }) => edge.node);
  }
  const rows = () => server.database.query('SELECT * FROM population ORDER BY area_code');

  test('given figures with one that is wrong, then its row and column are named and nothing is written', async () => {
    const wrong = (more: Record<string, unknown>) => [figures(grids[0]!), { ...figures(grids[1]!), ...more }];
    for (const [more, field] of [
      [{ areaCode: communities[0] }, 'areaCode'],
      [{ areaCode: grids[0] }, 'areaCode'],
      [{ areaCode: '640105001001001' }, 'areaCode'],
      [{ residents: -1 }, 'residents'],
      [{ lowIncome: 401 }, 'lowIncome'],
      [{ livingAlone80Plus: 61 }, 'livingAlone80Plus'],
      [{ under14: 341 }, 'under14'],
    ] as const)
      expect(await bring(bureau, { grids: wrong(more) })).toEqual({
        __typename: 'InvalidInput',
        field: `grids.1.${field}`,
      });
    expect(await bring(bureau, { grids: [] })).toMatchObject({ field: 'grids' });
    expect(await bring(bureau, { countedOn: '2199-01-01' })).toMatchObject({ field: 'countedOn' });
    expect(await bring(officer, {})).toEqual({ code: 'FORBIDDEN' });
    await server.database.query("INSERT INTO area VALUES ('640105', '6401', 'DISTRICT', '西夏区', 2023, NULL)");
    expect(await bring(await people(server).bureau('640105'), {})).toMatchObject({ field: 'grids.0.areaCode' });
    expect(await rows()).toEqual([]);
    expect(await read(bureau, 'GRID')).toEqual([]);
  });

  test('given figures sent twice, then they are written once; the same command with others is refused', async () => {
    const commandId = v7();
    expect(await bring(bureau, { commandId })).toEqual({ __typename: 'PopulationImported', grids: 9 });
    const before = await rows();
    expect(before).toHaveLength(9);
    expect(await bring(bureau, { commandId })).toEqual({ __typename: 'PopulationImported', grids: 9 });
    expect(await bring(bureau, { commandId, grids: [{ ...figures(grids[0]!), residents: 999 }] })).toMatchObject({
      __typename: 'IdempotencyMismatch',
    });
    expect(await rows()).toEqual(before);
  });

  test('given needs in some communities, then those seen less rank before those seen more, few are not told, and restricted needs are in no figure', async () => {
    const seen = async (areaCode: string, times: number, situations: Situation[] = []) => {
      for (let count = 0; count < times; count += 1)
        await draftedNeed(server, { household: await household(server, { areaCode }), situations });
    };
    await seen(grids[0]!, 9);
    await seen(grids[3]!, 2);
    await seen(grids[6]!, 6);
    const twice = await household(server, { areaCode: grids[6]! });
    for (let count = 0; count < 3; count += 1) await draftedNeed(server, { household: twice });
    const streets = await read(bureau, 'SUBDISTRICT');
    const figuresOf = (row: any) => [row.residents, row.expectedHouseholds, row.observedHouseholds];
    expect(Object.fromEntries(streets.map((row: any) => [row.areaCode, figuresOf(row)]))).toEqual({
      '640104001': [2400, 12, 11],
      '640104012': [1200, 6, 7],
    });
    expect(streets.map((row: any) => [row.areaCode, row.rank])).toEqual([
      ['640104001', 1],
      ['640104012', 2],
    ]);
    expect(streets[0].gap).toBeGreaterThan(streets[1].gap);
    const byCommunity = await read(bureau, 'COMMUNITY');
    // In the street with 9 and 2, both are hidden: 9 would tell 2.
    const told = new Map(byCommunity.map((row: any) => [row.areaCode, row.observedHouseholds]));
    expect([...told].sort()).toEqual([
      ['640104001002', null],
      ['640104001003', null],
      ['640104012001', 7],
    ]);
    const byGrid = await read(bureau, 'GRID');
    expect(byGrid.filter((row: any) => row.observedHouseholds !== null)).toEqual([]);
    for (const row of byGrid) expect(row.gapLow < row.gap && row.gap < row.gapHigh).toBe(true);
    const before = JSON.stringify([streets, byCommunity, byGrid]);
    await seen(grids[1]!, 7, [Situation.DOMESTIC_VIOLENCE]);
    const after = [await read(bureau, 'SUBDISTRICT'), await read(bureau, 'COMMUNITY'), await read(bureau, 'GRID')];
    expect(JSON.stringify(after)).toBe(before);
  }, 30_000);

  test('given a street officer, then the own street is read with the ranks of the district, and nothing else', async () => {
    const whole = await read(bureau, 'GRID');
    const own = await read(officer, 'GRID');
    expect(own).toEqual(whole.filter((row: any) => row.areaCode.startsWith('640104001')));
    expect(await read(officer, 'COMMUNITY', '640104001003')).toHaveLength(1);
    expect(await read(officer, 'GRID', '640104012')).toEqual(['FORBIDDEN']);
    expect(await read(await people(server).adviser('640104001'), 'GRID')).toEqual(['FORBIDDEN']);
    expect(await read(await people(server).auditor(), 'GRID')).toEqual(['FORBIDDEN']);
    expect(await read(bureau, 'DISTRICT')).toEqual(['BAD_USER_INPUT']);
    expect(await read(bureau, 'GRID', '6401')).toEqual(['BAD_USER_INPUT']);
    const paged: unknown[] = [];
    for (let after: string | null = null; ;) {
      const { data }: { data: any } = await server.request(
        mapQuery,
        { areaCode: '640104', level: 'GRID', first: 4, after },
        bureau.token,
      );
      paged.push(...data.outreachGaps.edges.map((edge: any) => edge.node));
      if (!data.outreachGaps.pageInfo.hasNextPage) break;
      after = data.outreachGaps.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole);
  });
});
