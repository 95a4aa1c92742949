/** Shows the linkage from parties to an account: what an activity brought comes from donations and needs, and what it tells is for everybody. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { givingStage, lot, received } from '../stage/donations';
import { draftedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const fields = `id kind functions title placeKind placeName areaCode startsOn endsOn status
  parties { organises party { kind localKind name } } results { peopleReached donations moneyFen goodsFen needsFound } needsFound { id }`;
const mutation = (name: string, input: string) => `mutation ($input: ${input}!) { ${name}(input: $input) {
  __typename ... on Activity { ${fields} } ... on InvalidInput { field } ... on NotFound { type } ... on WrongState { currentStatus } } }`;
const register = `mutation ($input: RegisterLinkagePartyInput!) { registerLinkageParty(input: $input) {
  __typename ... on LinkageParty { id kind localKind name organisationId } ... on InvalidInput { field } ... on NotFound { type } } }`;
const plan = mutation('planActivity', 'PlanActivityInput');
const hold = mutation('recordActivityHeld', 'RecordActivityHeldInput');
const account = mutation('accountForActivity', 'ActivityCommandInput');
const cancel = mutation('cancelActivity', 'ActivityCommandInput');
const linkDonations = mutation('linkActivityDonations', 'LinkActivityDonationsInput');
const linkNeeds = mutation('linkActivityNeeds', 'LinkActivityNeedsInput');
const list = `query ($areaCode: String, $from: CalendarDate, $until: CalendarDate, $after: String) {
  activities(first: 2, areaCode: $areaCode, from: $from, until: $until, after: $after) {
    edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;

describe('activities of the linkage', () => {
  let server: TestServer;
  let adviser: Person;
  let officer: Person;
  let today: string;
  const days = (count: number) => new Date(Date.parse(today) + count * 86_400_000).toISOString().slice(0, 10);
  const ask = async (person: Pick<Person, 'token'> | undefined, document: string, input: object) => {
    const { data, errors } = await server.request(document, { input }, person?.token);
    return errors ? errors[0]!.extensions.code : Object.values(data as object)[0];
  };
  const party = async (kind: string, name: string, more: object = {}) =>
    (await ask(officer, register, { partyId: v7(), kind, name, areaCode: '640104001', ...more })).id as string;
  const planned = async (more: object = {}) =>
    ask(officer, plan, {
      ...{
        activityId: v7(),
        kind: 'CONVENIENCE_FAIR',
        functions: ['RELIEF'],
        title: '便民大赶集',
        areaCode: community,
      },
      ...{ placeKind: 'CITIZEN_STATION', placeName: '兴隆社区市民驿站', startsOn: today, endsOn: today },
      ...{ organiserIds: [await party('COMMUNITY', `社区${v7()}`)], ...more },
    });

  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
    officer = await people(server).streetOfficer('640104001');
    const { households, database } = server.app.composition;
    today = (await households.readCalendar(database)).today;
  });
  afterAll(() => server.close());

  test('given parties of the six kinds, then only the sixth is named locally, each once in its area, and only where one serves', async () => {
    const kinds = ['COMMUNITY', 'SOCIAL_ORGANISATION', 'SOCIAL_WORKERS', 'VOLUNTEERS', 'CHARITY_RESOURCES'];
    for (const kind of kinds) expect(await party(kind, `主体${kind}`)).toBeDefined();
    const sixth = {
      partyId: v7(),
      kind: 'OTHER_LOCAL',
      localKind: '社会企业',
      name: '暖心便利店',
      areaCode: '640104001',
    };
    expect(await ask(officer, register, sixth)).toMatchObject({ kind: 'OTHER_LOCAL', localKind: '社会企业' });
    expect(await ask(officer, register, sixth)).toMatchObject({ name: '暖心便利店' });
    expect((await ask(officer, register, { ...sixth, name: '别的' })).__typename).toBe('IdempotencyMismatch');
    expect(await ask(officer, register, { ...sixth, partyId: v7() })).toMatchObject({ field: 'name' });
    expect(await ask(officer, register, { ...sixth, partyId: v7(), localKind: null })).toMatchObject({
      field: 'localKind',
    });
    expect(await ask(officer, register, { ...sixth, partyId: v7(), kind: 'VOLUNTEERS' })).toMatchObject({
      field: 'localKind',
    });
    expect(await ask(officer, register, { ...sixth, partyId: v7(), areaCode: '640104002' })).toMatchObject({
      type: 'Area',
    });
    expect(await ask(undefined, register, { ...sixth, partyId: v7() })).toBe('UNAUTHENTICATED');
    const parties = '{ linkageParties(areaCode: "640104001", first: 100) { edges { node { kind } } } }';
    const { edges } = (await server.request(parties, {}, adviser.token)).data.linkageParties;
    expect(edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual([...kinds, 'OTHER_LOCAL']);
  });

  test('given a plan without function, with strange parties or days, or elsewhere, then it is refused and nothing is planned', async () => {
    const count = async () => (await server.database.query('SELECT 1 FROM activity')).length;
    const before = await count();
    expect(await planned({ functions: [] })).toMatchObject({ field: 'functions' });
    expect(await planned({ endsOn: days(-1) })).toMatchObject({ field: 'endsOn' });
    expect(await planned({ endsOn: days(367) })).toMatchObject({ field: 'endsOn' });
    expect(await planned({ organiserIds: [] })).toMatchObject({ field: 'organiserIds' });
    expect(await planned({ organiserIds: [globalId('LinkageParty', v7())] })).toMatchObject({ type: 'LinkageParty' });
    expect(await planned({ areaCode: '640104002001' })).toMatchObject({ type: 'Area' });
    expect(await planned({ title: '' })).toMatchObject({ field: 'title' });
    expect(await count()).toBe(before);
  });

  test('given an activity that was held, then its results are those of its donations and needs, another person accounts for it, and it is closed', async () => {
    const activity = await planned({ functions: ['RELIEF', 'RAISE_MONEY_AND_GOODS', 'RELIEF'] });
    expect(activity).toMatchObject({
      status: 'PLANNED',
      functions: ['RELIEF', 'RAISE_MONEY_AND_GOODS'],
      results: null,
    });
    const of = { activityId: activity.id };
    const stage = await givingStage(server);
    const money = await received(server, stage, { moneyFen: 12_345n });
    const goods = await received(server, stage, { lots: [lot({ quantity: 3n, unitValueFen: 700n })] });
    const donationIds = [money, goods].map(({ id }) => globalId('Donation', id));
    expect(await ask(stage.staff, linkDonations, { commandId: v7(), ...of, donationIds })).toMatchObject({
      currentStatus: 'PLANNED',
    });
    const results = { peopleReached: 312, summary: '现场义诊、理发与物资发放' };
    const commandId = v7();
    expect(await ask(officer, hold, { commandId, ...of, ...results })).toMatchObject({ status: 'HELD' });
    expect(await ask(officer, hold, { commandId, ...of, ...results })).toMatchObject({ status: 'HELD' });
    expect(await ask(officer, hold, { commandId: v7(), ...of, ...results })).toMatchObject({ currentStatus: 'HELD' });
    const other = await givingStage(server);
    expect(await ask(other.staff, linkDonations, { commandId: v7(), ...of, donationIds })).toMatchObject({
      type: 'Donation',
    });
    expect(await ask(stage.staff, linkDonations, { commandId: v7(), ...of, donationIds })).toMatchObject({
      results: { peopleReached: 312, donations: 2, moneyFen: '12345', goodsFen: '2100', needsFound: 0 },
    });
    const found = [];
    for (let index = 0; index < 5; index += 1) found.push(await draftedNeed(server, { areaCode: community }));
    const needIds = found.map((need) => need.id);
    expect(await ask(officer, linkNeeds, { commandId: v7(), ...of, needIds: needIds.slice(0, 4) })).toMatchObject({
      results: { needsFound: null },
    });
    const linked = await ask(officer, linkNeeds, { commandId: v7(), ...of, needIds });
    expect(linked).toMatchObject({ results: { needsFound: 5 } });
    expect(linked.needsFound.map((need: { id: string }) => need.id)).toEqual(needIds);
    const second = await planned();
    await ask(officer, hold, { commandId: v7(), activityId: second.id, ...results });
    expect(await ask(officer, linkNeeds, { commandId: v7(), activityId: second.id, needIds })).toMatchObject({
      field: 'needIds',
    });
    expect(
      await ask(stage.staff, linkDonations, { commandId: v7(), activityId: second.id, donationIds }),
    ).toMatchObject({
      field: 'donationIds',
    });
    expect((await ask(officer, account, { commandId: v7(), ...of })).__typename).toBe('AnotherPersonDecides');
    expect(await ask(adviser, account, { commandId: v7(), ...of })).toMatchObject({ status: 'ACCOUNTED' });
    expect(await ask(officer, linkNeeds, { commandId: v7(), ...of, needIds: [needIds[0]] })).toMatchObject({
      currentStatus: 'ACCOUNTED',
    });
    const open = await server.request(`query ($id: ID!) { activity(id: $id) { ${fields} } }`, { id: activity.id });
    expect(open.data.activity).toMatchObject({
      status: 'ACCOUNTED',
      needsFound: [],
      results: { needsFound: 5, moneyFen: '12345' },
    });
  });

  test('given planned and cancelled activities, then list and calendar show the planned ones to everybody, page by page', async () => {
    const street = '640104003';
    const bureau = await people(server).bureau();
    const organiserIds = [await party('COMMUNITY', '丽景街道各社区')];
    const make = (title: string, startsOn: string, endsOn: string) =>
      ask(bureau, plan, {
        ...{
          activityId: v7(),
          kind: 'CULTURE_FESTIVAL',
          functions: ['CHARITY_SALE'],
          title,
          placeKind: 'PUBLIC_SQUARE',
        },
        ...{ placeName: '广场,东侧', areaCode: street, startsOn, endsOn, organiserIds },
      });
    await make('第一场', days(1), days(3));
    await make('第二场', days(2), days(2));
    await make('第三场;义卖', days(9), days(9));
    const cancelled = await make('不办了', days(2), days(2));
    expect(await ask(bureau, cancel, { commandId: v7(), activityId: cancelled.id })).toMatchObject({
      status: 'CANCELLED',
    });
    expect(
      await ask(bureau, hold, {
        commandId: v7(),
        activityId: (await make('未到', days(30), days(30))).id,
        peopleReached: 1,
        summary: '无',
      }),
    ).toMatchObject({ field: 'activityId' });
    const titles = async (variables: object) => {
      const { data } = await server.request(list, { areaCode: street, ...variables });
      return { ...data.activities.pageInfo, titles: data.activities.edges.map((edge: any) => edge.node.title) };
    };
    const first = await titles({ until: days(9) });
    expect(first).toMatchObject({ titles: ['第一场', '第二场'], hasNextPage: true });
    expect(await titles({ until: days(9), after: first.endCursor })).toMatchObject({
      titles: ['第三场;义卖'],
      hasNextPage: false,
    });
    expect((await titles({ from: days(3), until: days(3) })).titles).toEqual(['第一场']);
    const response = await fetch(`${server.url}/activities.ics`);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const calendar = await response.text();
    expect(calendar).toContain('SUMMARY:第三场\\;义卖\r\nLOCATION:广场\\,东侧');
    expect(calendar).toContain(
      `DTSTART;VALUE=DATE:${days(1).replaceAll('-', '')}\r\nDTEND;VALUE=DATE:${days(4).replaceAll('-', '')}`,
    );
    expect(calendar).not.toContain('不办了');
    const { errors } = await server.request(list, { after: 'bm90aGluZw' });
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});
