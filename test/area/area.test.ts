/** Shows the administrative tree of the district: counts, codes, subtree, paging. */
import { gridsOfTheCase, layGrids, readDistrict } from '../../server/area/district';
import { createTestDatabase, type TestDatabase } from '../stage/database';

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
