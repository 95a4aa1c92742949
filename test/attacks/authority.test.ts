/** Shows that every operation of the contract is closed to nobody and to a person without the right relation. */
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { buildLinkageSchema } from '../../server/schema';
import { operationFor } from '../stage/documents';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

type Field = GraphQLField<unknown, unknown>;

describe('every operation', () => {
  let server: TestServer;
  let schema: GraphQLSchema;
  let nobodysToken: string;

  beforeAll(async () => {
    server = await startTestServer();
    schema = buildLinkageSchema(server.app.composition.resolvers);
    nobodysToken = (await people(server).nobodyInParticular()).token;
  });
  afterAll(() => server.close());

  const operations = () =>
    (['query', 'mutation'] as const).flatMap((kind) => {
      const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
      return Object.values(root!.getFields()).map((field) => ({ kind, field: field as Field }));
    });
  const authorityOf = (field: Field) => field.extensions.authority as 'ANYONE' | 'SIGNED_IN' | string[];
  const countRows = async () => {
    const tables = await server.database.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await server.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`);
      counts[name] = row!.count;
    }
    return counts;
  };

  test('69: asked by nobody, then all but the public ones answer UNAUTHENTICATED and nothing is stored', async () => {
    const before = await countRows();
    const open: string[] = [];
    for (const { kind, field } of operations()) {
      if (authorityOf(field) === 'ANYONE') continue;
      const { query, variables } = operationFor(schema, kind, field);
      const answer = await server.request(query, variables);
      if (answer.errors?.[0]?.extensions.code !== 'UNAUTHENTICATED')
        open.push(`${field.name}: ${JSON.stringify(answer)}`);
    }
    expect(open).toEqual([]);
    expect(await countRows()).toEqual(before);
  });

  test('69: asked by a person without any role, then all that name roles answer FORBIDDEN and nothing is stored', async () => {
    const before = await countRows();
    const open: string[] = [];
    for (const { kind, field } of operations()) {
      if (!Array.isArray(authorityOf(field))) continue;
      const { query, variables } = operationFor(schema, kind, field);
      const answer = await server.request(query, variables, nobodysToken);
      if (answer.errors?.[0]?.extensions.code !== 'FORBIDDEN') open.push(`${field.name}: ${JSON.stringify(answer)}`);
    }
    expect(open).toEqual([]);
    expect(await countRows()).toEqual(before);
  });

  test('given the public operations, then they are only those that a person without account needs', () => {
    const open = operations()
      .filter(({ field }) => authorityOf(field) === 'ANYONE')
      .map(({ field }) => field.name)
      .sort();
    expect(open).toEqual([
      'activities',
      'activity',
      'confirmDelivery',
      'disputeDelivery',
      'honourBoard',
      'householdByCard',
      'localStandards',
      'mediaAppeals',
      'policies',
      'policyVersions',
      'projectDisclosure',
      'projectDisclosures',
      'refreshSession',
      'renewBrowserSession',
      'requestRightsByCard',
      'resourceCatalogue',
      'resourceCatalogues',
      'sayThanks',
      'signIn',
      'signInBrowser',
      'verifyReceipt',
      'withdrawConsentByCard',
    ]);
  });
});
