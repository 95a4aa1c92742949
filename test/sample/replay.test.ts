/** Shows that the same seed gives the same bytes: of the plan, and of what the API tells of the year that was loaded from it. */
import { createHash } from 'node:crypto';
import { startApp } from '../../server/app';
import { readConfig } from '../../server/config';
import { Database } from '../../server/database/database';
import { planCasework } from '../../server/sample/casework';
import { SampleClock } from '../../server/sample/clock';
import { planHelping } from '../../server/sample/helping';
import { planLinkage } from '../../server/sample/linkage';
import { planSample } from '../../server/sample/plan';
import { planPolicies } from '../../server/sample/policies';
import { planPool } from '../../server/sample/pool';
import { planDiscovery } from '../../server/sample/visits';
import { ask, signIn } from '../indicator/figures';
import { createTestDatabase } from '../stage/database';
import { linesOfTrail, sampleEnvironment, startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

/** Of another load on another day too. Whoever changes the sample on purpose writes the new digest here. */
const planned = '9481fb539e53715d';
const loaded = {
  figures: 'a36ff196a251f4ba',
  households: '07001546e0ed82e1',
  needs: 'ca23ce4c926f660d',
  visits: 'c090ca952677c887',
  donations: '37fb567316988c6e',
  pool: '383dd058fdfb51b8',
};
const yearOfCase = { from: '2023-01-01', to: '2023-12-31', areaCode: '640104' };
const outcomes = [
  ...['ADVISERS_IN_TEAMS', 'POLICY_LINKS', 'HOUSEHOLDS_VISITED', 'PEOPLE_HELPED_TO_APPLY', 'NEW_DIBAO_PEOPLE'],
  ...['ORGANISATIONS_LINKED', 'PROJECTS_OPENED', 'DONORS', 'GOODS_RECEIVED_VALUE', 'HOUSEHOLDS_HELPED'],
  ...['DISPUTES_RESOLVED', 'HOUSEHOLDS_WATCHED', 'EXITS_AFTER_REEMPLOYMENT', 'HELP_DELIVERED_VALUE', 'REVISITS_DONE'],
];

function digestOf(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The id of a donor who is an organisation is made by the product: by its first appearance. */
function renamed() {
  const ids: string[] = [];
  return ({ donorId, ...donation }: any) => {
    if (!ids.includes(donorId)) ids.push(donorId);
    return { ...donation, donor: ids.indexOf(donorId) };
  };
}

describe('the seed year, replayed', () => {
  let server: TestServer;
  let bureau: string;
  let federation: string;
  beforeAll(async () => {
    server = await startSampleServer();
    bureau = await signIn(server, 'bureau');
    federation = await signIn(server, 'federation');
  }, 180_000);
  afterAll(() => server.close());

  /** All of a list in its order, page by page. */
  const all = async (field: string, node: string, { token = bureau, first = 50 } = {}): Promise<any[]> => {
    const nodes: any[] = [];
    for (let after: string | undefined; ;) {
      const query = `query ($after: String) { page: ${field.replace(')', `, first: ${first}, after: $after)`)} {
        edges { node { ${node} } } pageInfo { hasNextPage endCursor } } }`;
      const { data, errors } = await server.request(query, { after }, token);
      if (errors) throw new Error(errors[0]!.message);
      nodes.push(...data.page.edges.map((edge: any) => edge.node));
      if (!data.page.pageInfo.hasNextPage) return nodes;
      after = data.page.pageInfo.endCursor;
    }
  };

  test('given the seed, then the whole plan is the same to the byte as when its digest was written', () => {
    const whole = planSample();
    const { chance: _chance, ...plan } = whole;
    const parts = [planCasework(whole), planHelping(plan), planPolicies(whole), planDiscovery(plan), planPool(plan)];
    expect(digestOf([plan, ...parts, planLinkage(1)])).toBe(planned);
  });

  test('given a load of the year, then what the API tells of it is the same to the byte as of any other load', async () => {
    const groups = 'area: groups(by: AREA) { key figure { value } } months { month figure { value } }';
    const { indicators: figures } = await ask(server, bureau, yearOfCase, outcomes, groups);
    const households = await all(
      'households(areaCode: "640104")',
      'id areaCode lowIncomeCategory situations barriers registeredAt contactCardIssuedAt',
    );
    const needs = await all(
      'needs(filter: { areaCode: "640104" })',
      `id kind serviceKind status cardText createdAt referredAt statusSince household { id }
       claims { id status claimedAt deliveredAt completedAt organisation { id } records { id servedOn minutes } }
       fundedBy { donationId deliveredValueFen }`,
      { first: 10 },
    );
    const ofCase = (need: any) => need.createdAt < '2024';
    for (const need of needs) need.fundedBy.sort((a: any, b: any) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const byId = (some: any[]) => [...some].sort((a, b) => (a.id < b.id ? -1 : 1));
    const visits = await all(
      'visits(areaCode: "640104")',
      'id areaCode visitedAt visitedById result rootCauses barriers nextStep household { id }',
    );
    const { data } = await server.request('{ me { roles { organisationId } } }', {}, federation);
    const donations = await all(
      `donations(organisationId: "${data.me.roles[0].organisationId}")`,
      'id donorId form receivedAt moneyFen lots { id item quantity }',
      { token: federation },
    );
    // What is of today has no fixed time: who holds what stays the same.
    const pool = byId(needs.filter((need) => !ofCase(need))).map(({ id, status, claims }) => [
      ...[id, status, claims.map((claim: any) => [claim.id, claim.status, claim.organisation.id])],
    ]);
    const parts = { figures, households: byId(households), needs: byId(needs.filter(ofCase)), visits: byId(visits) };
    expect(
      Object.values(parts)
        .slice(1)
        .map((part) => (part as any[]).length),
    ).toEqual([550, 130, 550]);
    const told = Object.entries({ ...parts, donations: byId(donations).map(renamed()), pool }).map(([name, part]) => [
      name,
      digestOf(part),
    ]);
    expect(Object.fromEntries(told)).toEqual(loaded);
  });

  test('given a load that began on another day and was interrupted, when a server starts, then it writes nothing and says what to do', async () => {
    const database = await createTestDatabase();
    const began = new Database({ url: database.url, poolSize: 1, entities: [] });
    await began.open();
    await SampleClock.setUp(began);
    await began.close();
    await database.query(`UPDATE sample_clock.load SET begun_on = '2024-05-06'`);
    const config = readConfig({ ...sampleEnvironment(), LINKAGE_DATA_DIRECTORY: server.config.dataDirectory });
    const start = startApp(config, { databaseUrl: database.url, report: () => undefined });
    await expect(start).rejects.toThrow(
      'The sample district is half loaded: loading began on 2024-05-06, what it wrote is of that day, and it can not go on today. ' +
        'What to do: npm run reset && npm start; with a database of your own, give an empty one',
    );
    expect(await linesOfTrail(database)).toBe(0);
    await database.drop();
  });

  test('given the load is over, then nothing in the database goes by its clock, and the trail has the real time', async () => {
    const [left] = await server.database.query(
      `SELECT to_regnamespace('sample_clock') AS clock,
              (SELECT count(*)::int FROM pg_attrdef WHERE pg_get_expr(adbin, adrelid) LIKE '%sample_clock%') AS defaults,
              (SELECT count(*)::int FROM audit_line WHERE at < now() - interval '1 day') AS old_lines,
              (SELECT count(*)::int FROM household WHERE registered_at >= '2024-01-01') AS late_households`,
    );
    expect(left).toEqual({ clock: null, defaults: 0, old_lines: 0, late_households: 0 });
    const clocked = `SELECT count(*)::int AS count FROM pg_attrdef 
      JOIN pg_class c ON c.oid = adrelid AND c.relnamespace = 'public'::regnamespace WHERE pg_get_expr(adbin, adrelid) = 'now()'`;
    const empty = await createTestDatabase();
    expect(await server.database.query(clocked)).toEqual(await empty.query(clocked));
    await empty.drop();
  });
});
