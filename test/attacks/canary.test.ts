/** Shows that who a household is, and any restricted need, is seen by no organisation without claim and consent, on any path. */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { buildLinkageSchema } from '../../server/schema';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { operationFor, type Values } from '../stage/documents';
import { household, type StagedHousehold } from '../stage/households';
import { draftedNeed, referredNeed, verifiedNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../stage/server';

const secretCard = '此卡文字只给受托专业机构看见的标记';

describe('61, 62, 124: canary values of a household', () => {
  let database: TestDatabase;
  let arranging: TestServer;
  let outside: ServerProcess;
  let schema: GraphQLSchema;
  let family: StagedHousehold;
  let open: StagedNeed;
  let restricted: StagedNeed;
  let unreferred: StagedNeed;
  let matching: { organisationId: string };
  let specialist: { organisationId: string };
  let canaries: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const environment = testEnvironment();
    arranging = await startTestServer(environment, database);
    outside = await startServerProcess({ ...environment, DATABASE_URL: database.url, LINKAGE_LOG_LEVEL: 'debug' });
    schema = buildLinkageSchema(arranging.app.composition.resolvers);
    family = await household(arranging, {
      areaCode: '640104001002',
      members: [{ name: '闪玥喆' }],
      address: '秘密小区九十九号楼',
    });
    matching = await approvedOrganisation(arranging, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 5 }],
    });
    specialist = await approvedOrganisation(arranging, {
      offerings: [
        {
          serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
          areaCodes: ['640104'],
          capacityMaximum: 5,
          takesRestricted: true,
        },
      ],
    });
    open = await referredNeed(arranging, { household: family, serviceKind: ServiceKind.CLEANING });
    restricted = await verifiedNeed(arranging, {
      household: family,
      serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
      cardText: secretCard,
    });
    unreferred = await draftedNeed(arranging, {
      household: family,
      serviceKind: ServiceKind.CLEANING,
      cardText: `草稿${secretCard}`,
    });
    const { identity } = family;
    canaries = [identity.name, identity.phone, identity.address, identity.residentNumber, family.cardCode, secretCard];
  }, 90_000);
  afterAll(async () => {
    await outside.kill();
    await arranging.close();
    await database.drop();
  });

  const found = (text: string) => canaries.filter((canary) => text.includes(canary));

  /** Every id that the person could guess or hold, under every name that an argument has. */
  function valuesToTry(person: Person): Values[] {
    const names = [
      'id',
      'needId',
      'householdId',
      'organisationId',
      'claimId',
      'referralId',
      'consentId',
      'revisitId',
      'accountId',
      'offeringId',
    ];
    const ids = [
      ...[open, restricted, unreferred].map((need) => need.id),
      family.id,
      globalId('Organisation', matching.organisationId),
      globalId('Account', person.accountId),
    ];
    const fixed = { code: '640104001002', areaCode: '640104', first: 50 };
    const right = {
      needId: open.id,
      householdId: family.id,
      organisationId: globalId('Organisation', matching.organisationId),
    };
    return [
      ...ids.map((id) => ({ ...fixed, ...Object.fromEntries(names.map((name) => [name, id])) })),
      { ...fixed, ...right },
      { ...fixed, ...right, needId: restricted.id },
    ];
  }

  async function everythingSaidTo(person: Person): Promise<string> {
    const said: string[] = [];
    const ask = async (kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, values: Values) => {
      for (const depth of [3, 2]) {
        const { query, variables } = operationFor(schema, kind, field, values, depth);
        const answer = await postGraphQL(outside.url, query, variables, person.token);
        said.push(JSON.stringify(answer));
        if (answer.errors?.[0]?.extensions.code !== 'LIMIT_EXCEEDED' && answer.status !== 400) break;
      }
    };
    for (const values of valuesToTry(person))
      for (const field of Object.values(schema.getQueryType()!.getFields())) await ask('query', field, values);
    for (const values of valuesToTry(person).slice(-2))
      for (const field of Object.values(schema.getMutationType()!.getFields())) {
        // Claiming is what this person may do: it comes last, and does not open identity without consent either.
        if (!['claimNeed', 'changePassword', 'signOut'].includes(field.name)) await ask('mutation', field, values);
      }
    await ask('mutation', schema.getMutationType()!.getFields().claimNeed!, valuesToTry(person).at(-2)!);
    for (const values of valuesToTry(person).slice(-2))
      for (const field of Object.values(schema.getQueryType()!.getFields())) await ask('query', field, values);
    return said.join('\n');
  }

  test('given the adviser of the area, when it reads the identity with a reason, then the canaries are there to be found', async () => {
    const adviser = await people(arranging).adviser('640104001002');
    const answer = await arranging.request(
      'query ($id: ID!) { household(id: $id) { identity(reason: "上门核对住址与电话") { __typename address phone members { name residentNumber } } } }',
      { id: family.id },
      adviser.token,
    );
    expect(found(JSON.stringify(answer)).sort()).toEqual(canaries.slice(0, 4).sort());
  });

  test('given a member of an organisation that matches, when it asks for everything, claims, and asks again, then no canary is said', async () => {
    const member = await people(arranging).organisationAdministrator(matching.organisationId);
    const said = await everythingSaidTo(member);
    expect(found(said)).toEqual([]);
    expect(said).toContain('"__typename":"Claim"');
  }, 120_000);

  test('given a specialist without a referral, and a person without any role, then no canary is said', async () => {
    const member = await people(arranging).organisationAdministrator(specialist.organisationId);
    const nobody = await people(arranging).nobodyInParticular();
    expect(found(await everythingSaidTo(member))).toEqual([]);
    expect(found(await everythingSaidTo(nobody))).toEqual([]);
  }, 120_000);

  test('given a member that follows the feed from the first event on, then what it hears has no canary', async () => {
    const member = await people(arranging).organisationMember(matching.organisationId);
    const client = createClient({
      url: outside.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${member.token}` },
    });
    const field = schema.getSubscriptionType()!.getFields().organisationFeed!;
    const [{ epoch }] = (await database.query<{ epoch: string }>('SELECT epoch FROM event_epoch')) as [
      { epoch: string },
    ];
    const after = Buffer.from(`${epoch} 0 0`).toString('base64url');
    const { query, variables } = operationFor(schema, 'subscription', field, {
      organisationId: globalId('Organisation', matching.organisationId),
      after,
    });
    const heard: unknown[] = [];
    const events = client.iterate({ query, variables });
    heard.push((await events.next()).value);
    await client.dispose();
    expect(JSON.stringify(heard)).toContain('NEED_REFERRED');
    expect(found(JSON.stringify(heard))).toEqual([]);
  });

  test('123: given all of that, then the log of the server has no canary, and neither has any table outside the sealed columns', async () => {
    expect(outside.output().length).toBeGreaterThan(100);
    expect(found(outside.output())).toEqual([]);
    const tables = await database.query<{ name: string }>(
      "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
    );
    const personal = canaries.slice(0, 5);
    for (const { name } of tables) {
      const rows = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      const text = rows.map(({ row }) => row).join('\n');
      expect({ name, found: personal.filter((canary) => text.includes(canary)) }).toEqual({ name, found: [] });
    }
  });
});
