/** Shows that a household gets a copy of everything and a correction, by a clock and two persons; and that no table is forgotten. */
import { v7 } from 'uuid';
import { holdings } from '../../server/composition/holdings';
import { answerBy } from '../../server/rights/clock';
import { household } from '../stage/households';
import { people, type Person } from '../stage/people';
import {
  byCardDocument,
  correctDocument,
  decideDocument,
  exportDataDocument,
  lived,
  operationsOn,
  recordDocument,
  rightsCommunity,
  rightsStage,
  type RightsStage,
} from '../stage/rights';
import { startTestServer, type TestServer } from '../stage/server';

const community = rightsCommunity;
const grid = `${rightsCommunity}001`;

describe('the rights of a household', () => {
  let server: TestServer;
  let stage: RightsStage;
  let stranger: Person;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await rightsStage(server);
    stranger = await people(server).streetOfficer('640104002');
  });
  afterAll(() => server.close());

  const workingDays = () => server.app.composition.holidays.workingDays(server.app.composition.database);

  test('given days on which a request came, then the last day in time is the fifteenth that is worked, by the notices where there is one', async () => {
    const days = await workingDays();
    expect(answerBy('2026-03-02', days)).toBe('2026-03-23');
    expect(answerBy('2026-03-07', days)).toBe('2026-03-27');
    // 元旦 and 春节 2023, made up on 28 January.
    expect(answerBy('2022-12-30', days)).toBe('2023-01-28');
    // 中秋 and 国庆 2023, made up on 7 and 8 October.
    expect(answerBy('2023-09-22', days)).toBe('2023-10-19');
    // 春节 2024, made up on 4 and 18 February; 春节 2025, on 26 January and 8 February; 中秋 and 国庆 2026, on 20 September and 10 October.
    expect(answerBy('2024-01-31', days)).toBe('2024-02-26');
    expect(answerBy('2025-01-20', days)).toBe('2025-02-14');
    expect(answerBy('2026-09-14', days)).toBe('2026-10-10');
    // No notice yet: every day from Monday to Friday.
    expect(answerBy('2029-12-31', days)).toBe('2030-01-21');
  });

  test('given every table that hangs on a household, then a room says what of it is told, erased and kept', async () => {
    const said = new Set(holdings.map((holding) => holding.table));
    const rows = await server.database.query<{ child: string; parent: string | null }>(
      `SELECT c.relname AS child, p.relname AS parent FROM pg_constraint f
         JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid WHERE f.contype = 'f'
       UNION ALL
       SELECT c.relname, NULL FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
          AND a.attname ~ '(^|_)(household|need|member)_id$' AND a.attname <> 'committee_member_id'`,
    );
    /** What hangs on these is of donors, organisations and the books, found through them by nobody who asks for a household. */
    const elsewhere = new Set(['donation', 'allocation', 'swap_leg', 'wish_share', 'service_record', 'decision']);
    const hanging = new Set(['household']);
    for (let before = 0; before !== hanging.size;) {
      before = hanging.size;
      for (const { child, parent } of rows)
        if (parent === null || (hanging.has(parent) && !elsewhere.has(parent))) hanging.add(child);
    }
    expect([...hanging].filter((table) => !said.has(table))).toEqual([]);
    // And what is said can be asked.
    const staged = await household(server, { areaCode: community });
    const sections = await server.app.composition.rightsService['parts'].holdings.read(
      server.app.composition.database,
      staged.householdId,
    );
    expect(sections.map((section) => section.table)).toEqual(holdings.map((holding) => holding.table));
  });

  test('given an approved request for access, then the copy has everything, opened, and each reading is written down', async () => {
    const staged = await lived(server, '马文秀', '3');
    const { id } = await stage.recorded(staged, 'ACCESS');
    const commandId = v7();
    expect(await stage.ask(stage.adviser, exportDataDocument, { commandId: v7(), requestId: id })).toMatchObject({
      __typename: 'WrongState',
      currentStatus: 'RECEIVED',
    });
    expect(await stage.ask(stage.officer, decideDocument, { commandId: v7(), requestId: id })).toMatchObject({
      status: 'APPROVED',
    });
    expect(await stage.ask(stranger, exportDataDocument, { commandId: v7(), requestId: id })).toEqual({
      ...{ __typename: 'NotFound', type: 'RightsRequest' },
    });
    const copy = await stage.ask(stage.adviser, exportDataDocument, { commandId, requestId: id });
    expect(copy.request.status).toBe('DONE');
    const { sections } = JSON.parse(copy.json) as { sections: { table: string; rows: Record<string, unknown>[] }[] };
    const rowsOf = (table: string) => sections.find((section) => section.table === table)!.rows;
    const { identity } = staged;
    expect(rowsOf('household')).toMatchObject([{ address: identity.address, phone: identity.phone, area_code: grid }]);
    expect(rowsOf('household_member')).toMatchObject([
      { name: identity.name, resident_number: identity.residentNumber },
    ]);
    expect(rowsOf('need').map((row) => row.card_text)).toEqual(staged.words.slice(0, 2));
    expect(rowsOf('service_record')).toMatchObject([{ note: staged.words[2] }]);
    expect(rowsOf('wish_share')).toMatchObject([{ amount_fen: '5000', status: 'HELD' }]);
    expect(rowsOf('consent').length).toBe(1);
    expect(copy.page).toContain(`<td>${identity.name}</td>`);
    expect(copy.page).not.toMatch(/<script|onerror=|javascript:/i);
    expect((await stage.ask(stage.adviser, exportDataDocument, { commandId, requestId: id })).json).toBe(copy.json);
    expect(
      (await operationsOn(server, staged.householdId)).filter((operation) => operation === 'exportHouseholdData')
        .length,
    ).toBe(2);
  });

  test('given a request for correction, then name and number of a member are put right, and only for the member of that household', async () => {
    const staged = await household(server, { areaCode: community });
    const other = await household(server, { areaCode: community });
    const member = async (id: string) =>
      (
        await server.request(
          `query ($id: ID!) { household(id: $id) { members { id } identity(reason: "核对更正内容") { members { name } } } }`,
          { id },
          stage.adviser.token,
        )
      ).data.household;
    const memberId = (await member(staged.id)).members[0].id;
    const { id: requestId } = await stage.recorded(staged, 'CORRECTION');
    await stage.ask(stage.officer, decideDocument, { commandId: v7(), requestId });
    const foreign = (await member(other.id)).members[0].id;
    expect(
      await stage.ask(stage.adviser, correctDocument, {
        commandId: v7(),
        requestId,
        memberId: foreign,
        name: '王建国',
      }),
    ).toEqual({
      ...{ __typename: 'NotFound', type: 'HouseholdMember' },
    });
    expect(
      await stage.ask(stage.adviser, correctDocument, { commandId: v7(), requestId, memberId, name: '<b>' }),
    ).toEqual({
      ...{ __typename: 'InvalidInput', field: 'name' },
    });
    expect((await member(staged.id)).identity.members).toEqual([{ name: staged.identity.name }]);
    expect(
      await stage.ask(stage.adviser, correctDocument, { commandId: v7(), requestId, memberId, name: '钱学中' }),
    ).toEqual({
      ...{ __typename: 'RightsRequest', status: 'DONE' },
    });
    expect((await member(staged.id)).identity.members).toEqual([{ name: '钱学中' }]);
  });

  test('given who took a request down, strangers, and the card, then only another officer of the area decides', async () => {
    const staged = await household(server, { areaCode: community });
    const mine = await stage.ask(stage.officer, recordDocument, {
      ...{ requestId: v7(), householdId: staged.id, kind: 'ERASURE', requester: 'GUARDIAN', receivedOn: stage.today },
    });
    expect(mine).toMatchObject({
      status: 'RECEIVED',
      dueOn: answerBy(stage.today, await workingDays()),
      overdue: false,
      requester: 'GUARDIAN',
    });
    const decision = { commandId: v7(), requestId: mine.id };
    expect((await stage.ask(stage.officer, decideDocument, decision)).__typename).toBe('AnotherPersonDecides');
    expect(await stage.ask(stranger, decideDocument, { ...decision, commandId: v7() })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await stage.ask(stage.adviser, decideDocument, { ...decision, commandId: v7() })).toBe('FORBIDDEN');
    expect((await stage.recorded(staged, 'ERASURE')).__typename).toBe('ErasureAlreadyAsked');
    const [untouched] = await server.database.query<{ key: boolean }>(
      'SELECT data_key IS NOT NULL AS key FROM household WHERE id = $1',
      [staged.householdId],
    );
    expect(untouched!.key).toBe(true);
    const bureau = await people(server).bureau();
    expect(
      await stage.ask(bureau, decideDocument, {
        commandId: v7(),
        requestId: mine.id,
        refusalReason: 'IDENTITY_NOT_SHOWN',
      }),
    ).toMatchObject({ status: 'REFUSED', refusalReason: 'IDENTITY_NOT_SHOWN' });
    const input = { requestId: v7(), cardCode: staged.cardCode, kind: 'ACCESS' };
    expect(await stage.ask(undefined, byCardDocument, input)).toMatchObject({
      status: 'RECEIVED',
      requester: 'HOUSEHOLD',
    });
    expect(await stage.ask(undefined, byCardDocument, input)).toMatchObject({ status: 'RECEIVED' });
    expect((await stage.ask(undefined, byCardDocument, { ...input, kind: 'ERASURE' })).__typename).toBe(
      'IdempotencyMismatch',
    );
    expect(await stage.recorded(staged, 'ACCESS', { receivedOn: '2020-01-01' })).toMatchObject({ field: 'receivedOn' });
    expect(await stage.recorded(staged, 'ACCESS', { requester: 'RETENTION_RULE' })).toMatchObject({
      field: 'requester',
    });
    const { data } = await server.request(
      '{ rightsRequests(first: 50) { edges { node { kind status } } } }',
      {},
      stranger.token,
    );
    expect(data.rightsRequests.edges).toEqual([]);
  });
});
