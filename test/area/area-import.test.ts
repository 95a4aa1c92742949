/** Shows the import of areas: the whole country on the real list, repeatable, renewed, all or nothing, nothing lost in silence. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importAreas } from '../../server/area/area-import';
import { AreaRepository } from '../../server/area/area.repository';
import { countRows, installedList, readCountry, Tree, type Oddity } from '../../server/area/country';
import { gridsOfTheCase } from '../../server/area/district';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { startStageCluster, type StageCluster } from '../stage/cluster';
import { createTestDatabase, type TestDatabase } from '../stage/database';

describe('the import of areas', () => {
  let stage: TestDatabase;
  let database: Database;
  const areas = new AreaRepository();
  const folders: string[] = [];

  let own: StageCluster;
  beforeAll(async () => {
    own = await startStageCluster();
    process.env.LINKAGE_TEST_CLUSTER = own.url;
  }, 60_000);
  afterAll(() => own.stop());
  beforeEach(async () => {
    stage = await createTestDatabase();
    database = await new Database({ url: stage.url, poolSize: 2, entities }).open();
  });
  afterEach(async () => {
    await database.close();
    await stage.drop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** A list of a made-up country; headings as in the package. */
  function listOf(rows: Partial<Record<'provinces' | 'cities' | 'areas' | 'streets' | 'villages', string[]>>): string {
    const folder = mkdtempSync(join(tmpdir(), 'linkage-areas-'));
    folders.push(folder);
    for (const file of ['provinces', 'cities', 'areas', 'streets', 'villages'] as const)
      writeFileSync(join(folder, `${file}.csv`), ['code,name', ...(rows[file] ?? [])].join('\n') + '\n');
    return folder;
  }

  function count(condition = 'true'): Promise<number> {
    return stage
      .query<{ count: number }>(`SELECT count(*)::int AS count FROM area WHERE ${condition}`)
      .then((rows) => rows[0]!.count);
  }

  test('given the list of the whole country, then every one of its 665,276 rows finds its level and its parent', async () => {
    const { folder, editionYear } = installedList();
    expect(await countRows(folder)).toBe(665_276);
    const oddities: Oddity[] = [];
    const levels = new Map<string, number>();
    const options = { batchSize: 5_000, onOddity: (oddity: Oddity) => oddities.push(oddity) };
    for await (const batch of readCountry(folder, editionYear!, options))
      for (const area of batch) levels.set(area.level, (levels.get(area.level) ?? 0) + 1);
    expect(Object.fromEntries(levels)).toEqual({
      PROVINCE: 31,
      PREFECTURE: 342,
      DISTRICT: 2978,
      SUBDISTRICT: 41_352,
      COMMUNITY: 620_573,
    });
    expect(oddities).toEqual([
      { code: '420684103229', name: '高\ue170村委会', reason: 'NAME_WITH_PRIVATE_CHARACTER', taken: true },
      { code: '450681101201', name: '\ue08b尾村村委会', reason: 'NAME_WITH_PRIVATE_CHARACTER', taken: true },
    ]);
  }, 120_000);

  test('given two provinces of the real list, then every row is stored once, and a second run writes nothing', async () => {
    const { folder, editionYear } = installedList();
    const progress: number[] = [];
    const hainan = { folder, editionYear: editionYear!, province: '46' };
    const first = await importAreas(database, areas, { country: hainan, onProgress: (rows) => progress.push(rows) });
    expect(first).toEqual({ read: 3572, written: 3572, oddities: [], ofOtherEditions: 0 });
    expect(progress.at(-1)).toBe(3572);
    // A prefecture without districts: the list gives Danzhou one pseudo district, its towns stand under that.
    expect(await count("parent_code = '460400' AND level = 'SUBDISTRICT'")).toBe(18);
    expect(await importAreas(database, areas, { country: hainan })).toMatchObject({ read: 3572, written: 0 });
    // The province of the district: what stands there already is written once, its grids stay.
    const ningxia = await importAreas(database, areas, { country: { ...hainan, province: '64' } });
    expect(ningxia).toMatchObject({ read: 3199 + gridsOfTheCase, written: 3199 - (3 + 16 + 148) });
    expect(await count("level = 'GRID'")).toBe(gridsOfTheCase);
  }, 60_000);

  test('given a list with another name and a newer edition, then the row is renewed, rows it no longer has stay and are counted', async () => {
    const folder = listOf({ provinces: ['64,宁夏'], cities: ['6401,银川市'], areas: ['640104,兴庆区'] });
    const result = await importAreas(database, areas, { country: { folder, editionYear: 2024, province: '64' } });
    expect(result.written).toBe(3);
    expect(await stage.query("SELECT name, edition_year AS year FROM area WHERE code = '64'")).toEqual([
      { name: '宁夏', year: 2024 },
    ]);
    expect(result.ofOtherEditions).toBe(16 + 148);
    expect(await count()).toBe(3 + 16 + 148 + gridsOfTheCase);
  });

  test('given rows that fit no level, have no parent, no name or come twice, then they are reported and the others imported', async () => {
    const folder = listOf({
      provinces: ['99,甲省', '9,一位'],
      cities: ['9901,乙市', '9801,无父'],
      areas: ['990101,丙区', '990101,丙区又一次', '990102,  '],
      streets: ['9901001,七位', '990101001,丁街道', '990101-01,非数字'],
      villages: ['990101001001,"戊""社区",990101001,99', '990101001002,"开了没关', 'x'],
    });
    const result = await importAreas(database, areas, { country: { folder, editionYear: 2023 } });
    expect(result.oddities.map(({ code, reason, taken }) => [code, reason, taken])).toEqual([
      ['9', 'NO_LEVEL', false],
      ['9801', 'NO_PARENT', false],
      ['990101', 'GIVEN_TWICE', false],
      ['990102', 'NO_NAME', false],
      ['9901001', 'NO_LEVEL', false],
      ['990101-01', 'NO_LEVEL', false],
      ['990101001002,"开了没关', 'NOT_READABLE', false],
      ['x', 'NOT_READABLE', false],
    ]);
    expect(
      (await stage.query("SELECT code FROM area WHERE code LIKE '99%' ORDER BY code")).map((row) => row.code),
    ).toEqual(['99', '9901', '990101', '990101001', '990101001001']);
  });

  test('given a street whose prefecture has no district, then it stands directly under the prefecture', () => {
    const tree = new Tree(2023);
    tree.place('44', '广东省');
    tree.place('4419', '东莞市');
    expect(tree.place('441900003', '东城街道').area).toMatchObject({ parentCode: '4419', level: 'SUBDISTRICT' });
  });

  test('given a failure in the middle of the list, then nothing of it is stored', async () => {
    const before = await count();
    const villages = Array.from({ length: 999 }, (_, number) => `990101001${String(number).padStart(3, '0')},村`);
    const streets = Array.from({ length: 999 }, (_, number) => `990101${String(number).padStart(3, '0')},街道`);
    const folder = listOf({ provinces: ['99,甲'], cities: ['9901,乙'], areas: ['990101,丙'], streets, villages });
    const onProgress = (rows: number) => {
      if (rows > 1_500) throw new Error('the machine is switched off');
    };
    const country = { folder, editionYear: 2023 };
    await expect(importAreas(database, areas, { country, onProgress })).rejects.toThrow('switched off');
    expect(await count()).toBe(before);
    expect(await count("code LIKE '99%'")).toBe(0);
  });

  test('given no list, then the district alone is imported, with its grids', async () => {
    await stage.query('DELETE FROM area');
    const result = await importAreas(database, areas, {});
    expect(result.read).toBe(3 + 16 + 148 + gridsOfTheCase);
    expect(await count()).toBe(3 + 16 + 148 + gridsOfTheCase);
  });

  test('given two imports at once, then one waits for the other and writes nothing', async () => {
    const folder = listOf({ provinces: ['99,甲省'], cities: ['9901,乙市'] });
    const country = { folder, editionYear: 2023 };
    const results = await Promise.all([
      importAreas(database, areas, { country }),
      importAreas(database, areas, { country }),
    ]);
    expect(results.map((result) => result.written).sort()).toEqual([0, 2]);
  });
});
