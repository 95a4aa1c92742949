/** Shows that the sample is the district of the published case: its figures, and the same rows from the same seed. */
import { planSample } from '../../server/sample/plan';
import { loadSample } from '../../server/sample/load';
import { readCreditCode } from '../../server/organisation/credit-code';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

describe('the sample district', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startSampleServer();
  }, 180_000);
  afterAll(() => server.close());
  const count = async (sql: string) =>
    (await server.database.query<{ count: number }>(`SELECT (${sql})::int AS count`))[0]!.count;

  test('given the published case, then its figures stand in the database', async () => {
    expect({
      streets: await count("SELECT count(*) FROM area WHERE level = 'SUBDISTRICT' AND parent_code = '640104'"),
      pilotStreets: await count('SELECT count(*) FROM area WHERE pilot_since IS NOT NULL'),
      grids: await count("SELECT count(*) FROM area WHERE level = 'GRID'"),
      advisers: await count("SELECT count(DISTINCT account_id) FROM role_grant WHERE role = 'ADVISER'"),
      organisations: await count("SELECT count(*) FROM organisation WHERE status = 'APPROVED' AND kind <> 'SHOP'"),
      households: await count('SELECT count(*) FROM household'),
      householdsHelped: await count('SELECT count(DISTINCT household_id) FROM need'),
      householdsVisited: await count("SELECT count(DISTINCT household_id) FROM visit WHERE result = 'COMPLETED'"),
      visitsOwed: await count('SELECT count(*) FROM visit_obligation WHERE done_at IS NULL'),
      serviceKindsOfNeeds: (await count('SELECT count(DISTINCT service_kind) FROM need')) >= 5,
    }).toEqual({
      streets: 16,
      pilotStreets: 3,
      grids: 1841,
      advisers: 152,
      organisations: 14,
      households: 550,
      householdsHelped: 130,
      householdsVisited: 550,
      visitsOwed: 12,
      serviceKindsOfNeeds: true,
    });
  });

  test('given the plan, then 17 teams stand in it, and two backbones for each pilot street', () => {
    const plan = planSample();
    expect(new Set(plan.advisers.map((adviser) => adviser.roles[0]!.areaCode)).size).toBe(17);
    expect(plan.officers.map((officer) => officer.roles[0]!.areaCode)).toEqual([
      '640104001',
      '640104001',
      '640104002',
      '640104002',
      '640104003',
      '640104003',
    ]);
  });

  test('given the organisations of the sample, then each has a valid credit code of its own', () => {
    const { organisations, shops } = planSample();
    const codes = [...organisations, ...shops].map((organisation) => organisation.creditCode);
    expect(codes.every((code) => readCreditCode(code) !== undefined)).toBe(true);
    expect(new Set(codes).size).toBe(14 + 9);
  });

  test('given a sample that is loaded, when it is loaded again, then not a row is added', async () => {
    const before = await count('SELECT count(*) FROM audit_line');
    const reported: unknown[] = [];
    const neverComposed = () => {
      throw new Error('It would load again.');
    };
    const signIns = await loadSample(server.app.composition, neverComposed, (line) => reported.push(line));
    expect(signIns).toHaveLength(9);
    expect(reported).toEqual([]);
    expect(await count('SELECT count(*) FROM audit_line')).toBe(before);
  });

  test('given restricted needs, then none of them was referred to the open pool', async () => {
    expect(await count('SELECT count(*) FROM need WHERE restricted')).toBeGreaterThan(0);
    expect(await count("SELECT count(*) FROM need WHERE restricted AND status <> 'VERIFIED'")).toBe(0);
  });
});
