/** Shows that experience from a case is public only after a second person read it, and never when it gives a household away. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { commands, type Run } from '../stage/commands';
import { household, type StagedHousehold } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const [street, community] = ['640104001', '640104001002'];
const body = '一位独居老人不愿申请救助，顾问先陪伴、后讲政策，三个月后主动求助。';

describe('the experience of a case', () => {
  let server: TestServer;
  let run: Run;
  let adviser: Person;
  let officer: Person;
  let colleague: Person;
  let stranger: Person;
  let family: StagedHousehold;
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    adviser = await people(server).adviser(community);
    officer = await people(server).streetOfficer(street);
    colleague = await people(server).streetOfficer(street);
    stranger = await people(server).streetOfficer('640104012');
    family = await household(server, { areaCode: community, members: [{ name: '闪玥喆' }], address: '丽景家园九号院' });
  });
  afterAll(() => server.close());

  const text = (more: Record<string, unknown> = {}) => ({
    ...{ experienceId: v7(), areaCode: community, householdId: family.id, title: '先陪伴后政策', body, ...more },
  });
  const idOf = (input: { experienceId: string }) => globalId('CaseExperience', input.experienceId);
  const published = async (who: Person): Promise<string[]> =>
    (
      await server.request('{ caseExperiences(first: 100) { edges { node { id } } } }', {}, who.token)
    ).data.caseExperiences.edges.map((edge: any) => edge.node.id);
  const decide = (who: Person, operation: string, experienceId: string, more: Record<string, unknown> = {}) =>
    run(who, operation, { commandId: v7(), experienceId, ...more }, 'status area { code }');

  test('given a text of an adviser, then it is public after an officer published it, with no place smaller than its street', async () => {
    const input = text();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => run(adviser, 'writeCaseExperience', input, 'id status')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const id = idOf(input);
    const nobody = await people(server).nobodyInParticular();
    const node = async (who: Person) =>
      (await server.request('query ($id: ID!) { node(id: $id) { id } }', { id }, who.token)).data.node !== null;
    expect(await Promise.all([adviser, officer, stranger, nobody].map(node))).toEqual([true, true, false, false]);
    expect(await decide(stranger, 'publishCaseExperience', id)).toMatchObject({ type: 'CaseExperience' });
    expect(await decide(adviser, 'publishCaseExperience', id)).toBe('FORBIDDEN');
    expect(await published(nobody)).not.toContain(id);
    expect(await decide(officer, 'publishCaseExperience', id)).toMatchObject({
      status: 'PUBLISHED',
      area: { code: street },
    });
    expect(await published(nobody)).toContain(id);
    const revision = { commandId: v7(), experienceId: id, title: '新题', body };
    expect(await run(adviser, 'reviseCaseExperience', revision)).toMatchObject({ currentStatus: 'PUBLISHED' });
    expect(await decide(officer, 'withdrawCaseExperience', id)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await published(nobody)).not.toContain(id);
    expect(await decide(officer, 'publishCaseExperience', id)).toMatchObject({ currentStatus: 'WITHDRAWN' });
  });

  test('given a writer who is an officer, then it does not decide on its own text, and a colleague does, once', async () => {
    const input = text();
    await run(officer, 'writeCaseExperience', input);
    const id = idOf(input);
    for (const operation of ['publishCaseExperience', 'returnCaseExperience'])
      expect(await decide(officer, operation, id, operation.startsWith('return') ? { reason: '太短' } : {})).toEqual({
        __typename: 'ApproverIsWriter',
      });
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => decide(colleague, 'publishCaseExperience', id)),
      decide(colleague, 'returnCaseExperience', id, { reason: '请补充' }),
    ]);
    expect(answers.filter((answer) => answer.__typename === 'CaseExperience')).toHaveLength(1);
    await expect(
      server.database.query('UPDATE case_experience SET decided_by = written_by WHERE id = $1', [input.experienceId]),
    ).rejects.toThrow('nobody_publishes_what_it_wrote');
  });

  test('given words that give a household away, then they are not stored, nor published when they do so only now', async () => {
    for (const [more, field, kinds] of [
      [{ body: '闪玥喆一家的变化' }, 'body', ['NAME']],
      [{ title: '丽景家园九号院的老人' }, 'title', ['ADDRESS']],
      [{ body: '电话一三九零九五零一二三四' }, 'body', ['PHONE']],
    ] as const) {
      const answer = await run(adviser, 'writeCaseExperience', text(more));
      expect(answer).toMatchObject({ __typename: 'TextRevealsIdentity', field });
      expect(answer.kinds).toEqual(expect.arrayContaining([...kinds]));
    }
    expect(await run(stranger, 'writeCaseExperience', text())).toMatchObject({ type: 'Area' });
    expect(await run(stranger, 'writeCaseExperience', text({ areaCode: '640104012' }))).toMatchObject({
      type: 'Household',
    });
    const input = text({ body: '楼前的丽景花坛边，老人讲起往事。' });
    await run(adviser, 'writeCaseExperience', input);
    await server.app.composition.householdService.reviseHousehold(family.adviser, {
      ...{ householdId: family.id, address: '丽景花坛边平房' },
    });
    expect(await decide(officer, 'publishCaseExperience', idOf(input))).toMatchObject({
      ...{ __typename: 'TextRevealsIdentity', kinds: ['ADDRESS'] },
    });
    expect(await published(officer)).not.toContain(idOf(input));
    expect((await decide(officer, 'returnCaseExperience', idOf(input), { reason: '删去地点' })).status).toBe(
      'RETURNED',
    );
    const revision = { commandId: v7(), experienceId: idOf(input), title: '往事', body: '老人讲起往事。' };
    expect(await run(officer, 'reviseCaseExperience', revision)).toMatchObject({ type: 'CaseExperience' });
    expect((await run(adviser, 'reviseCaseExperience', revision, 'status')).status).toBe('SUBMITTED');
    expect((await decide(officer, 'publishCaseExperience', idOf(input))).status).toBe('PUBLISHED');
  });
});
