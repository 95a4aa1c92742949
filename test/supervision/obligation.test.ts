/** Shows what is owed on any day, by whom it is seen, how it is fulfilled, and that a reminder is given once however often it is asked for. */
import { v7 } from 'uuid';
import { LowIncomeCategory } from '../../schema/household/household';
import { addDays, addMonths } from '../../server/day';
import { content, drafted, federation, localOf, opened, run, today, type Federation } from '../project/staging';
import { areaActor, household } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const list = `query ($onDay: CalendarDate, $states: [ObligationState!], $subject: ID, $after: String, $first: Int! = 50) {
  obligations(first: $first, after: $after, onDay: $onDay, states: $states, subjectId: $subject) {
    edges { cursor node { id rule source anchorOn dueOn state fulfilledOn fulfilledByHand evidence reminders { stage } } } } }`;

describe('an obligation', () => {
  let server: TestServer;
  let own: Federation;
  let bureau: Person;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
    bureau = await people(server).bureau();
  });
  afterAll(() => server.close());

  async function listed(person: Person, variables: Record<string, unknown>): Promise<any[]> {
    const answer = await server.request(list, variables, person.token);
    if (answer.errors) return [answer.errors[0]!.extensions.code];
    return answer.data.obligations.edges.map((edge: { node: unknown }) => edge.node);
  }
  const short = (rows: any[]) => rows.map((row) => [row.rule, row.dueOn, row.state]);
  async function fulfil(person: Person, input: Record<string, unknown>): Promise<any> {
    const answer = await server.request(
      `mutation ($input: FulfilObligationInput!) { fulfilObligation(input: $input) { __typename
         ... on Obligation { state fulfilledOn evidence } ... on InvalidInput { field } ... on WrongState { currentStatus } } }`,
      { input: { commandId: v7(), ...input } },
      person.token,
    );
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : answer.data.fulfilObligation;
  }

  test('given a draft, then its filing is due ten days before the start, moves with a revision, and is void for directed raising', async () => {
    const subject = await drafted(server, own, { startsOn: addDays(today, 40) });
    const of = () => listed(own.staff, { subject });
    expect(short(await of())).toEqual([['FILING', addDays(today, 30), 'DUE']]);
    expect((await of())[0].source).toContain('十日前备案');
    expect((await of())[0].fulfilledByHand).toBe(false);
    const revise = (more: Record<string, unknown>) =>
      run(server, own.staff, 'reviseCharityProject', { projectId: subject, content: content(more) });
    await revise({ startsOn: addDays(today, 50) });
    expect(short(await of())).toEqual([['FILING', addDays(today, 40), 'DUE']]);
    await revise({ startsOn: addDays(today, 50), fundraisingMode: 'DIRECTED' });
    expect(await of()).toEqual([]);
    await revise({ startsOn: addDays(today, 5) });
    expect(short(await of())).toEqual([['FILING', addDays(today, -5), 'OVERDUE']]);
  });

  test('given a long open project, then progress is owed every three months; what was due on a day stays what it was', async () => {
    const subject = await opened(server, own, { endsOn: addMonths(today, 12) });
    const third = addMonths(today, 3);
    expect(short(await listed(own.staff, { subject, states: ['DUE', 'OVERDUE'] }))).toEqual([
      ['PROGRESS_REPORT', third, 'DUE'],
    ]);
    expect(short(await listed(own.staff, { subject, onDay: addDays(third, 1), states: ['DUE', 'OVERDUE'] }))).toEqual([
      ['PROGRESS_REPORT', third, 'OVERDUE'],
      ['PROGRESS_REPORT', addMonths(today, 6), 'DUE'],
    ]);
    const [report] = await listed(own.staff, { subject, states: ['DUE'] });
    const done = { obligationId: report.id, fulfilledOn: today, evidence: '慈善中国 条目 88' };
    expect(await fulfil(own.staff, { ...done, fulfilledOn: addDays(today, 1) })).toMatchObject({
      field: 'fulfilledOn',
    });
    expect(await fulfil(own.staff, { ...done, fulfilledOn: addDays(today, -1) })).toMatchObject({
      field: 'fulfilledOn',
    });
    expect(await fulfil((await federation(server)).staff, done)).toMatchObject({ __typename: 'NotFound' });
    const kept = { state: 'FULFILLED', fulfilledOn: today, evidence: '慈善中国 条目 88' };
    expect(await fulfil(own.staff, done)).toMatchObject(kept);
    expect(await fulfil(own.staff, done)).toMatchObject(kept);
    expect(await fulfil(own.staff, { ...done, evidence: '另一处' })).toMatchObject({ __typename: 'WrongState' });
    expect(await listed(own.staff, { subject, onDay: addDays(today, -1), states: ['FULFILLED'] })).toEqual([]);
    await run(server, own.staff, 'closeCharityProject', { projectId: subject });
    expect(short(await listed(own.staff, { subject, states: ['DUE'] })).sort()).toEqual([
      ['FULL_REPORT', addMonths(today, 3), 'DUE'],
      ['LEFTOVER_PROPERTY', addMonths(today, 3), 'DUE'],
    ]);
    const [full] = await listed(own.staff, { subject, states: ['DUE'] });
    expect(await fulfil(own.staff, { ...done, obligationId: full.id })).toMatchObject({ field: 'obligationId' });
    await run(server, own.staff, 'settleCharityProject', { projectId: subject });
    expect(short(await listed(own.staff, { subject, states: ['DUE'] }))).toEqual([
      ['FULL_REPORT', addMonths(today, 3), 'DUE'],
    ]);
  });

  test('given a dealing with a related party, then it is due in thirty days, once for fifty retries, and seen by charity and bureau only', async () => {
    const other = await federation(server);
    const input = {
      ...{ obligationId: v7(), organisationId: own.id, rule: 'RELATED_PARTY_DEALING', happenedOn: addDays(today, -31) },
    };
    const record = async (person: Person, more: Record<string, unknown> = {}) =>
      (
        await server.request(
          `mutation ($input: RecordObligationInput!) { recordObligation(input: $input) { __typename
             ... on Obligation { id dueOn state } ... on InvalidInput { field } } }`,
          { input: { ...input, ...more } },
          person.token,
        )
      ).data.recordObligation;
    const answers = await Promise.all(Array.from({ length: 50 }, () => record(own.staff)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ dueOn: addDays(today, -1), state: 'OVERDUE' });
    expect(await record(own.staff, { happenedOn: today })).toMatchObject({ __typename: 'IdempotencyMismatch' });
    expect(await record(own.staff, { obligationId: v7(), rule: 'FILING' })).toMatchObject({ field: 'rule' });
    expect(await record(other.staff, { obligationId: v7() })).toMatchObject({ __typename: 'NotFound' });
    const sees = async (person: Person) =>
      (await listed(person, { states: ['OVERDUE'] })).some((row) => row.id === answers[0].id);
    expect(await Promise.all([own.staff, bureau, other.staff].map(sees))).toEqual([true, true, false]);
    const adviser = await people(server).adviser();
    expect(await sees(adviser)).toBe(false);
    const node = async (person: Person) =>
      (await server.request('query ($id: ID!) { node(id: $id) { id } }', { id: answers[0].id }, person.token)).data
        .node;
    expect([await node(own.staff), await node(other.staff)]).toEqual([{ id: answers[0].id }, null]);
  });

  test('given a household recognised for rigid expenditure, then its twelve months run for its area only, anew or not at all by its next category', async () => {
    const staged = await household(server, {
      areaCode: '640104001002',
      lowIncomeCategory: LowIncomeCategory.RIGID_EXPENDITURE,
    });
    const [near, far] = [await people(server).adviser('640104001'), await people(server).adviser('640104012')];
    const due = addMonths(today, 12);
    expect(short(await listed(near, { subject: staged.id }))).toEqual([['RIGID_EXPENDITURE_VALIDITY', due, 'DUE']]);
    for (const person of [far, own.staff]) expect(await listed(person, { subject: staged.id })).toEqual([]);
    await server.database.query(
      "UPDATE obligation SET anchor_on = '2024-02-29', due_on = '2025-02-28' WHERE subject_id = $1",
      [localOf(staged.id)],
    );
    expect(short(await listed(near, { subject: staged.id }))).toEqual([
      ['RIGID_EXPENDITURE_VALIDITY', '2025-02-28', 'OVERDUE'],
    ]);
    const actor = await areaActor(server, '640104');
    const revise = (lowIncomeCategory: LowIncomeCategory) =>
      server.app.composition.householdService.reviseHousehold(actor, { householdId: staged.id, lowIncomeCategory });
    await revise(LowIncomeCategory.RIGID_EXPENDITURE);
    expect(short(await listed(near, { subject: staged.id }))).toEqual([
      ['RIGID_EXPENDITURE_VALIDITY', '2025-02-28', 'FULFILLED_LATE'],
      ['RIGID_EXPENDITURE_VALIDITY', due, 'DUE'],
    ]);
    await revise(LowIncomeCategory.DIBAO);
    expect(short(await listed(near, { subject: staged.id, states: ['DUE', 'OVERDUE'] }))).toEqual([]);
  });

  test('given reminders asked for by two servers and twice again, then each stage is given once, with one event to whom it concerns', async () => {
    const charity = await federation(server);
    const subject = await drafted(server, charity, { startsOn: addDays(today, 17) });
    const twin = await startTestServer({}, server.database);
    const services = [server, twin].map((one) => one.app.composition.clockService);
    const remindAll = () => Promise.all([...services, ...services].map((service) => service.remind()));
    await remindAll();
    await remindAll();
    const [filing] = await listed(charity.staff, { subject });
    expect(filing.reminders).toEqual([{ stage: 'IN_A_WEEK' }]);
    const told = () =>
      server.database.query(
        "SELECT audience, payload->>'stage' AS stage FROM event WHERE subject_id = $1 ORDER BY position",
        [localOf(filing.id)],
      );
    expect(await told()).toEqual([{ audience: [`organisation:${charity.organisationId}`], stage: 'IN_A_WEEK' }]);
    await server.database.query('UPDATE obligation SET due_on = $2 WHERE id = $1', [
      localOf(filing.id),
      addDays(today, -1),
    ]);
    await remindAll();
    expect((await told()).map((event) => event.stage)).toEqual(['IN_A_WEEK', 'OVERDUE']);
    const filed = { projectId: subject, filedOn: today, filingNumber: '8' };
    await run(server, charity.staff, 'reviseCharityProject', {
      projectId: subject,
      content: content({ startsOn: addDays(today, 11) }),
    });
    await run(server, charity.staff, 'fileCharityProject', filed);
    await remindAll();
    expect(await told()).toHaveLength(2);
    const year = today.slice(0, 4);
    expect(
      short(await listed(charity.staff, { onDay: `${year}-02-01` })).filter(([, due]) => due === `${year}-05-31`),
    ).toEqual([
      ['ANNUAL_REPORT', `${year}-05-31`, 'DUE'],
      ['RELATED_PARTY_LIST', `${year}-05-31`, 'DUE'],
    ]);
    await twin.close();
  }, 60_000);

  test('given a job of the queue that is delivered twice, then its reminder is given once', async () => {
    const charity = await federation(server);
    const subject = await drafted(server, charity, { startsOn: addDays(today, 12) });
    for (let delivered = 0; delivered < 2; delivered += 1)
      await server.database.query("SELECT graphile_worker.add_job('remind-obligations')");
    for (;;) {
      const [left] = await server.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'remind-obligations'`,
      );
      if (left!.n === 0) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await listed(charity.staff, { subject }))[0].reminders).toEqual([{ stage: 'IN_A_WEEK' }]);
  });
});
