/**
 * Shows that each command of giving, sent fifty times at once with one id, has one effect and one answer, and that the same id with other
 * contents is refused. The commands are read from the rooms: one without a case here fails.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { projectRoot } from '../../server/project';
import { buildLinkageSchema } from '../../server/schema';
import { selection } from '../stage/documents';
import { startTestServer, untilAnswered, type TestServer } from '../stage/server';
import { replayCases, type ReplayCase } from './replay-cases';

const spellings = 5;
const rooms = ['donation', 'project', 'supervision', 'receipt', 'webhook', 'import'];

/** The mutations that the resolvers of these rooms declare. */
function commandsOfGiving(): string[] {
  const resolvers = new Set<unknown>();
  for (const room of rooms)
    for (const file of readdirSync(join(projectRoot, 'server', room)).filter((name) => name.endsWith('.resolver.ts')))
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- whatever files there are
      for (const exported of Object.values(require(join(projectRoot, 'server', room, file)) as object))
        resolvers.add(exported);
  const { mutations } = getMetadataStorage() as unknown as { mutations: { target: unknown; schemaName: string }[] };
  return mutations.filter((mutation) => resolvers.has(mutation.target)).map((mutation) => mutation.schemaName);
}

describe('a command of giving that is sent again', () => {
  let server: TestServer;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    server = await startTestServer();
    schema = buildLinkageSchema(server.app.composition.resolvers);
  });
  afterAll(() => server.close());

  const fieldOf = (name: string): GraphQLField<unknown, unknown> => schema.getMutationType()!.getFields()[name]!;

  /**
   * As a client sends: what is answered with RETRYABLE is sent again. A secret is told once only, and a message is sent next at another
   * moment after each attempt: neither is compared. The server lets the same bytes pass one at a time; in another spelling they pass
   * beside the others, as on another server, and PostgreSQL alone has to tell that they repeat.
   */
  async function send(name: string, { token }: ReplayCase, input: object, spelling = 0): Promise<any> {
    const field = fieldOf(name);
    const query = `mutation ($input: ${String(field.args[0]!.type)}) { ${name}(input: $input) ${selection(schema, field.type, 1)} }`;
    const spelt = query + ' '.repeat(spelling % spellings);
    const { data, errors } = await untilAnswered(() => server.request(spelt, { input }, token));
    if (errors) throw new Error(JSON.stringify(errors));
    const { secret: _told, nextAttemptAt: _due, ...answer } = data[name] as Record<string, unknown>;
    return answer;
  }

  /** How many rows each table of the product has, but for attempts to send webhooks and seals of the audit: jobs make these afterwards. */
  async function rows(): Promise<Record<string, number>> {
    const tables = await server.database.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN ('webhook_attempt', 'audit_seal') ORDER BY 1`,
    );
    const counts = tables.map(({ name }) => `(SELECT count(*)::int FROM ${name}) AS ${name}`).join(', ');
    return (await server.database.query<Record<string, number>>(`SELECT ${counts}`))[0]!;
  }

  /** Which tables grew by how many rows while something was done. */
  async function growthBy(work: () => Promise<void>): Promise<Record<string, number>> {
    const before = await rows();
    await work();
    const after = await rows();
    const grown = Object.entries(after).map(([table, count]) => [table, count - before[table]!] as const);
    return Object.fromEntries(grown.filter(([, more]) => more !== 0));
  }

  test('given the commands that the rooms declare, then each has a case', () => {
    expect(Object.keys(replayCases).sort()).toEqual(commandsOfGiving().sort());
  });

  test.each(Object.keys(replayCases))(
    '89, 90: given %s fifty times at once, then one effect and one answer; with other contents a refusal',
    async (name) => {
      const once = await replayCases[name]!(server);
      const alone = await growthBy(async () => void (await send(name, once, once.input)));
      expect(alone.audit_line).toBeGreaterThan(0);
      const many = await replayCases[name]!(server);
      const answers: unknown[] = [];
      const grown = await growthBy(async () => {
        answers.push(
          ...(await Promise.all(Array.from({ length: 50 }, (_, index) => send(name, many, many.input, index)))),
        );
      });
      expect([...new Set(answers.map((answer) => JSON.stringify(answer)))]).toEqual([JSON.stringify(answers[0])]);
      expect((answers[0] as { messageEn?: string }).messageEn).toBeUndefined();
      expect(grown).toEqual(alone);
      const other = await growthBy(async () => {
        expect(await send(name, { ...many, token: many.otherToken ?? many.token }, many.other)).toMatchObject({
          __typename: 'IdempotencyMismatch',
        });
      });
      expect(other).toEqual({});
    },
    60_000,
  );
});
