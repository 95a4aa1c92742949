/** Shows revisits after entry to and exit from the register: due on golden days, announced once, done in rounds, reopening a need; and closing truly. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { accepted, delivered, provider, type Provider } from '../stage/claims';
import { stagedClock, type StagedClock } from '../stage/clock';
import { commands, type Run } from '../stage/commands';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { household, newResidentNumber, type StagedHousehold } from '../stage/households';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

interface Owed {
  readonly id: string;
  readonly occasion: string;
  readonly dueOn: string;
  readonly household: { readonly id: string } | null;
}

describe('revisits after entry and exit', () => {
  let database: TestDatabase;
  let clock: StagedClock;
  let server: TestServer;
  let run: Run;
  let bureau: Person;
  let adviser: Person;
  let who: Provider;

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    server = await startTestServer({}, database);
    run = commands(server);
    bureau = await people(server).bureau();
    adviser = await people(server).adviser(stagedCommunity);
    who = await provider(server, { capacityMaximum: 100 });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  /** The day in Shanghai that lies so many days from today. */
  const day = (days: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);
  async function entered(
    enteredOn: string,
    more: { residentNumber?: string; isStock?: boolean } = {},
  ): Promise<string> {
    const entryId = v7();
    const { isStock = false, residentNumber = newResidentNumber() } = more;
    const entries = [{ entryId, residentNumber, areaCode: stagedCommunity, enteredOn }];
    await run(bureau, 'importRegisterEntries', { importId: v7(), category: 'DIBAO', isStock, entries });
    return globalId('RegisterEntry', entryId);
  }
  const left = (entryId: string, exitedOn: string, reason = 'EXIT_REEMPLOYED') =>
    run(bureau, 'exitRegister', { commandId: v7(), entryId, exitedOn, reason });
  async function revisitsOf(entryId: string, onDate: string, states = ['DUE', 'OVERDUE', 'UPCOMING', 'DONE']) {
    const found: Record<string, Owed[]> = {};
    for (const state of states) {
      const { data } = await server.request(
        `query ($state: RevisitState!, $onDate: CalendarDate) { revisits(areaCode: "${stagedCommunity}", state: $state, onDate: $onDate, first: 100) {
           edges { node { id occasion dueOn household { id } registerEntry { id } } } } }`,
        { state, onDate },
        adviser.token,
      );
      const nodes = data.revisits.edges.map((edge: any) => edge.node);
      const own = nodes.filter((node: any) => node.registerEntry?.id === entryId);
      if (own.length > 0) found[state] = own;
    }
    return found;
  }
  const complete = (revisitId: string, more: Record<string, unknown>, person = adviser) =>
    run(person, 'completeRevisit', { revisitId, ...more }, 'outcome satisfaction visitedOn note');
  const family = (residentNumber: string) =>
    household(server, { areaCode: stagedCommunity, members: [{ residentNumber }] });

  test('given golden days of entry and exit, then each is revisited on the thirtieth day after, over leap years and ends of years', async () => {
    const days = { '2023-12-02': '2024-01-01', '2024-01-30': '2024-02-29', '2023-01-30': '2023-03-01' };
    for (const [on, dueOn] of Object.entries(days)) {
      const entryId = await entered(on);
      await left(entryId, on);
      const { OVERDUE: overdue } = await revisitsOf(entryId, '2024-12-31');
      expect(overdue!.map((one) => [one.occasion, one.dueOn]).sort()).toEqual([
        ['REGISTER_ENTRY', dueOn],
        ['REGISTER_EXIT', dueOn],
      ]);
      expect(Object.keys(await revisitsOf(entryId, dueOn))).toEqual(['DUE']);
    }
  });

  test('given people of the stock, and one who died, then no revisit is owed for their entry and exit', async () => {
    const entryId = await entered('2020-05-05', { isStock: true });
    await left(entryId, '2023-05-05', 'EXIT_DECEASED');
    expect(await revisitsOf(entryId, '2026-01-01')).toEqual({});
  });

  test('given a clock one hour before and after midnight in Shanghai, then a revisit is announced on its day, once, by whichever of four servers', async () => {
    const entryId = await entered(day(0));
    const announced = () => server.app.composition.revisitService.announceDue();
    await announced();
    const due = new Date(`${day(30)}T00:00:00+08:00`).getTime();
    await clock.set(new Date(due - 3_600_000).toISOString());
    expect(await announced()).toBe(0);
    await clock.set(new Date(due + 3_600_000).toISOString());
    const counts = await Promise.all([1, 2, 3, 4].map(announced));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await announced()).toBe(0);
    const events = await server.database.query<{ payload: { entryId: string }; audience: string[] }>(
      "SELECT payload, audience FROM event WHERE type = 'RegisterRevisitDue' AND payload->>'entryId' = $1",
      [Buffer.from(entryId, 'base64url').toString().slice('RegisterEntry:'.length)],
    );
    expect(events).toHaveLength(1);
    expect(events[0]!.audience).toContain(`area:${stagedCommunity}`);
    await clock.set(new Date().toISOString());
  });

  test('given a revisit that finds people content, then satisfaction stands and the remark is sealed; without a household no remark is taken', async () => {
    const residentNumber = newResidentNumber();
    const staged = await family(residentNumber);
    const entryId = await entered('2023-03-01', { residentNumber });
    const { OVERDUE: [owed] = [] } = await revisitsOf(entryId, '2023-12-31');
    expect(owed!.household).toEqual({ id: staged.id });
    const found = { outcome: 'NEED_MET', satisfaction: 'SATISFIED', visitedOn: '2023-03-30', note: '纳入后生活安稳' };
    expect(await complete(owed!.id, { ...found, visitedOn: day(1) })).toMatchObject({ field: 'visitedOn' });
    expect(await complete(owed!.id, found)).toEqual({ __typename: 'Revisit', ...found });
    expect((await complete(owed!.id, found)).__typename).toBe('WrongState');
    const kept = await server.database.query<{ remark: Buffer }>('SELECT remark FROM revisit WHERE remark IS NOT NULL');
    expect(kept.map(({ remark }) => remark.includes('生活安稳'))).toEqual([false]);
    const alone = await entered('2023-03-01');
    const { OVERDUE: [other] = [] } = await revisitsOf(alone, '2023-12-31');
    expect(await complete(other!.id, { ...found, note: '某人' })).toMatchObject({ field: 'note' });
    expect(Object.keys(await revisitsOf(alone, '2023-12-31'))).toEqual(['OVERDUE']);
  });

  test('given a round, then all of it is done or nothing: one of another area, twice the same, or done before refuses it; replayed it answers alike', async () => {
    const entryIds = [await entered('2023-04-01'), await entered('2023-04-01'), await entered('2023-04-01')];
    const owed = await Promise.all(entryIds.map(async (id) => (await revisitsOf(id, '2023-12-31')).OVERDUE![0]!.id));
    const visit = (revisitId: string, outcome = 'NEED_MET') => ({
      ...{
        revisitId,
        outcome,
        visitedOn: '2023-04-28',
        satisfaction: outcome === 'NEED_MET' ? 'SATISFIED' : undefined,
      },
    });
    const round = (visits: object[], person = adviser, commandId = v7()) =>
      run(person, 'completeRevisitRound', { commandId, visits }, 'done owedAgain');
    const elsewhere = await people(server).adviser('640104012');
    expect(await round([visit(owed[0]!)], elsewhere)).toMatchObject({ field: 'visits.0.revisitId' });
    expect(await round([visit(owed[0]!), visit(owed[0]!)])).toMatchObject({ field: 'visits' });
    expect(await round([visit(owed[0]!), visit(globalId('Revisit', v7()))])).toMatchObject({
      field: 'visits.1.revisitId',
    });
    expect(Object.keys(await revisitsOf(entryIds[0]!, '2023-12-31'))).toEqual(['OVERDUE']);
    const visits = [visit(owed[0]!), visit(owed[1]!), visit(owed[2]!, 'NOT_REACHED')];
    const commandId = v7();
    const done = { __typename: 'RevisitRound', done: 3, owedAgain: 1 };
    expect(await round(visits, adviser, commandId)).toEqual(done);
    expect(await round(visits, adviser, commandId)).toEqual(done);
    expect((await round(visits.slice(1), adviser, commandId)).__typename).toBe('IdempotencyMismatch');
    const again = await revisitsOf(entryIds[2]!, '2023-05-05');
    expect(again.DUE!.map((one) => one.dueOn)).toEqual(['2023-05-05']);
    expect(await round([visit(owed[0]!)])).toMatchObject({ field: 'visits.0.revisitId' });
  });

  /** A need that was delivered in whole and confirmed by its household. */
  async function confirmed(staged: StagedHousehold) {
    const need = await referredNeed(server, { household: staged, quantity: 2 });
    const claim = await delivered(server, who, need, 2);
    const before = await closureOf(need.id);
    const { deliveryService } = server.app.composition;
    accepted(
      await deliveryService.confirmDelivery({ commandId: v7(), claimId: claim.globalId, cardCode: staged.cardCode }),
    );
    return { need, before };
  }
  const closureOf = async (needId: string, person = adviser) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Need {
      status closure { reportedClosed householdConfirmed revisitAgreed trulyClosed } } } }`;
    return (await server.request(query, { id: needId }, person.token)).data.node;
  };

  test('given a delivery, then it is closed as reported, then as confirmed, and truly only when the revisit agrees; for the area alone', async () => {
    const staged = await family(newResidentNumber());
    const { need, before } = await confirmed(staged);
    const agreed = { reportedClosed: true, householdConfirmed: true, revisitAgreed: false, trulyClosed: false };
    expect(before.closure).toEqual({ ...agreed, householdConfirmed: false });
    expect((await closureOf(need.id)).closure).toEqual(agreed);
    const [owed] = await server.database.query<{ id: string }>('SELECT id FROM revisit WHERE need_id = $1', [
      need.needId,
    ]);
    await complete(globalId('Revisit', owed!.id), { outcome: 'NEED_MET', satisfaction: 'SATISFIED' });
    expect(await closureOf(need.id)).toEqual({
      ...{ status: 'CLOSED', closure: { ...agreed, revisitAgreed: true, trulyClosed: true } },
    });
    const member = await people(server).organisationMember(who.organisationId);
    expect((await closureOf(need.id, member)).closure).toBeNull();
  });

  test('given an exit revisit that finds a closed need again, then that need is opened anew; a need of others never', async () => {
    const residentNumber = newResidentNumber();
    const staged = await family(residentNumber);
    const entryId = await entered('2023-02-01', { residentNumber });
    await left(entryId, '2023-06-01');
    const { need } = await confirmed(staged);
    const [served] = await server.database.query<{ id: string }>('SELECT id FROM revisit WHERE need_id = $1', [
      need.needId,
    ]);
    await complete(globalId('Revisit', served!.id), { outcome: 'NEED_MET' });
    const others = await confirmed(await family(newResidentNumber()));
    const owed = (await revisitsOf(entryId, '2023-12-31')).OVERDUE!.find((one) => one.occasion === 'REGISTER_EXIT')!;
    const wrong = [
      { outcome: 'NEED_REMAINS', reopenNeedId: others.need.id },
      { outcome: 'NEED_MET', reopenNeedId: need.id },
    ];
    for (const one of wrong) expect(await complete(owed.id, one)).toMatchObject({ field: 'reopenNeedId' });
    expect((await closureOf(need.id)).status).toBe('CLOSED');
    expect((await complete(owed.id, { outcome: 'NEED_REMAINS', reopenNeedId: need.id })).outcome).toBe('NEED_REMAINS');
    expect((await closureOf(need.id)).status).toBe('VERIFIED');
    expect((await closureOf(others.need.id)).status).toBe('FULFILLED');
  });
});
