/** Shows that the plan says nothing of a household: no answer, table, event or log of it, and no area finer than the community. */
import { v7 } from 'uuid';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { buildLinkageSchema } from '../../server/schema';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { operationFor } from '../stage/documents';
import { household } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { eventually } from './planning';

const secretCard = '此卡文字不可出现在计划里的标记';
const grid = '640104001002001';

describe('canary values of a household that is planned for', () => {
  let database: TestDatabase;
  let arranging: TestServer;
  let outside: ServerProcess;
  let staff: Person;
  let canaries: string[];
  let needIds: string[];
  const said: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    const environment = { ...testEnvironment(), LINKAGE_OFFER_MINUTES: '30' };
    arranging = await startTestServer(environment, database);
    await database.query(
      `INSERT INTO area (code, parent_code, level, name, edition_year)
       SELECT $1, code, 'GRID', '第一网格', edition_year FROM area WHERE code = '640104001002' ON CONFLICT DO NOTHING`,
      [grid],
    );
    const federation = await approvedOrganisation(arranging, { kind: OrganisationKind.CHARITY_FEDERATION });
    staff = await people(arranging).federationStaff(federation.organisationId);
    const family = await household(arranging, {
      areaCode: grid,
      members: [{ name: '闪玥喆' }],
      address: '秘密小区九十九号楼',
    });
    const needs = [];
    // Nobody offers this help yet: all are in the pool, to be accepted from the plan.
    for (let number = 0; number < 3; number += 1)
      needs.push(await referredNeed(arranging, { household: family, areaCode: grid, cardText: secretCard }));
    needIds = needs.map(({ id }) => id);
    await approvedOrganisation(arranging, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 2 }],
    });
    const { identity } = family;
    canaries = [
      ...[identity.name, identity.phone, identity.address, identity.residentNumber, family.cardCode, secretCard],
      ...[grid, family.householdId, family.id],
    ];
    outside = await startServerProcess({
      ...{ ...environment, DATABASE_URL: database.url },
      ...{ LINKAGE_PLANNER: 'on', LINKAGE_LOG_LEVEL: 'debug', LINKAGE_PLANNER_CHECK_SECONDS: '1' },
    });
  }, 90_000);
  afterAll(async () => {
    await outside.kill();
    await arranging.close();
    await database.drop();
  });
  const found = (text: string) => canaries.filter((canary) => text.includes(canary));

  test('given the federation that asks for everything of the plan, hears its news and accepts it, then no canary is said', async () => {
    const client = createClient({
      url: outside.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${staff.token}` },
    });
    client.subscribe(
      { query: 'subscription { planChanged { cursor at version changed } }' },
      { next: (message) => said.push(JSON.stringify(message)), error: (error) => said.push(JSON.stringify(error)), complete: () => undefined }, // prettier-ignore
    );
    const ask = async (query: string, variables: object = {}) => {
      const answer = await postGraphQL(outside.url, query, { ...variables }, staff.token);
      said.push(JSON.stringify(answer));
      return answer;
    };
    const plan = await eventually('it is planned', async () => {
      const { data } = await postGraphQL(outside.url, '{ plan { version needsPlanned } }', {}, staff.token);
      return data?.plan?.needsPlanned === 2 && (data.plan as { version: string });
    });
    const schema = buildLinkageSchema(arranging.app.composition.resolvers);
    const everything = async () => {
      for (const field of Object.values(schema.getQueryType()!.getFields())) {
        if (!/plan/i.test(field.name) || /training/i.test(field.name)) continue;
        for (const by of ['COMMUNITY', 'STREET', 'SITUATION']) {
          const { query, variables } = operationFor(schema, 'query', field, { first: 50, by }, 5);
          const answer = await ask(query, variables);
          expect(answer.errors).toBeUndefined();
          if (!field.args.some(({ name }) => name === 'by')) break;
        }
      }
    };
    await everything();
    const accept = `mutation ($input: AcceptPlanInput!) { acceptPlan(input: $input) { __typename
      ... on PlanAcceptance { planVersion lines { needId outcome offerId } } ... on PlanIsStale { messageEn currentVersion } } }`;
    const stale = await ask(accept, { input: { acceptanceId: v7(), planVersion: '0' } });
    expect(stale.data.acceptPlan.__typename).toBe('PlanIsStale');
    const accepted = await ask(accept, { input: { acceptanceId: v7(), planVersion: plan.version, needIds } });
    expect(accepted.data.acceptPlan.lines.map((line: { outcome: string }) => line.outcome).sort()).toEqual([
      ...['NOT_PLANNED', 'OFFERED', 'OFFERED'],
    ]);
    await eventually('the plan goes on, and it is heard', async () => {
      const { data } = await postGraphQL(outside.url, '{ plan { needsOpen } }', {}, staff.token);
      return data.plan.needsOpen === 1 && said.some((text) => text.includes('planChanged"'));
    });
    await everything();
    await client.dispose();
    const text = said.join('\n');
    expect(found(text)).toEqual([]);
    // It was about these needs.
    for (const id of needIds) expect(text).toContain(id);
    expect(text).toContain('640104001002');
  }, 90_000);

  test('given all of that, then no table of the plan, no event of it and no line of the log has a canary', async () => {
    const tables = await database.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE 'plan%' ORDER BY relname",
    );
    expect(tables.map(({ name }) => name)).toEqual([
      'plan',
      'plan_acceptance',
      'plan_acceptance_line',
      'plan_line',
      'plan_price',
      'planner_term',
    ]);
    for (const { name } of tables) {
      const rows = await database.query(`SELECT to_jsonb(kept)::text AS kept FROM ${name} kept`);
      expect({ name, rows: rows.length > 0, found: found(JSON.stringify(rows)) }).toEqual({
        name,
        rows: true,
        found: [],
      });
    }
    const events = await database.query(
      "SELECT to_jsonb(event)::text AS told FROM event WHERE type IN ('PlanChanged', 'NeedOffered')",
    );
    expect(events.length).toBeGreaterThan(2);
    expect(found(JSON.stringify(events.filter((row) => String(row.told).includes('PlanChanged'))))).toEqual([]);
    expect(outside.output()).toContain('this server plans');
    expect(found(outside.output())).toEqual([]);
  });
});
