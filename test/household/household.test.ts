/** Shows the registration and revision of households over HTTP: who may, what is refused, and that nothing is half done. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { household, newResidentNumber } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const elsewhere = '640104002001';

const register = `mutation ($input: RegisterHouseholdInput!) {
  registerHousehold(input: $input) {
    __typename
    ... on Household { id areaCode lowIncomeCategory situations barriers area { name level } members { relation ageBand } contactCardIssuedAt }
    ... on InvalidInput { field messageZh messageEn }
    ... on Refusal { messageEn }
  }
}`;
const read = `query ($id: ID!) { household(id: $id) { id areaCode situations barriers members { relation ageBand } } }`;
const list = `query ($areaCode: String!, $first: Int, $after: String) {
  households(areaCode: $areaCode, first: $first, after: $after) { edges { node { id areaCode } } pageInfo { hasNextPage endCursor } }
}`;
const addMember = `mutation ($input: AddMemberInput!) {
  addMember(input: $input) { __typename ... on Household { members { relation ageBand } } ... on InvalidInput { field } ... on Refusal { messageEn } }
}`;
const revise = `mutation ($input: ReviseHouseholdInput!) {
  reviseHousehold(input: $input) { __typename ... on Household { situations barriers lowIncomeCategory } ... on InvalidInput { field } }
}`;

function inputOf(changes: Record<string, unknown> = {}) {
  return {
    householdId: v7(),
    areaCode: community,
    lowIncomeCategory: 'DIBAO_MARGINAL',
    situations: ['DISABLED'],
    barriers: ['AFRAID'],
    address: '金波苑7号楼3单元502室',
    phone: '13995012345',
    members: [{ memberId: v7(), relation: 'HEAD', name: '马占山', residentNumber: newResidentNumber() }],
    ...changes,
  };
}

describe('households', () => {
  let server: TestServer;
  let adviser: Person;
  let stranger: Person;
  const counts = async () => {
    const [row] = await server.database.query(
      `SELECT (SELECT count(*) FROM household)::int AS households, (SELECT count(*) FROM household_member)::int AS members,
              (SELECT count(*) FROM audit_line WHERE operation = 'registerHousehold')::int AS lines`,
    );
    return row;
  };
  const send = (input: unknown, token = adviser.token) => server.request(register, { input }, token);

  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
    stranger = await people(server).adviser(elsewhere);
  });
  afterAll(() => server.close());

  test('given an adviser of the area, then a household is registered with ages computed, and read again', async () => {
    const child = { memberId: v7(), relation: 'CHILD', name: '马小六', residentNumber: newResidentNumber(2020) };
    const input = inputOf();
    const answer = await send({ ...input, members: [...input.members, child] });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.registerHousehold).toMatchObject({
      __typename: 'Household',
      id: globalId('Household', input.householdId),
      areaCode: community,
      lowIncomeCategory: 'DIBAO_MARGINAL',
      situations: ['DISABLED'],
      barriers: ['AFRAID'],
      area: { level: 'COMMUNITY' },
      members: [
        { relation: 'HEAD', ageBand: 'FROM_60_TO_79' },
        { relation: 'CHILD', ageBand: 'UNDER_14' },
      ],
      contactCardIssuedAt: null,
    });
    const again = await server.request(read, { id: globalId('Household', input.householdId) }, adviser.token);
    expect(again.data.household.members).toHaveLength(2);
  });

  test('given a street officer and the bureau, then both register in their area', async () => {
    for (const person of [await people(server).streetOfficer('640104001'), await people(server).bureau('640104')])
      expect((await send(inputOf(), person.token)).data.registerHousehold.__typename).toBe('Household');
  });

  test('given the same command ten times at once, then there is one household and one line', async () => {
    const input = inputOf();
    const before = (await counts()) as Record<string, number>;
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(input)));
    expect(new Set(answers.map((answer) => answer.data.registerHousehold.id))).toEqual(
      new Set([globalId('Household', input.householdId)]),
    );
    expect(await counts()).toEqual({
      households: before.households! + 1,
      members: before.members! + 1,
      lines: before.lines! + 1,
    });
  });

  test('given the same id with other contents, then IdempotencyMismatch, and the first stays', async () => {
    const input = inputOf();
    await send(input);
    const before = await counts();
    const answer = await send({ ...input, situations: ['ELDERLY'] });
    expect(answer.data.registerHousehold.__typename).toBe('IdempotencyMismatch');
    const kept = await server.request(read, { id: globalId('Household', input.householdId) }, adviser.token);
    expect(kept.data.household.situations).toEqual(['DISABLED']);
    expect(await counts()).toEqual(before);
  });

  test.each([
    [
      '82: a wrong resident number',
      { members: [{ memberId: v7(), relation: 'HEAD', name: '马占山', residentNumber: '640104199001011234' }] },
      'members.0.residentNumber',
    ],
    [
      '82: fifteen digits',
      { members: [{ memberId: v7(), relation: 'HEAD', name: '马占山', residentNumber: '640104500101001' }] },
      'members.0.residentNumber',
    ],
    [
      '83: markup in a name',
      { members: [{ memberId: v7(), relation: 'HEAD', name: '<b>马</b>', ageBand: 'FROM_80' }] },
      'members.0.name',
    ],
    ['78: a direction mark in the address', { address: '金波苑\u202E7号' }, 'address'],
    ['a phone that is none', { phone: '12345678901' }, 'phone'],
    ['an area that is none', { areaCode: '640104999999' }, 'areaCode'],
    ['a street as area', { areaCode: '640104001' }, 'areaCode'],
    [
      'two heads',
      { members: [0, 1].map(() => ({ memberId: v7(), relation: 'HEAD', name: '马占山', ageBand: 'FROM_80' })) },
      'members',
    ],
  ])(
    'given %s, then InvalidInput names the field, no value comes back, and nothing is stored',
    async (_, changes, field) => {
      const before = await counts();
      const answer = await send(inputOf(changes));
      expect(answer.data.registerHousehold).toMatchObject({ __typename: 'InvalidInput', field });
      expect(JSON.stringify(answer)).not.toMatch(/1990|640104500|<b>|12345678901|640104999999/);
      expect(await counts()).toEqual(before);
    },
  );

  test('76, 77: given a NUL byte or a lone surrogate, then it is refused without echo and nothing is stored', async () => {
    const before = await counts();
    for (const name of ['金丝雀\u0000', '金丝雀\uD842']) {
      const answer = await send(inputOf({ members: [{ memberId: v7(), relation: 'HEAD', name, ageBand: 'FROM_80' }] }));
      expect(answer.data?.registerHousehold?.__typename ?? answer.errors?.[0]?.extensions.code).toMatch(
        /^(InvalidInput|BAD_USER_INPUT)$/,
      );
      expect(JSON.stringify(answer)).not.toContain('金丝雀');
    }
    expect(await counts()).toEqual(before);
  });

  test('given a person registered elsewhere, then PersonAlreadyRegistered without saying where, and nothing is stored', async () => {
    const there = await household(server, { areaCode: elsewhere });
    const before = await counts();
    const member = {
      memberId: v7(),
      relation: 'HEAD',
      name: '别名',
      residentNumber: there.identity.residentNumber.toLowerCase(),
    };
    const answer = await send(inputOf({ members: [member] }));
    expect(answer.data.registerHousehold.__typename).toBe('PersonAlreadyRegistered');
    const said = JSON.stringify(answer);
    for (const secret of [there.householdId, there.id, elsewhere, there.identity.residentNumber, there.identity.name])
      expect(said).not.toContain(secret);
    expect(await counts()).toEqual(before);
  });

  test('71: given someone who tries person after person, then after twenty hits a day it is refused, right or wrong', async () => {
    const there = await household(server, { areaCode: elsewhere });
    const prober = await people(server).adviser(community);
    const probe = () =>
      send(
        inputOf({
          members: [{ memberId: v7(), relation: 'HEAD', name: '某某', residentNumber: there.identity.residentNumber }],
        }),
        prober.token,
      );
    for (let attempt = 0; attempt < 20; attempt += 1)
      expect((await probe()).data.registerHousehold.__typename).toBe('PersonAlreadyRegistered');
    expect((await probe()).errors![0]!.extensions.code).toBe('LIMIT_EXCEEDED');
    expect((await send(inputOf(), prober.token)).errors![0]!.extensions.code).toBe('LIMIT_EXCEEDED');
  });

  test('60: given another area, nobody, an organisation, an auditor or an administrator, then nothing is registered or seen', async () => {
    const staged = await household(server, { areaCode: community });
    const before = await counts();
    expect((await send(inputOf(), stranger.token)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    const missing = await server.request(read, { id: globalId('Household', v7()) }, stranger.token);
    for (const id of [staged.id, globalId('Need', staged.householdId), staged.householdId, 'x'])
      expect(await server.request(read, { id }, stranger.token)).toEqual(missing);
    for (const person of [await people(server).auditor(), await people(server).systemAdministrator()]) {
      expect((await send(inputOf(), person.token)).errors![0]!.extensions.code).toBe('FORBIDDEN');
      expect((await server.request(read, { id: staged.id }, person.token)).errors![0]!.extensions.code).toBe(
        'FORBIDDEN',
      );
    }
    expect((await server.request(register, { input: inputOf() })).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(await counts()).toEqual(before);
  });

  test('given the list of a subtree, then it shows what one serves, page by page, each once', async () => {
    const grid = `${elsewhere}001`;
    const here = [];
    for (let index = 0; index < 5; index += 1) here.push((await household(server, { areaCode: grid })).id);
    const gridAdviser = await people(server).adviser(grid);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: any = (await server.request(list, { areaCode: '640104', first: 2, after }, gridAdviser.token)).data
        .households;
      seen.push(...page.edges.map((edge: any) => edge.node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.sort()).toEqual([...here].sort());
    const outside = await server.request(list, { areaCode: community }, gridAdviser.token);
    expect(outside.errors![0]!.extensions.code).toBe('FORBIDDEN');
  });

  test('12: given a page size outside 1 to 100, then BAD_USER_INPUT', async () => {
    for (const first of [0, -1, 101, 99999999])
      expect(
        (await server.request(list, { areaCode: community, first }, adviser.token)).errors![0]!.extensions.code,
      ).toBe('BAD_USER_INPUT');
  });

  test('given one more member, then it is added once; a second head is refused; another area does not find the household', async () => {
    const staged = await household(server, { areaCode: community });
    const input = {
      householdId: staged.id,
      memberId: v7(),
      relation: 'CHILD',
      name: '马小六',
      residentNumber: newResidentNumber(2015),
    };
    for (let time = 0; time < 2; time += 1)
      expect((await server.request(addMember, { input }, adviser.token)).data.addMember.members).toEqual([
        { relation: 'HEAD', ageBand: 'FROM_60_TO_79' },
        { relation: 'CHILD', ageBand: 'UNDER_14' },
      ]);
    const head = { ...input, memberId: v7(), relation: 'HEAD', residentNumber: newResidentNumber() };
    expect((await server.request(addMember, { input: head }, adviser.token)).data.addMember).toMatchObject({
      __typename: 'InvalidInput',
      field: 'relation',
    });
    const foreign = { ...input, memberId: v7(), residentNumber: newResidentNumber() };
    expect((await server.request(addMember, { input: foreign }, stranger.token)).data.addMember.__typename).toBe(
      'NotFound',
    );
    const members = await server.database.query('SELECT 1 FROM household_member WHERE household_id = $1', [
      staged.householdId,
    ]);
    expect(members).toHaveLength(2);
  });

  test('given a revision, then what is given changes, the rest stays, and the audit names fields, not values', async () => {
    const staged = await household(server, { areaCode: community });
    const input = { householdId: staged.id, situations: ['ELDERLY_ALONE'], phone: '13800138000' };
    expect((await server.request(revise, { input }, adviser.token)).data.reviseHousehold).toEqual({
      __typename: 'Household',
      situations: ['ELDERLY_ALONE'],
      barriers: [],
      lowIncomeCategory: 'DIBAO',
    });
    const bad = { householdId: staged.id, situations: ['ELDERLY'], phone: '1' };
    expect((await server.request(revise, { input: bad }, adviser.token)).data.reviseHousehold).toMatchObject({
      field: 'phone',
    });
    expect((await server.request(revise, { input }, stranger.token)).data.reviseHousehold.__typename).toBe('NotFound');
    const [row] = await server.database.query('SELECT situations FROM household WHERE id = $1', [staged.householdId]);
    expect(row).toEqual({ situations: ['ELDERLY_ALONE'] });
    const lines = await server.database.query(
      "SELECT details FROM audit_line WHERE subject_id = $1 AND operation = 'reviseHousehold'",
      [staged.householdId],
    );
    expect(lines).toEqual([{ details: { fields: ['situations', 'phone'] } }]);
  });

  test('given a cursor that is none of ours, then BAD_USER_INPUT', async () => {
    for (const after of ['x', Buffer.from('["x"]').toString('base64url')])
      expect(
        (await server.request(list, { areaCode: community, after }, adviser.token)).errors![0]!.extensions.code,
      ).toBe('BAD_USER_INPUT');
  });

  test('63: given fields that are not in the input, then 400 and nothing is stored', async () => {
    const before = await counts();
    const answer = await send({ ...inputOf(), registeredBy: v7() });
    expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(await counts()).toEqual(before);
  });
});
