/** Shows the search of the audit: auditors find lines page by page, each search is a line itself, nothing said in a command is told, and the chain is looked at. */
import { Client } from 'pg';
import { globalId } from '../../schema/global-id';
import { AuditReadingRepository } from '../../server/audit/reading.repository';
import type { Statements } from '../../server/database/database';
import { provider, claimed } from '../stage/claims';
import { createTestDatabase } from '../stage/database';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the search of the audit', () => {
  let server: TestServer;
  let auditor: Person;
  let need: StagedNeed;
  beforeAll(async () => {
    server = await startTestServer();
    auditor = await people(server).auditor();
    need = await referredNeed(server);
    await claimed(server, await provider(server), need);
  });
  afterAll(() => server.close());

  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const days = { from: today, to: today };
  const search = async (filter: object, person = auditor, page: { first?: number; after?: string } = {}) => {
    const { data, errors } = await server.request(
      `query ($filter: AuditLineFilter!, $first: Int! = 20, $after: String) {
         auditLines(filter: $filter, first: $first, after: $after) {
           edges { node { position at accountId operation subjectType subjectId } } pageInfo { hasNextPage endCursor } } }`,
      { filter: { ...days, ...filter }, ...page },
      person.token,
    );
    return errors ? errors[0]!.extensions.code : data.auditLines;
  };
  const chain = async (person = auditor) => {
    const { data, errors } = await server.request(
      '{ auditChain { batches sealedLines unsealedLines checkedBatches newestHash findingsZh findingsEn } }',
      {},
      person.token,
    );
    return errors ? errors[0]!.extensions.code : data.auditChain;
  };
  const operationsOf = (found: { edges: { node: { operation: string } }[] }) =>
    found.edges.map(({ node }) => node.operation);

  test('given a need that was claimed, when an auditor looks for it, then its lines are told, the newest first, with who and when and no more', async () => {
    const found = await search({ subjectId: need.needId });
    expect(operationsOf(found)).toEqual(expect.arrayContaining(['draftNeed', 'verifyNeed', 'referNeed']));
    const rows = await server.database.query<{ position: string; account: string }>(
      'SELECT position::text, account_id AS account FROM audit_line WHERE subject_id = $1 ORDER BY position DESC',
      [need.needId],
    );
    expect(found.edges.map(({ node }: any) => [node.position, node.accountId])).toEqual(
      rows.map(({ position, account }) => [position, globalId('Account', account)]),
    );
    const [line] = (await search({ subjectId: need.needId, operation: 'referNeed' })).edges;
    expect(line.node).toMatchObject({ operation: 'referNeed', subjectType: 'Need', subjectId: need.needId });
    expect(await search({ subjectId: need.needId, operation: 'claimNeed', subjectType: 'Household' })).toMatchObject({
      edges: [],
    });
  });

  test('given a long trail, when one operation is looked for, then only its lines are read', async () => {
    const trail = await createTestDatabase();
    await trail.query(
      `INSERT INTO audit_line (operation, subject_type, details)
       SELECT CASE WHEN n % 1000 = 0 THEN 'grantRole' ELSE 'claimNeed' END, 'Need', '{}' FROM generate_series(1, 20000) n`,
    );
    await trail.query('ANALYZE audit_line');
    const plans: any[] = [];
    const explaining: Statements = {
      query: async (sql, parameters = []) => {
        plans.push(...(await trail.query(`EXPLAIN (ANALYZE, BUFFERS OFF, FORMAT JSON) ${sql}`, [...parameters])));
        return [];
      },
    };
    await new AuditReadingRepository().findLines(explaining, { ...days, operation: 'grantRole' }, [], undefined, 20);
    const scan = (node: any): any => (node.Plans ? scan(node.Plans[0]) : node);
    const {
      'Index Name': index,
      'Actual Rows': rows,
      'Rows Removed by Filter': others = 0,
    } = scan(plans[0]['QUERY PLAN'][0].Plan);
    expect({ index, rows, others }).toEqual({ index: 'audit_line_by_operation', rows: 20, others: 0 });
    await trail.drop();
  });

  test('given more lines than a page holds, then pages follow one another without a line twice or missing', async () => {
    const all = await search({ subjectId: need.needId });
    const read = async (after?: string): Promise<string[]> => {
      const page = await search({ subjectId: need.needId }, auditor, { first: 1, after });
      const positions = page.edges.map(({ node }: any) => node.position);
      return page.pageInfo.hasNextPage ? [...positions, ...(await read(page.pageInfo.endCursor))] : positions;
    };
    expect(await read()).toEqual(all.edges.map(({ node }: any) => node.position));
    expect(await search({}, auditor, { after: 'WyJ4Il0' })).toBe('BAD_USER_INPUT');
  });

  test('61: given a step in a case, then no search tells its line, as if there were none', async () => {
    const before = operationsOf(await search({ subjectType: 'CareCase' }));
    const [line] = await server.database.query<{ id: string }>(
      `INSERT INTO audit_line (account_id, operation, subject_type, subject_id, details) SELECT account_id, 'openCase', 'CareCase', gen_random_uuid(), '{}'
         FROM audit_line WHERE account_id IS NOT NULL LIMIT 1 RETURNING subject_id AS id`,
    );
    expect(operationsOf(await search({ subjectType: 'CareCase' }))).toEqual(before);
    expect(operationsOf(await search({ subjectId: line!.id }))).toEqual([]);
    expect(operationsOf(await search({ operation: 'openCase' }))).toEqual([]);
  });

  test('given a search, then it is itself a line of the audit, with what was looked for', async () => {
    const other = await people(server).auditor();
    await search({ operation: 'verifyNeed' }, other);
    const mine = await search({ accountId: globalId('Account', other.accountId) });
    expect(operationsOf(mine)).toEqual(['auditLines']);
    const [row] = await server.database.query<{ details: object }>(
      "SELECT details FROM audit_line WHERE account_id = $1 AND operation = 'auditLines'",
      [other.accountId],
    );
    expect(row!.details).toEqual({ ...days, operation: 'verifyNeed', page: 'first' });
  });

  test('given who is no auditor, or a period too long or turned round, then nothing is found and no line written', async () => {
    const count = async () =>
      (
        await server.database.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM audit_line WHERE operation = 'auditLines'",
        )
      )[0]!.n;
    const before = await count();
    for (const person of [
      await people(server).bureau(),
      await people(server).systemAdministrator(),
      await people(server).adviser(),
    ]) {
      expect(await search({}, person)).toBe('FORBIDDEN');
      expect(await chain(person)).toBe('FORBIDDEN');
    }
    expect(await search({ from: '2024-01-01' })).toBe('BAD_USER_INPUT');
    expect(await search({ to: '2024-01-01' })).toBe('BAD_USER_INPUT');
    expect(await count()).toBe(before);
  });

  test('given sealed lines, then the chain is told as whole, and a line changed past the triggers is named', async () => {
    expect(await chain()).toMatchObject({ batches: 0, sealedLines: 0, checkedBatches: 0, newestHash: null });
    const sealed = await server.app.composition.auditSealing.seal();
    expect(await chain()).toMatchObject({
      ...{ batches: 1, sealedLines: sealed, unsealedLines: 0, checkedBatches: 1, findingsZh: [], findingsEn: [] },
      newestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const client = new Client({ connectionString: server.database.url });
    await client.connect();
    const { rows } = await client
      .query(
        `SET session_replication_role = 'replica';
       UPDATE audit_line SET operation = 'forged' WHERE position = (SELECT min(position) FROM audit_line) RETURNING position`,
      )
      .then((results: any) => results[1]);
    await client.end();
    const told = await chain();
    expect(told.findingsEn).toEqual([expect.stringContaining(`batch 1, line ${rows[0].position}: changed`)]);
    expect(told.findingsZh).toEqual([expect.stringContaining(`第 ${rows[0].position} 行`)]);
  });
});
