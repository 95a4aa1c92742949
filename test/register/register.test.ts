/** Shows the register over HTTP: whole imports or none, a person once at a time, exits with a reason, and households that follow. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { LowIncomeCategory } from '../../schema/household/household';
import { registerMeasures } from '../../server/register/register.measures';
import { commands, type Run } from '../stage/commands';
import { household, newResidentNumber } from '../stage/households';
import { stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const imported = 'entered ofKnownHouseholds';
const entry = 'id category enteredOn exitedOn exitReason';

describe('the register of low-income people', () => {
  let server: TestServer;
  let run: Run;
  let bureau: Person;
  let adviser: Person;

  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    bureau = await people(server).bureau();
    adviser = await people(server).adviser(stagedCommunity);
  });
  afterAll(() => server.close());

  const person = (more: Record<string, unknown> = {}) => ({
    ...{ entryId: v7(), residentNumber: newResidentNumber(), areaCode: stagedCommunity, enteredOn: '2023-03-31' },
    ...more,
  });
  const enter = (entries: object[], more: Record<string, unknown> = {}, who = bureau) =>
    run(who, 'importRegisterEntries', { importId: v7(), category: 'DIBAO', entries, ...more }, imported);
  const exit = (entryId: string, more: Record<string, unknown> = {}, who = bureau) =>
    run(
      who,
      'exitRegister',
      {
        ...{ commandId: v7(), entryId: globalId('RegisterEntry', entryId), exitedOn: '2023-08-31' },
        ...{ reason: 'EXIT_REEMPLOYED', ...more },
      },
      entry,
    );
  const rows = (sql = 'register_entry') => server.database.query(`SELECT * FROM ${sql}`);
  const counted = async (code: string) => {
    const { rows: sql } = registerMeasures.find((measure) => measure.code === code)!;
    return (await server.database.query(`SELECT DISTINCT counted FROM (${sql}) measured`)).length;
  };

  test('given people of an import, then all are entered by one line and one event, and neither number nor name is kept', async () => {
    const entries = [person(), person({ decisionNumber: '兴民低保〔2023〕18号' })];
    const importId = v7();
    const input = { importId };
    const answers = await Promise.all([1, 2, 3].map(() => enter(entries, input)));
    expect(answers).toEqual(answers.map(() => ({ __typename: 'RegisterImport', entered: 2, ofKnownHouseholds: 0 })));
    expect((await enter([person()], input)).__typename).toBe('IdempotencyMismatch');
    const events = await server.database.query('SELECT payload FROM event WHERE subject_id = $1', [importId]);
    expect(events).toEqual([{ payload: { importId, category: 'DIBAO', entered: 2 } }]);
    const kept = JSON.stringify(
      await server.database.query(
        'SELECT t::text AS row FROM register_entry t UNION ALL SELECT a::text FROM audit_line a UNION ALL SELECT e::text FROM event e',
      ),
    );
    expect(entries.filter(({ residentNumber }) => kept.includes(residentNumber))).toEqual([]);
  });

  test('given one wrong row among right ones, then every wrong cell is named, nobody is entered, and no value is echoed', async () => {
    const before = await rows();
    const right = person();
    const known = (await rows())[0] as { area_code: string };
    const wrong = [
      right,
      person({ residentNumber: '640104199001011234' }),
      person({ areaCode: '640104' }),
      person({ enteredOn: '2199-01-01' }),
      person({ decisionNumber: `证${newResidentNumber()}` }),
      person({ residentNumber: right.residentNumber }),
    ];
    const answer = await run(bureau, 'importRegisterEntries', { importId: v7(), category: 'DIBAO', entries: wrong });
    expect(answer).toEqual({ __typename: 'RegisterImportRefused', problemCount: 5 });
    const { data } = await server.request(
      `mutation ($input: ImportRegisterEntriesInput!) { importRegisterEntries(input: $input) {
         ... on RegisterImportRefused { problems { row field messageZh messageEn } } } }`,
      { input: { importId: v7(), category: 'DIBAO', entries: wrong } },
      bureau.token,
    );
    const { problems } = data.importRegisterEntries;
    expect(problems.map((one: any) => [one.row, one.field])).toEqual([
      ...[
        [2, 'residentNumber'],
        [3, 'areaCode'],
      ],
      ...[
        [4, 'enteredOn'],
        [5, 'decisionNumber'],
        [6, 'residentNumber'],
      ],
    ]);
    expect(wrong.filter(({ residentNumber }) => JSON.stringify(problems).includes(residentNumber))).toEqual([]);
    expect(await rows()).toEqual(before);
    expect(known.area_code).toBe(stagedCommunity);
  });

  test('given a person who is in the register, then another import names the row; after the exit the person enters again and counts once', async () => {
    const somebody = person();
    expect((await enter([somebody])).entered).toBe(1);
    const again = { ...somebody, entryId: v7(), enteredOn: '2023-09-01' };
    expect(await enter([person(), again])).toEqual({ __typename: 'RegisterImportRefused', problemCount: 1 });
    const before = [await counted('NEW_DIBAO_PEOPLE'), await counted('EXITS_AFTER_REEMPLOYMENT')];
    expect(await exit(somebody.entryId)).toMatchObject({ exitedOn: '2023-08-31', exitReason: 'EXIT_REEMPLOYED' });
    expect((await enter([again])).entered).toBe(1);
    expect([await counted('NEW_DIBAO_PEOPLE'), await counted('EXITS_AFTER_REEMPLOYMENT')]).toEqual([
      ...[before[0], before[1]! + 1],
    ]);
  });

  test('given the same person in ten imports at once, then one of them enters and nine name the row', async () => {
    const residentNumber = newResidentNumber();
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter([person({ residentNumber }), person()])));
    expect(answers.map((answer) => answer.__typename).sort()).toEqual([
      ...['RegisterImport', ...Array.from({ length: 9 }, () => 'RegisterImportRefused')],
    ]);
  });

  test('given an exit twice, before the entry, or by an adviser, then it is refused and the entry stays as it is', async () => {
    const somebody = person();
    await enter([somebody]);
    expect(await exit(somebody.entryId, { exitedOn: '2023-03-30' })).toMatchObject({ field: 'exitedOn' });
    expect(await exit(somebody.entryId, {}, adviser)).toBe('FORBIDDEN');
    const elsewhere = await people(server).streetOfficer('640104012');
    expect(await exit(somebody.entryId, {}, elsewhere)).toEqual({ __typename: 'NotFound', type: 'RegisterEntry' });
    const [row] = await rows(`register_entry WHERE id = '${somebody.entryId}'`);
    expect(row).toMatchObject({ exited_on: null, exit_reason: null });
    expect((await exit(somebody.entryId)).exitReason).toBe('EXIT_REEMPLOYED');
    expect(await exit(somebody.entryId, { reason: 'EXIT_OWN_WISH' })).toMatchObject({
      ...{ __typename: 'WrongState', currentStatus: 'EXITED' },
    });
  });

  test('given members of a registered household, then its category follows the register in and out, whichever was first', async () => {
    const [older, younger] = [newResidentNumber(), newResidentNumber(1980)];
    await enter([person({ residentNumber: younger })]);
    const family = await household(server, {
      areaCode: stagedCommunity,
      lowIncomeCategory: LowIncomeCategory.NOT_RECOGNISED,
      members: [{ residentNumber: older }, { residentNumber: younger, name: '钱小忠' }],
    });
    const seen = async () =>
      (
        await server.request(
          `query ($id: ID!) { household(id: $id) { lowIncomeCategory registerEntries { id category exitedOn } } }`,
          { id: family.id },
          adviser.token,
        )
      ).data.household;
    expect(await seen()).toMatchObject({
      lowIncomeCategory: 'DIBAO',
      registerEntries: [{ category: 'DIBAO', exitedOn: null }],
    });
    const head = person({ residentNumber: older });
    expect(await enter([head], { category: 'TEKUN' })).toMatchObject({ entered: 1, ofKnownHouseholds: 1 });
    expect((await seen()).lowIncomeCategory).toBe('TEKUN');
    await exit(head.entryId, { reason: 'EXIT_DECEASED' });
    expect((await seen()).lowIncomeCategory).toBe('DIBAO');
    await exit(
      Buffer.from((await seen()).registerEntries.find((one: any) => one.exitedOn === null).id, 'base64url')
        .toString()
        .slice(14),
    );
    expect((await seen()).lowIncomeCategory).toBe('NOT_RECOGNISED');
  });

  test('given the list of an area, then it is paged, filtered, for those who serve the area alone', async () => {
    const query = `query ($areaCode: String!, $after: String) { registerEntries(areaCode: $areaCode, lasting: false, first: 1, after: $after) {
      edges { cursor node { exitReason } } pageInfo { hasNextPage } } }`;
    const first = await server.request(query, { areaCode: stagedCommunity }, adviser.token);
    expect(first.data.registerEntries.pageInfo.hasNextPage).toBe(true);
    const after = first.data.registerEntries.edges[0].cursor;
    const second = await server.request(query, { areaCode: stagedCommunity, after }, adviser.token);
    expect(second.data.registerEntries.edges[0].cursor).not.toBe(after);
    const outside = await server.request(query, { areaCode: '640104' }, adviser.token);
    expect(outside.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
