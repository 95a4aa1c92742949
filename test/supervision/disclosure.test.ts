/** Shows that a settled project is published with the figures of the ledger, and that what was published is only added to. */
import { v7 } from 'uuid';
import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { LedgerRepository } from '../../server/ledger/ledger.repository';
import { addMonths } from '../../server/day';
import { buildLinkageSchema } from '../../server/schema';
import { drafted, federation, localOf, opened, run, today, type Federation } from '../project/staging';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const contents = `summary project { status leftoverFen leftoverDisposal }
  figures { raisedFen spentFen freeFen budgetLeftFen } notes { note figures { raisedFen } }`;
const fields = `... on ProjectDisclosure { ${contents} }
  ... on InvalidInput { field } ... on WrongState { currentStatus }`;

describe('the report of a project', () => {
  let server: TestServer;
  let own: Federation;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
  });
  afterAll(() => server.close());

  async function ask(person: Person, operation: string, input: Record<string, unknown>): Promise<any> {
    const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const { data, errors } = await server.request(
      `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ${fields} } }`,
      { input },
      person.token,
    );
    return errors ? { code: errors[0]!.extensions.code } : data[operation];
  }
  const read = async (person: Person | undefined, id: string) =>
    (
      await server.request(
        `query ($id: ID!) { projectDisclosure(projectId: $id) { ${contents} } }`,
        { id },
        person?.token,
      )
    ).data.projectDisclosure;

  /** Money received for a project, through the ledger as a donation moves it. */
  async function receive(projectId: string, holdingId: string, amount: bigint): Promise<void> {
    const { audit, database } = server.app.composition;
    const ledger = new LedgerRepository();
    await database.transaction(async (tx) => {
      await audit.record(tx, { operation: 'receiveOnStage', subjectType: 'Donation', subjectId: holdingId });
      await ledger.openHoldings(tx, [{ id: holdingId, kind: 'MONEY' }]);
      const move = { kind: 'SINGLE' as const, reason: 'stage', subjectId: holdingId, projectId, holdingId, amount };
      await ledger.transfer(tx, { ...move, id: v7(), from: 'SOURCE', to: 'RECEIVED' });
    });
  }

  test('given money of a project that is left over, then its use is stated, the report has the figures of the ledger, and notes are added once', async () => {
    const projectId = await opened(server, own);
    await receive(localOf(projectId), v7(), 100_000n);
    const progress = async () =>
      (
        await server.request(
          'query ($id: ID!) { charityProject(id: $id) { progress { raisedFen spentFen budgetLeftFen } } }',
          { id: projectId },
          own.staff.token,
        )
      ).data.charityProject.progress;
    expect(await progress()).toEqual({ raisedFen: '100000', spentFen: '0', budgetLeftFen: '15000000' });
    const report = { commandId: v7(), projectId, summary: '项目已按方案实施完毕。' };
    expect(await ask(own.staff, 'discloseCharityProject', report)).toMatchObject({ currentStatus: 'OPEN' });
    await run(server, own.staff, 'closeCharityProject', { projectId });
    expect(await run(server, own.staff, 'settleCharityProject', { projectId })).toMatchObject({
      field: 'leftoverDisposal',
    });
    const settled = { projectId, leftoverDisposal: '转入目的相近的慈善项目' };
    expect(await run(server, own.staff, 'settleCharityProject', settled)).toMatchObject({ leftoverFen: '100000' });
    const reader = await people(server).nobodyInParticular();
    expect(await read(reader, projectId)).toBeNull();
    const published = {
      summary: '项目已按方案实施完毕。',
      project: { status: 'DISCLOSED', leftoverFen: '100000', leftoverDisposal: '转入目的相近的慈善项目' },
      figures: { raisedFen: '100000', spentFen: '0', freeFen: '100000', budgetLeftFen: '15000000' },
      notes: [],
    };
    expect(await ask(own.staff, 'discloseCharityProject', report)).toMatchObject(published);
    expect(
      await ask(own.staff, 'discloseCharityProject', { ...report, commandId: v7(), summary: '另一份' }),
    ).toMatchObject(published);
    await receive(localOf(projectId), v7(), 5n);
    const note = { noteId: v7(), projectId, note: '补登一笔零星捐款。' };
    const corrected = { ...published, notes: [{ note: '补登一笔零星捐款。', figures: { raisedFen: '100005' } }] };
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(own.staff, 'correctDisclosure', note)));
    for (const answer of answers) expect(answer).toMatchObject(corrected);
    expect(await ask(own.staff, 'correctDisclosure', { ...note, note: '别的' })).toMatchObject({
      __typename: 'IdempotencyMismatch',
    });
    const other = await federation(server);
    expect(await ask(other.staff, 'correctDisclosure', { ...note, noteId: v7() })).toEqual({ code: 'FORBIDDEN' });
    expect(await read(reader, projectId)).toMatchObject(corrected);
    expect(await read(undefined, projectId)).toMatchObject(corrected);
    await expect(server.database.query("UPDATE disclosure SET summary = 'x'")).rejects.toThrow('never changed');
    await expect(server.database.query('DELETE FROM disclosure_note')).rejects.toThrow('never changed');
    const { data } = await server.request(
      'query ($id: ID!) { obligations(subjectId: $id) { edges { node { rule dueOn state } } } }',
      { id: projectId },
      own.staff.token,
    );
    const reports = data.obligations.edges.map((edge: any) => edge.node).filter((one: any) => one.rule !== 'FILING');
    expect(reports.sort((a: any, b: any) => (a.rule < b.rule ? -1 : 1))).toEqual([
      { rule: 'FULL_REPORT', dueOn: addMonths(today, 3), state: 'FULFILLED' },
      { rule: 'LEFTOVER_PROPERTY', dueOn: addMonths(today, 3), state: 'FULFILLED' },
    ]);
  });

  /** Everything that can be selected below a type without arguments, so many levels deep. */
  function everythingBelow(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) =>
      field.args.every((one) => !isRequiredArgument(one)),
    );
    const parts = fields.flatMap((field) => {
      const below = getNamedType(field.type);
      if (!isObjectType(below)) return isLeafType(below) ? [field.name] : [];
      return depth > 1 ? [`${field.name} { ${everythingBelow(below, depth - 1)} }`] : [];
    });
    return [...parts, '__typename'].join(' ');
  }

  test('60: given nobody in particular, then what was published is read whole, and of what was not there is nothing', async () => {
    const published = await opened(server, own);
    const [open, draft] = [await opened(server, own), await drafted(server, own)];
    for (const [operation, input] of [
      ['closeCharityProject', { projectId: published }],
      ['settleCharityProject', { projectId: published }],
    ] as const)
      await run(server, own.staff, operation, input);
    expect(await read(undefined, published)).toBeNull();
    await ask(own.staff, 'discloseCharityProject', { commandId: v7(), projectId: published, summary: '已完成。' });
    const schema = buildLinkageSchema(server.app.composition.resolvers);
    const type = schema.getType('ProjectDisclosure') as GraphQLObjectType;
    const project = (schema.getType('CharityProject') as GraphQLObjectType).getFields();
    const shallow = Object.keys(project).filter((name) => name !== 'organisation');
    expect(everythingBelow(type, 2)).toContain('charityName');
    const answer = await server.request(
      `query ($id: ID!) { projectDisclosure(projectId: $id) { ${everythingBelow(type, 2)} project {
         ${shallow.map((name) => selected(project[name]!)).join(' ')} organisation { id name } } } }`,
      { id: published },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.projectDisclosure).toMatchObject({
      ...{ summary: '已完成。', charityName: expect.stringMatching(/./) },
      project: { id: published, status: 'DISCLOSED', organisation: null, progress: { raisedFen: '0' } },
    });
    const listed = await server.request(
      '{ projectDisclosures(first: 100) { edges { node { project { id status } } } pageInfo { hasNextPage } } }',
    );
    const edges = listed.data.projectDisclosures.edges as { node: { project: { id: string; status: string } } }[];
    expect(edges.map((edge) => edge.node.project.id)).toContain(published);
    expect(new Set(edges.map((edge) => edge.node.project.status))).toEqual(new Set(['DISCLOSED']));
    for (const id of [open, draft]) {
      expect(await read(undefined, id)).toBeNull();
      for (const field of [`charityProject(id: $id) { id }`, `node(id: $id) { id }`]) {
        const { errors } = await server.request(`query ($id: ID!) { ${field} }`, { id });
        expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
      }
    }
    const notes = 'notes { note figures { raisedFen spentFen freeFen budgetLeftFen } }';
    const greedy = await server.request(
      `{ projectDisclosures(first: 100) { edges { node { ${notes} again: ${notes} } } } }`,
    );
    expect(greedy.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });

  /** A field with all its leaves. */
  function selected(field: { name: string; type: GraphQLOutputType }): string {
    const below = getNamedType(field.type);
    return isObjectType(below) ? `${field.name} { ${everythingBelow(below, 1)} }` : field.name;
  }
});
